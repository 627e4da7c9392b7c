import type { IssueReport } from "./issue-report.ts";

/**
 * Workflow commands that GitHub shows at the lines of a change.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(reports: readonly IssueReport[]): string {
  return reports.map((report) => `${annotation(report)}\n`).join("");
}

function annotation({ severity, code, message, help, detail, position, endPosition }: IssueReport): string {
  const properties: [string, string][] = [];
  if (position) {
    properties.push(["file", position.file], ["line", String(position.line)], ["col", String(position.column)]);
    // GitHub supports columns only within one line.
    if (endPosition && endPosition.line === position.line) properties.push(["endColumn", String(endPosition.column)]);
  }
  properties.push(["title", code]);
  const shown = properties.map(([key, value]) => `${key}=${escapeProperty(value)}`).join(",");
  const text = [message, detail, help].filter((part) => part !== null).join("\n");
  return `::${severity} ${shown}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
