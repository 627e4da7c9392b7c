import { type CompileIssue, issueDetail, issueMessage, severityOf } from "../issues/compile-issue.ts";
import type { IssueSeverity } from "../issues/issue-kind.ts";
import { formatPosition, type Position, pathForPeople } from "../project/position.ts";

/** A place in a report, with a path relative to the working directory. */
export interface ReportPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** An issue with all its texts, as plain data. */
export interface IssueReport {
  /** One of `issueCodes`, or the code of another tool, such as `TS2322`. */
  readonly code: string;
  readonly severity: IssueSeverity;
  /** One sentence about this case. */
  readonly message: string;
  /** What to do about it; null from a tool that does not say. */
  readonly help: string | null;
  /** Start of the place; null when no source can be named. */
  readonly position: ReportPlace | null;
  /** End of the place, just behind its last character. */
  readonly endPosition: ReportPlace | null;
  /** The line of the source at the position. */
  readonly sourceLine: string | null;
  /** SQL with a caret, when the source line does not show the place. */
  readonly detail: string | null;
  /** Other places that the issue is about, such as the earlier of two definitions. */
  readonly related: readonly ReportPlace[];
  /** The definition that it is about. */
  readonly definition: { readonly kind: string; readonly name: string } | null;
  /** JSON pointer into the request. */
  readonly pointer: string | null;
}

/**
 * Reports issues with their texts. Files are named relative to `cwd`, with `/` on every system. The texts are loaded with the
 * first issue.
 *
 * @example
 * await reportIssues(issues, "/home/ana/project");
 * // => [{ code: "missing_time", severity: "error", message: 'job "koalas": no mapping of __time: …', help: "Map __time, …",
 * //       position: { file: "definitions/koalas.ts", line: 10, column: 4 }, … }]
 */
export async function reportIssues(issues: readonly CompileIssue[], cwd: string): Promise<readonly IssueReport[]> {
  if (issues.length === 0) return [];
  const { issueTexts } = await import("../generated/issue-texts.gen.ts");
  return issues.map((issue) => reportOf(issue, issueTexts[issue.code].fix, cwd));
}

function reportOf(issue: CompileIssue, help: string, cwd: string): IssueReport {
  const placeOf = (position: Position | undefined): ReportPlace | null =>
    position ? { file: pathForPeople(position.file, cwd), line: position.line, column: position.column } : null;
  return {
    code: issue.code,
    severity: severityOf(issue),
    message: issueMessage(issue, cwd),
    help,
    position: placeOf(issue.position),
    endPosition: placeOf(issue.endPosition),
    sourceLine: issue.sourceLine ?? null,
    detail: issueDetail(issue) ?? null,
    related: relatedTo(issue).flatMap((position) => placeOf(position) ?? []),
    definition:
      "kind" in issue && issue.kind !== undefined && issue.name !== undefined
        ? { kind: issue.kind, name: issue.name }
        : null,
    pointer: "pointer" in issue ? issue.pointer : null,
  };
}

/** The other places of an issue, each once: those of other definitions, and the helper that began its own. */
function relatedTo(issue: CompileIssue): readonly Position[] {
  const related = ("related" in issue ? issue.related : undefined) ?? [];
  const others = "file" in related ? [related] : related;
  const all = issue.helper ? [...others, issue.helper] : others;
  return [...new Map(all.map((position) => [formatPosition(position, ""), position])).values()];
}
