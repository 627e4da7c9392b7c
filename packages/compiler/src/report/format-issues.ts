import type { CompileIssue } from "../issues/compile-issue.ts";
import { githubAnnotations } from "./github-annotations.ts";
import { type IssueReport, reportIssue } from "./issue-report.ts";
import { sarifLog } from "./sarif-log.ts";
import { type Paint, textReport } from "./text-report.ts";

/**
 * `text` for people, `json` for programs, `sarif` for code scanning (SARIF 2.1.0), `github` for annotations of a GitHub
 * workflow.
 */
export type IssueStyle = "text" | "json" | "sarif" | "github";

export interface FormatReportsOptions {
  /**
   * Colours text, where there are colours; only the style `text` has any.
   *
   * @default no colours
   */
  readonly paint?: Paint;
}

export interface FormatIssuesOptions extends FormatReportsOptions {
  /** Folder that files are named relative to. */
  readonly cwd: string;
}

/**
 * Prints issues, with a newline at the end. Of text, the first ten of each code are shown with the line they are about,
 * and the rest is counted.
 *
 * @example
 * formatIssues(issues, "text", { cwd });
 * // => `definitions/koalas.ts:11:21 - error invalid_expression: mapping "city" of job "koalas": unknown function UPER
 * //      11 |   .map({ city: 'UPER("city")' })
 * //         |                 ^~~~
 * //      help: Mend the expression at the place that the caret shows; …`
 */
export function formatIssues(
  issues: readonly CompileIssue[],
  style: IssueStyle,
  { cwd, ...options }: FormatIssuesOptions,
): string {
  return formatReports(
    issues.map((issue) => reportIssue(issue, cwd)),
    style,
    options,
  );
}

/**
 * Prints reports as {@link formatIssues} does, those of other tools among them.
 *
 * @example
 * formatReports([...issues.map((issue) => reportIssue(issue, cwd)), ...diagnostics], "github");
 * // => `::error file=definitions/koalas.ts,line=11,col=21,title=TS2322::Type 'string' is not assignable to type 'number'.`
 */
export function formatReports(
  reports: readonly IssueReport[],
  style: IssueStyle,
  { paint = (_style, text) => text }: FormatReportsOptions = {},
): string {
  switch (style) {
    case "text":
      return textReport(reports, paint);
    case "json":
      return `${JSON.stringify(reports, null, 2)}\n`;
    case "sarif":
      return `${JSON.stringify(sarifLog(reports), null, 2)}\n`;
    case "github":
      return githubAnnotations(reports);
    default:
      throw new Error(`unexpected style: ${style satisfies never}`);
  }
}
