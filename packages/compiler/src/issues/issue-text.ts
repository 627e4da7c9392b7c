import type { IssueSeverity } from "./issue-kind.ts";

/** What makes an issue, and the corrected version: each is the content of a definition file below its imports. */
export interface IssueExample {
  readonly wrong: string;
  readonly right: string;
}

/** The page of a code in `docs/issues`, as data. */
export interface IssueText {
  readonly severity: IssueSeverity;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  readonly example: IssueExample;
}
