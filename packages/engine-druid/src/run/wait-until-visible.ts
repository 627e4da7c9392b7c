import type { ObserveOptions } from "./observe-run.ts";

/**
 * Waits until the broker reads every segment of a table, and knows its columns: seconds pass after a task has published
 * them. False when the signal aborts first.
 */
export async function waitUntilVisible(
  { client, signal, wait }: Pick<ObserveOptions, "client" | "signal" | "wait">,
  table: string,
): Promise<boolean> {
  while (signal?.aborted !== true) {
    const used = await client.usedSegments(table, signal);
    const [columns, available] = await Promise.all([
      client.rows<unknown>(COLUMNS, [table], signal),
      client.rows<{ readonly id: string }>(AVAILABLE, [table], signal),
    ]);
    const ids = new Set(available.map(({ id }) => id));
    if (columns.length > 0 && used.every((id) => ids.has(id))) return true;
    await wait(signal);
  }
  return false;
}

const COLUMNS = `SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'druid' AND TABLE_NAME = ?`;
// The broker counts the rows of a segment, and reads its columns, some time after it serves it. A tombstone has none.
const AVAILABLE = `SELECT "segment_id" AS "id" FROM sys.segments WHERE "datasource" = ? AND "is_available" = 1
  AND ("num_rows" > 0 OR "shard_spec" LIKE '%tombstone%')`;
