import type { Position } from "../issue.ts";
import type { Breaks, Change, DiffResult } from "./change.ts";

/** Output format: for a terminal, for programs, as GitHub annotations, or for a pull request. */
export type DiffStyle = "text" | "json" | "github" | "markdown";

export const DIFF_STYLES: readonly DiffStyle[] = ["text", "json", "github", "markdown"];

/**
 * Prints a comparison without colours, breaking changes first. The text ends in a line break.
 *
 * @example
 * formatDiff(await diffDocuments({ old: "v1.yaml", new: "v2.yaml" }), "text");
 * // => "1 breaking change:\n\nv2.yaml:14:9 - breaks requests - parameter_removed: the query parameter limit is gone; …"
 */
export function formatDiff(result: DiffResult, style: DiffStyle): string {
  switch (style) {
    case "text":
      return formatText(result);
    case "json":
      return `${JSON.stringify(result, null, 2)}\n`;
    case "github":
      return result.changes.map(formatAnnotation).join("");
    case "markdown":
      return formatMarkdown(result);
    default:
      throw new Error(`unexpected style: ${JSON.stringify(style satisfies never)}`);
  }
}

const BREAKS: Readonly<Record<Breaks, string>> = {
  request: "breaks requests",
  response: "breaks responses",
  both: "breaks requests and responses",
  none: "breaks nothing",
};

function groupsOf({ changes }: DiffResult): { readonly title: string; readonly changes: readonly Change[] }[] {
  const breaking = changes.filter(({ breaks }) => breaks !== "none");
  const others = changes.filter(({ breaks }) => breaks === "none");
  return [
    { title: `${count(breaking.length, "breaking change")}`, changes: breaking },
    { title: `${count(others.length, "other change")}`, changes: others },
  ].filter((group) => group.changes.length > 0);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The position in the new document, or in the old one for a removal. */
function placeOf({ newPosition, oldPosition }: Change): Position | undefined {
  return newPosition ?? oldPosition;
}

function showPlace(change: Change): string {
  const place = placeOf(change);
  return place ? `${place.file}:${place.line}:${place.column}` : `#${change.pointer}`;
}

/** The names of the first operations and the count of the others. */
function showOperations(operations: readonly string[], most: number): string {
  if (operations.length <= most) return operations.join(", ");
  return `${operations.slice(0, most).join(", ")} and ${operations.length - most} more`;
}

function formatText(result: DiffResult): string {
  const groups = groupsOf(result);
  if (groups.length === 0) return "no changes\n";
  return groups.map(({ title, changes }) => `${title}:\n\n${changes.map(formatChange).join("\n")}`).join("\n");
}

function formatChange(change: Change): string {
  const label = change.breaks === "none" ? "" : `${BREAKS[change.breaks]} - `;
  const reached = change.operations.length > 0 ? `    in ${showOperations(change.operations, 5)}\n` : "";
  return `${showPlace(change)} - ${label}${change.code}: ${change.message}\n${reached}`;
}

/** @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function formatAnnotation(change: Change): string {
  const level = change.breaks === "none" ? "notice" : "error";
  const place = placeOf(change);
  const fields = [
    ...(place ? [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`] : []),
    `title=${property(`${BREAKS[change.breaks]} (${change.code})`)}`,
  ];
  const reached = change.operations.length > 0 ? ` (in ${showOperations(change.operations, 5)})` : "";
  return `::${level} ${fields.join(",")}::${data(`${change.message}${reached}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function formatMarkdown(result: DiffResult): string {
  const groups = groupsOf(result);
  if (groups.length === 0) return "No changes.\n";
  return groups.map(({ title, changes }) => `### ${title}\n\n${formatTable(changes)}`).join("\n");
}

function formatTable(changes: readonly Change[]): string {
  const rows = changes.map((change) => {
    const cells = [
      BREAKS[change.breaks],
      change.message,
      showOperations(change.operations, 5),
      `\`${showPlace(change)}\``,
    ];
    return `| ${cells.map(cell).join(" | ")} |\n`;
  });
  return `| | change | operations | where |\n|---|---|---|---|\n${rows.join("")}`;
}

/** Escapes text for a table cell: no line breaks, cell separators or tags. */
function cell(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\s*[\r\n]+\s*/g, " ");
}
