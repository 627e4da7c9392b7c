import type { IssueReport, IssueStyle, PaintStyle } from "@starfix/compiler";
import type { Output } from "./output.ts";
import { UserError } from "./user-error.ts";

const paints = { place: "bold", error: "red", warning: "yellow", code: "red", faint: "dim" } as const satisfies Record<
  PaintStyle,
  Parameters<Output["style"]>[0]
>;

/** How issues are printed, and what the count of them ends with. */
export interface ReportIssuesOptions {
  /** @default "text" */
  readonly format?: IssueStyle | undefined;
  /** What follows from an error. */
  readonly consequence: string;
  /**
   * Whether warnings fail the command as errors do.
   *
   * @default false
   */
  readonly strict?: boolean | undefined;
}

/**
 * Prints what was found: as text on stderr, in another format on stdout, even when there is nothing. Throws a UserError
 * that holds all reports when one of them is an error, or with `strict` any.
 */
export async function reportIssues(
  reports: readonly IssueReport[],
  output: Output,
  { format = "text", consequence, strict = false }: ReportIssuesOptions,
): Promise<void> {
  if (format !== "text") {
    const { formatReports } = await import("@starfix/compiler");
    output.takeStdout();
    output.document(await formatReports(reports, format));
  }
  if (reports.length === 0) return;
  const message = format === "text" ? await issuesText(reports, output) : countOf(reports);
  if (!strict && !reports.some(isError)) output.note(message);
  else throw new UserError(`${message}, ${consequence}`, { json: { issues: reports } });
}

/** Issues for people, and how many there are. */
export async function issuesText(reports: readonly IssueReport[], output: Output): Promise<string> {
  const { formatReports } = await import("@starfix/compiler");
  const text = await formatReports(reports, "text", { paint: (style, part) => output.style(paints[style], part) });
  return `${text}${countOf(reports)}`;
}

function countOf(reports: readonly IssueReport[]): string {
  const errors = reports.filter(isError).length;
  const counts = [counted(errors, "error"), counted(reports.length - errors, "warning")];
  return counts.filter((text) => text !== "").join(" and ");
}

function isError({ severity }: IssueReport): boolean {
  return severity === "error";
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}
