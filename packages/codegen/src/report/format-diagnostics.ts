import type { Diagnostic } from "../diagnostic.ts";

/** `text` for people, `json` for programs, `github` for annotations of a GitHub workflow. */
export type DiagnosticStyle = "text" | "json" | "github";

/** Of each code; who wants to see all of them asks for JSON. */
const MAX_OF_ONE_CODE = 10;

/**
 * Prints diagnostics, each on lines of its own, without colour and with a newline at the end. As text, the first ten of
 * each code are shown with the line they are about, and the rest is counted.
 *
 * @example
 * formatDiagnostics(diagnostics, "text");
 * // => "api.yaml:9:15 - error unknown_ref: expected #/A to lead somewhere, there is nothing (at #/B/$ref)
 * //       9 |     $ref: '#/A'
 * //         |           ^
 * //       help: Add what is referred to, or mend the reference."
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], style: DiagnosticStyle): string {
  switch (style) {
    case "json":
      return `${JSON.stringify(diagnostics, null, 2)}\n`;
    case "github":
      return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join("");
    case "text":
      return asText(diagnostics);
    default:
      throw new Error(`unexpected style: ${style satisfies never}`);
  }
}

function asText(diagnostics: readonly Diagnostic[]): string {
  const counts = new Map<string, number>();
  const blocks: string[] = [];
  for (const diagnostic of diagnostics) {
    const count = (counts.get(diagnostic.code) ?? 0) + 1;
    counts.set(diagnostic.code, count);
    if (count <= MAX_OF_ONE_CODE) blocks.push(`${block(diagnostic)}\n`);
  }
  for (const [code, count] of counts) {
    if (count > MAX_OF_ONE_CODE) blocks.push(`and ${count - MAX_OF_ONE_CODE} more ${code}; --json lists all\n`);
  }
  return blocks.join("");
}

function block(diagnostic: Diagnostic): string {
  const { file, line, column, severity, code, message, pointer, sourceLine, help } = diagnostic;
  const lines = [`${file}:${line}:${column} - ${severity} ${code}: ${message} (at #${pointer})`];
  if (sourceLine) {
    const margin = String(line);
    // Tabs stay tabs, so that the caret stands under its place.
    const indent = sourceLine.text.slice(0, sourceLine.column - 1).replace(/[^\t]/g, " ");
    lines.push(`  ${margin} | ${sourceLine.text}`, `  ${" ".repeat(margin.length)} | ${indent}^`);
  }
  lines.push(`  help: ${help}`);
  return lines.join("\n");
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function annotation({ severity, file, line, column, code, message, help, pointer }: Diagnostic): string {
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
