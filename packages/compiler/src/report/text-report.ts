import type { IssueReport, ReportPlace } from "./issue-report.ts";

/** What a part of a report is, for who colours it. */
export type PaintStyle = "place" | "error" | "warning" | "code" | "faint";

export type Paint = (style: PaintStyle, text: string) => string;

/** Of each code; who wants to see all of them asks for JSON. */
const MAX_OF_ONE_CODE = 10;

/** Of a longer line what is around the place is shown, in UTF-16 units. */
const MAX_LINE = 160;
const BEFORE = 60;

export function textReport(reports: readonly IssueReport[], paint: Paint): string {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const report of reports) {
    const count = (counts.get(report.code) ?? 0) + 1;
    counts.set(report.code, count);
    if (count <= MAX_OF_ONE_CODE) blocks.push(`${block(report, paint)}\n`);
  }
  for (const [code, count] of counts) {
    if (count > MAX_OF_ONE_CODE) {
      blocks.push(`and ${count - MAX_OF_ONE_CODE} more ${code}; as json all of them are listed\n`);
    }
  }
  return blocks.join("");
}

function block(report: IssueReport, paint: Paint): string {
  const { severity, code, message, help, position, detail } = report;
  const place = position ? `${paint("place", formatPlace(position))} - ` : "";
  const lines = [`${place}${paint(severity, severity)} ${paint("code", `${code}:`)} ${message}`];
  lines.push(...excerpt(report, paint));
  if (detail !== null) lines.push(...detail.split("\n").map((line) => `  ${paint("faint", "|")} ${line}`));
  if (help !== null) lines.push(`  ${paint("faint", "help:")} ${help}`);
  return lines.join("\n");
}

function formatPlace({ file, line, column }: ReportPlace): string {
  return `${file}:${line}:${column}`;
}

/** The line of the source with the place marked below it. */
function excerpt({ sourceLine, position, endPosition, severity }: IssueReport, paint: Paint): readonly string[] {
  if (sourceLine === null || !position) return [];
  const start = position.column - 1;
  const end =
    endPosition?.line === position.line ? endPosition.column - 1 : endPosition ? sourceLine.length : start + 1;
  const from = sourceLine.length <= MAX_LINE ? 0 : Math.max(0, Math.min(start - BEFORE, sourceLine.length - MAX_LINE));
  const text = sourceLine.slice(from, from + MAX_LINE);
  // Tabs stay tabs, so that the caret stands under its place.
  const indent = text.slice(0, start - from).replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(end - from, text.length) - (start - from));
  const margin = String(position.line);
  const bar = paint("faint", "|");
  return [
    `  ${paint("faint", margin)} ${bar} ${text}`,
    `  ${" ".repeat(margin.length)} ${bar} ${indent}${paint(severity, `^${"~".repeat(marked - 1)}`)}`,
  ];
}
