import type { JobRows } from "./ledger-entry.ts";

/** `200,000`; an unknown count is `?`. */
export function formatCount(count: number | null): string {
  return count === null ? "?" : count.toLocaleString("en-US");
}

export function formatRows({ rowsRead, rowsPersisted, rowsSkipped }: JobRows): string {
  return `${formatCount(rowsRead)} rows read, ${formatCount(rowsPersisted)} persisted, ${formatCount(rowsSkipped)} skipped`;
}
