import { type BatchJobNode, readInterval, type TableNode } from "@starfix/dsl";
import type { PartitioningGranularity, TablePartitioningGranularity } from "@starfix/schema";
import type { DefinitionPart } from "../locate/definition-part.ts";

/** An interval that does not begin and end with a time chunk of the table. */
export interface ReplaceIssue {
  readonly code: "misaligned_interval";
  readonly part: DefinitionPart;
  readonly interval: string;
  readonly granularity: string;
}

const SECOND = 1000;
const HOUR = 3_600_000;

/** Lengths that divide a day, in milliseconds. */
const lengths: Readonly<Partial<Record<TablePartitioningGranularity, number>>> = {
  second: SECOND,
  minute: 60 * SECOND,
  five_minute: 300 * SECOND,
  ten_minute: 600 * SECOND,
  fifteen_minute: 900 * SECOND,
  thirty_minute: 1800 * SECOND,
  hour: HOUR,
  six_hour: 6 * HOUR,
  eight_hour: 8 * HOUR,
  day: 24 * HOUR,
};

/**
 * Checks that the intervals that a job replaces begin and end with the time chunks that it writes: those of the job, else
 * those of the declared table. A table that is known by name alone is left to the service.
 *
 * @see polaris-api.md 3.5: misaligned intervals are refused
 */
export function checkReplace(node: BatchJobNode, table: TableNode | undefined): readonly ReplaceIssue[] {
  if (node.ingestion?.mode !== "replace" || node.ingestion.intervals === "all") return [];
  const granularity = granularityOf(node, table);
  if (granularity === undefined) return [];
  return node.ingestion.intervals.flatMap((interval, index): readonly ReplaceIssue[] => {
    const bounds = readInterval(interval);
    if (bounds && isAligned(bounds.start, granularity) && isAligned(bounds.end, granularity)) return [];
    return [{ code: "misaligned_interval", part: { method: "replace", keys: [index] }, interval, granularity }];
  });
}

function granularityOf(
  node: BatchJobNode,
  table: TableNode | undefined,
): PartitioningGranularity | TablePartitioningGranularity | undefined {
  if (node.partitionedBy !== undefined) return node.partitionedBy;
  return table ? (table.request.partitioningGranularity ?? "day") : undefined;
}

function isAligned(millis: number, granularity: TablePartitioningGranularity): boolean {
  const length = lengths[granularity];
  if (length !== undefined) return millis % length === 0;
  const at = new Date(millis);
  if (millis % (24 * HOUR) !== 0) return false;
  switch (granularity) {
    case "week":
      return at.getUTCDay() === 1;
    case "month":
      return at.getUTCDate() === 1;
    case "quarter":
      return at.getUTCDate() === 1 && at.getUTCMonth() % 3 === 0;
    case "year":
      return at.getUTCDate() === 1 && at.getUTCMonth() === 0;
    default:
      // One chunk holds all time: no interval but all of it is a whole chunk.
      return false;
  }
}
