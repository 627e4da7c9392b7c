import type { CompileIssue } from "../issues/compile-issue.ts";
import { githubAnnotations } from "./github-annotations.ts";
import { type IssueReport, reportIssues } from "./issue-report.ts";
import { sarifLog } from "./sarif-log.ts";
import { type Paint, textReport } from "./text-report.ts";

/**
 * `text` for people, `json` for programs, `sarif` for code scanning (SARIF 2.1.0), `github` for annotations of a GitHub
 * workflow.
 */
export type IssueStyle = "text" | "json" | "sarif" | "github";

export interface FormatReportsOptions {
  /**
   * Colours the style `text`.
   *
   * @default no colours
   */
  readonly paint?: Paint;
}

export interface FormatIssuesOptions extends FormatReportsOptions {
  /** Folder that paths of files are relative to. */
  readonly cwd: string;
}

/**
 * Formats issues, with a newline at the end. As text, the first ten of each code are shown with their source lines, and the
 * rest is counted.
 *
 * @example
 * await formatIssues(issues, "text", { cwd });
 * // => `definitions/koalas.ts:11:21 - error invalid_expression: job "koalas": mapping "city": unknown function UPER
 * //      11 |   .map({ city: 'UPER("city")' })
 * //         |                 ^~~~
 * //      help: Correct the expression at the caret; …`
 */
export async function formatIssues(
  issues: readonly CompileIssue[],
  style: IssueStyle,
  { cwd, ...options }: FormatIssuesOptions,
): Promise<string> {
  return formatReports(await reportIssues(issues, cwd), style, options);
}

/**
 * Formats reports as {@link formatIssues} does, including those of other tools.
 *
 * @example
 * await formatReports([...(await reportIssues(issues, cwd)), ...diagnostics], "github");
 * // => `::error file=definitions/koalas.ts,line=11,col=21,title=TS2322::Type 'string' is not assignable to type 'number'.`
 */
export async function formatReports(
  reports: readonly IssueReport[],
  style: IssueStyle,
  { paint = (_style, text) => text }: FormatReportsOptions = {},
): Promise<string> {
  switch (style) {
    case "text":
      return textReport(reports, paint);
    case "json":
      return `${JSON.stringify(reports, null, 2)}\n`;
    case "sarif": {
      const { issueTexts } = await import("../generated/issue-texts.gen.ts");
      return `${JSON.stringify(sarifLog(reports, issueTexts), null, 2)}\n`;
    }
    case "github":
      return githubAnnotations(reports);
    default:
      throw new Error(`unexpected style: ${style satisfies never}`);
  }
}
