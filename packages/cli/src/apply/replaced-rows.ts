import { type Client, getTable, isNotFound } from "@starfix/client";
import type { ReplacedRows } from "./plan-jobs.ts";

/** Whether a job takes rows away that were there before it. */
export function isReplacing(body: unknown): boolean {
  return memberOf(body, "ingestionMode") === "replace";
}

/** The rows that a job would replace; undefined where it replaces none, as its table is empty or not there. */
export async function findReplacedRows(client: Client, body: unknown): Promise<ReplacedRows | undefined> {
  if (!isReplacing(body)) return undefined;
  const target = memberOf(body, "target");
  const tableName = String(memberOf(target, "tableName"));
  const table = await getTable(client, { tableName }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  if (table === undefined || table.totalRows === 0) return undefined;
  const intervals = memberOf(target, "intervals");
  const all = memberOf(body, "replaceAll") === true || !Array.isArray(intervals);
  return { tableName, intervals: all ? undefined : intervals.map(String), tableRows: table.totalRows };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
