import type { Issue } from "../issue.ts";

/** `text` for a terminal, `json` for programs, `github` for annotations of a GitHub workflow. */
export type IssueStyle = "text" | "json" | "github";

/** Issues of one code that the text shows; JSON has all of them. */
const MAX_OF_ONE_CODE = 10;

/**
 * Prints issues, each on lines of its own, without colour and with a newline at the end. As text, the first ten of
 * each code are shown with their source line, and the others are counted.
 *
 * @example
 * formatIssues(issues, "text");
 * // => "api.yaml:9:15 - error unknown_ref: expected #/A to exist, found nothing there (at #/B/$ref)
 * //       9 |     $ref: '#/A'
 * //         |           ^
 * //       help: Add the target of the reference, or correct the reference."
 */
export function formatIssues(issues: readonly Issue[], style: IssueStyle): string {
  switch (style) {
    case "json":
      return `${JSON.stringify(issues, null, 2)}\n`;
    case "github":
      return issues.map((issue) => `${annotation(issue)}\n`).join("");
    case "text":
      return asText(issues);
    default:
      throw new Error(`unexpected style: ${style satisfies never}`);
  }
}

function asText(issues: readonly Issue[]): string {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const issue of issues) {
    const count = (counts.get(issue.code) ?? 0) + 1;
    counts.set(issue.code, count);
    if (count <= MAX_OF_ONE_CODE) blocks.push(`${block(issue)}\n`);
  }
  for (const [code, count] of counts) {
    if (count > MAX_OF_ONE_CODE) blocks.push(`and ${count - MAX_OF_ONE_CODE} more ${code}; --json lists all\n`);
  }
  return blocks.join("");
}

function block(issue: Issue): string {
  const { file, line, column, severity, code, message, pointer, sourceLine, help } = issue;
  const lines = [`${file}:${line}:${column} - ${severity} ${code}: ${message} (at #${pointer})`];
  if (sourceLine) {
    const margin = String(line);
    // Tabs are kept, so that the caret is aligned with its column.
    const indent = sourceLine.text.slice(0, sourceLine.column - 1).replace(/[^\t]/g, " ");
    lines.push(`  ${margin} | ${sourceLine.text}`, `  ${" ".repeat(margin.length)} | ${indent}^`);
  }
  lines.push(`  help: ${help}`);
  return lines.join("\n");
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function annotation({ severity, file, line, column, code, message, help, pointer }: Issue): string {
  const title = escapeProperty(code);
  const text = escapeData(`${message} (at #${pointer})\n${help}`);
  return `::${severity} file=${escapeProperty(file)},line=${line},col=${column},title=${title}::${text}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
