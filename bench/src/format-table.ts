import type { ResultRow } from "./result-row.ts";

/**
 * The rows as tables for a terminal: ours, the budget, and each peer with how many times ours it takes. Rows of other
 * peers make another table.
 */
export function formatTable(rows: readonly ResultRow[]): string {
  const areas = [...new Set(rows.map(areaOf))];
  const tables = areas.map((area) => tableOf(rows.filter((row) => areaOf(row) === area)));
  const notes = rows.flatMap((row) => row.notes?.map((note) => `${row.name}: ${note}`) ?? []);
  return [...tables, ...(notes.length > 0 ? [notes] : [])].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** `codegen.stripe.wall` → `codegen`; what is compared in one process has peers of its own. */
function areaOf({ name }: ResultRow): string {
  return name.slice(0, name.indexOf("."));
}

function tableOf(rows: readonly ResultRow[]): readonly string[] {
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row.peers)))];
  return alignColumns([
    ["", "ours", "best", "budget", "", ...peers],
    ...rows.map((row) => [
      row.name,
      withUnit(row.value, row.unit),
      row.min === undefined ? "" : withUnit(row.min, row.unit),
      row.budget === null ? "" : `≤ ${withUnit(row.budget, row.unit)}`,
      row.ok === null ? "" : row.ok ? "ok" : "OVER",
      ...peers.map((peer) => peerCell(row, peer)),
    ]),
  ]);
}

/** Pads cells to columns: the first to the left, the others to the right. */
export function alignColumns(cells: readonly (readonly string[])[]): readonly string[] {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

function peerCell(row: ResultRow, peer: string): string {
  const figure = row.peers[peer];
  if (figure === undefined) return "";
  if (figure === null) return "failed";
  const ratio = row.value ? ` (${(figure / row.value).toFixed(1)} ×)` : "";
  return `${withUnit(figure, row.unit)}${ratio}`;
}

function withUnit(value: number | null, unit: string): string {
  return value === null ? "–" : `${value} ${unit}`;
}
