import type { IssueReport, ReportPlace } from "./issue-report.ts";

/** Kinds of text in a report, for colours. */
export type PaintStyle = "place" | "error" | "warning" | "code" | "faint";

export type Paint = (style: PaintStyle, text: string) => string;

/** The style `json` lists all of them. */
const MAX_OF_ONE_CODE = 10;

/** Longest excerpt of a source line, in UTF-16 units, and how much of it is before the place. */
const MAX_LINE = 160;
const BEFORE = 60;

export function textReport(reports: readonly IssueReport[], paint: Paint): string {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const report of reports) {
    const count = (counts.get(report.code) ?? 0) + 1;
    counts.set(report.code, count);
    if (count <= MAX_OF_ONE_CODE) blocks.push(`${block(report, paint, { help: count === 1 })}\n`);
  }
  for (const [code, count] of counts) {
    if (count > MAX_OF_ONE_CODE) {
      blocks.push(`and ${count - MAX_OF_ONE_CODE} more ${code}; --format json lists all of them\n`);
    }
  }
  return blocks.join("");
}

/** An issue as lines. What to do about a code is said with the first issue that has it. */
function block(report: IssueReport, paint: Paint, shown: { readonly help: boolean }): string {
  const { severity, code, message, help, position, detail } = report;
  const place = position ? `${paint("place", formatPlace(position))} - ` : "";
  const lines = [`${place}${paint(severity, severity)} ${paint("code", `${code}:`)} ${message}`];
  lines.push(...excerpt(report, paint));
  if (detail !== null) lines.push(...detail.split("\n").map((line) => `  ${paint("faint", "|")} ${line}`));
  if (help !== null && shown.help) lines.push(`  ${paint("faint", "help:")} ${help}`);
  return lines.join("\n");
}

function formatPlace({ file, line, column }: ReportPlace): string {
  return `${file}:${line}:${column}`;
}

/** The source line, and a mark below the place. */
function excerpt({ sourceLine, position, endPosition, severity }: IssueReport, paint: Paint): readonly string[] {
  if (sourceLine === null || !position) return [];
  const start = position.column - 1;
  const end =
    endPosition?.line === position.line ? endPosition.column - 1 : endPosition ? sourceLine.length : start + 1;
  const from = sourceLine.length <= MAX_LINE ? 0 : Math.max(0, Math.min(start - BEFORE, sourceLine.length - MAX_LINE));
  const text = sourceLine.slice(from, from + MAX_LINE);
  // Tabs stay tabs, so that the caret is below its place.
  const indent = text.slice(0, start - from).replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(end - from, text.length) - (start - from));
  const margin = String(position.line);
  const bar = paint("faint", "|");
  return [
    `  ${paint("faint", margin)} ${bar} ${text}`,
    `  ${" ".repeat(margin.length)} ${bar} ${indent}${paint(severity, `^${"~".repeat(marked - 1)}`)}`,
  ];
}
