import { type ExpressionIssueFacts, expressionIssues } from "./expression-issues.ts";
import type { IssueKind, IssuePlace, IssueTable } from "./issue-kind.ts";
import { type JobIssueFacts, jobIssues } from "./job-issues.ts";
import { type LoadIssueFacts, loadIssues } from "./load-issues.ts";
import { type NameIssueFacts, nameIssues } from "./name-issues.ts";
import { type RequestIssueFacts, requestIssues } from "./request-issues.ts";
import { type SharingIssueFacts, sharingIssues } from "./sharing-issues.ts";
import { type TableIssueFacts, tableIssues } from "./table-issues.ts";

/** What an issue of each code tells. To add a code, add it to the file of its subject in `issues/`. */
export type IssueFacts = LoadIssueFacts &
  NameIssueFacts &
  JobIssueFacts &
  TableIssueFacts &
  SharingIssueFacts &
  ExpressionIssueFacts &
  RequestIssueFacts;

/** Name of a kind of mistake. It stays stable; the wording may change. */
export type IssueCode = keyof IssueFacts;

/** A mistake in the definitions, as data. Nothing is written while there is one that is an error. */
export type CompileIssue<TCode extends IssueCode = IssueCode> = {
  [TEach in TCode]: IssuePlace & IssueFacts[TEach] & { readonly code: TEach };
}[TCode];

/** Every code with its severity, its words and its fix. */
export const issueTable: IssueTable<IssueFacts> = {
  ...loadIssues,
  ...nameIssues,
  ...jobIssues,
  ...tableIssues,
  ...sharingIssues,
  ...expressionIssues,
  ...requestIssues,
};

/** All codes, in the order of their names. */
export const issueCodes: readonly IssueCode[] = (Object.keys(issueTable) as IssueCode[]).sort();

export function isIssueCode(text: string): text is IssueCode {
  return Object.hasOwn(issueTable, text);
}

/**
 * An issue in words, without its own place: one sentence, and below it the SQL with a caret where the source cannot
 * show it. Other places are named relative to `cwd`.
 *
 * @example
 * formatIssue({ code: "missing_time", kind: "job", name: "koalas" }, cwd);
 * // => 'job "koalas" maps no __time: add one, such as __time: timeParse(c.timestamp)'
 */
export function formatIssue(issue: CompileIssue, cwd: string): string {
  const detail = issueDetail(issue);
  return detail === undefined ? issueMessage(issue, cwd) : `${issueMessage(issue, cwd)}\n${detail}`;
}

/** The sentence of an issue alone. */
export function issueMessage<TCode extends IssueCode>(issue: CompileIssue<TCode>, cwd: string): string {
  return kindOf(issue).message(issue, cwd);
}

/** The lines that stand in for the source, where there are any. */
export function issueDetail<TCode extends IssueCode>(issue: CompileIssue<TCode>): string | undefined {
  return issue.inSource ? undefined : kindOf(issue).detail?.(issue);
}

function kindOf<TCode extends IssueCode>({ code }: CompileIssue<TCode>): IssueKind<IssueFacts[TCode]> {
  return issueTable[code];
}
