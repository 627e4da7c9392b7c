import { type CompileIssue, issueDetail, issueMessage, issueTable } from "../issues/compile-issue.ts";
import type { IssueSeverity } from "../issues/issue-kind.ts";
import { type Position, pathForPeople } from "../project/position.ts";

/** A place as reports show it: the path relative to where the reader stands. */
export interface ReportPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** All that a reader or a program wants to know about an issue, as plain data. */
export interface IssueReport {
  /** One of `issueCodes`, or the code of another tool, such as `TS2322`. */
  readonly code: string;
  readonly severity: IssueSeverity;
  /** One sentence about this case. */
  readonly message: string;
  /** What to do about it; null where the tool that found it does not say. */
  readonly help: string | null;
  /** Where it stands; null when no source can be named. */
  readonly position: ReportPlace | null;
  /** Where what is meant ends, just behind its last character. */
  readonly endPosition: ReportPlace | null;
  /** The line of the source at the position. */
  readonly sourceLine: string | null;
  /** Lines that show the place when the source cannot. */
  readonly detail: string | null;
  /** Where the other thing stands that this one is at odds with. */
  readonly related: ReportPlace | null;
  /** The definition that it is about. */
  readonly definition: { readonly kind: string; readonly name: string } | null;
  /** JSON pointer into the request. */
  readonly pointer: string | null;
}

/**
 * An issue with everything looked up and said. Files are named relative to `cwd`, with `/` on every system.
 *
 * @example
 * reportIssue({ code: "missing_time", kind: "job", name: "koalas", position }, "/home/ana/project");
 * // => { code: "missing_time", severity: "error", message: 'job "koalas" maps no __time: …', help: "Map __time, …",
 * //      position: { file: "definitions/koalas.ts", line: 10, column: 4 }, … }
 */
export function reportIssue(issue: CompileIssue, cwd: string): IssueReport {
  const { severity, fix } = issueTable[issue.code];
  const placeOf = (position: Position | undefined): ReportPlace | null =>
    position ? { file: pathForPeople(position.file, cwd), line: position.line, column: position.column } : null;
  return {
    code: issue.code,
    severity,
    message: issueMessage(issue, cwd),
    help: fix,
    position: placeOf(issue.position),
    endPosition: placeOf(issue.endPosition),
    sourceLine: issue.sourceLine ?? null,
    detail: issueDetail(issue) ?? null,
    related: placeOf("related" in issue ? issue.related : undefined),
    definition:
      "kind" in issue && issue.kind !== undefined && issue.name !== undefined
        ? { kind: issue.kind, name: issue.name }
        : null,
    pointer: "pointer" in issue ? issue.pointer : null,
  };
}
