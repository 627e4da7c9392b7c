import { type IntervalBounds, readInterval } from "@starfix/expr";
import type { CreateBatchJobRequest, PartitioningGranularity, TablePartitioningGranularity } from "@starfix/schema";
import type { CheckedIngestionMode, CheckedMapping, CheckedSource } from "../checked-job.ts";
import type { RuleFacts } from "../issues/rule-facts.ts";
import type { Report } from "../issues/rule-issue.ts";
import { checkInterval, EVER } from "../time/check-interval.ts";
import { beginsChunk } from "../time/time-chunks.ts";

type TimeChunk = PartitioningGranularity | TablePartitioningGranularity;

const APPEND: CheckedIngestionMode = { mode: "append" };

/**
 * Checks that a job that replaces rows says exactly which, in whole time chunks. Without a granularity, the alignment is left
 * to the service.
 */
export function checkReplace(
  { ingestionMode = "append", replaceAll = false, target }: CreateBatchJobRequest,
  granularity: TimeChunk | undefined,
  report: Report,
): CheckedIngestionMode {
  const intervals = target.intervals ?? [];
  if (ingestionMode === "append") {
    if (replaceAll) {
      const facts = { expected: "ingestionMode replace with replaceAll", received: "ingestionMode append" };
      report("replace_scope", "/replaceAll", facts);
    }
    checkNoIntervals(target, "none, because the job appends", report);
    return APPEND;
  }
  if (replaceAll) {
    if (intervals.length > 0) {
      const facts = { expected: "either target.intervals or replaceAll: true", received: "both" };
      report("replace_scope", "/replaceAll", facts);
    }
    return { mode: "replace", intervals: "all" };
  }
  if (intervals.length === 0) {
    const facts = { expected: "target.intervals or replaceAll: true with ingestionMode replace", received: "neither" };
    report("replace_scope", "/ingestionMode", facts);
  }
  checkChunks(intervals, granularity, "misaligned_interval", report);
  return { mode: "replace", intervals };
}

/** Checks the intervals of a job, and that each begins and ends with a time chunk, where the length of those is known. */
export function checkChunks(
  intervals: readonly string[],
  granularity: TimeChunk | undefined,
  code: "misaligned_interval" | "misaligned_deletion",
  report: Report,
): void {
  const bounds = checkIntervals(intervals, report);
  for (const [index, interval] of intervals.entries()) {
    const one = bounds[index];
    if (one === undefined || granularity === undefined) continue;
    if (beginsChunk(one.start, granularity) && beginsChunk(one.end, granularity)) continue;
    report(code, `/target/intervals/${index}`, misalignment(interval, granularity));
  }
}

/** The facts of an interval that cuts a time chunk. */
export function misalignment(
  interval: string,
  granularity: TimeChunk,
): RuleFacts["misaligned_interval" | "misaligned_deletion"] {
  const expected = `an interval that begins and ends with a time chunk of length ${granularity}, in UTC`;
  return { interval, granularity, expected, received: JSON.stringify(interval) };
}

/** Checks the intervals of a job and warns of one that overlaps an earlier one. One that is invalid has no bounds. */
function checkIntervals(intervals: readonly string[], report: Report): readonly (IntervalBounds | undefined)[] {
  const bounds = intervals.map((interval, index) => checkInterval(interval, `/target/intervals/${index}`, report));
  if (intervals.length < 2) return bounds;
  const order = bounds.flatMap((one, index) => (one ? [{ ...one, index }] : [])).sort((a, b) => a.start - b.start);
  let longest = order[0];
  for (const one of order.slice(1)) {
    if (longest !== undefined && one.start < longest.end) {
      const [first, second] = longest.index < one.index ? [longest, one] : [one, longest];
      const interval = intervals[second.index] as string;
      const earlier = intervals[first.index] as string;
      const facts = {
        interval,
        earlier,
        expected: "intervals without a time in common",
        received: JSON.stringify(interval),
      };
      report("overlapping_intervals", `/target/intervals/${second.index}`, facts);
    }
    if (longest === undefined || one.end > longest.end) longest = one;
  }
  return bounds;
}

/**
 * Checks the interval that a job reads from a table against those that it replaces. Rows outside of what is replaced are lost
 * or fail the job; rows that are replaced and not read are deleted.
 */
export function checkReadInterval(
  source: Extract<CheckedSource, { readonly kind: "table" }>,
  target: string,
  ingestion: CheckedIngestionMode,
  mappings: readonly CheckedMapping[],
  report: Report,
): void {
  if (ingestion.mode === "append" || source.interval === undefined) return;
  const time = mappings.find(({ column }) => column === "__time")?.expression;
  if (time?.kind !== "column" || time.name !== "__time") return;
  const read = readInterval(source.interval);
  const all = ingestion.intervals === "all";
  const replaced = all ? [EVER] : boundsOf(ingestion.intervals as readonly string[]);
  if (read === undefined || replaced.length === 0) return;
  const own = source.table === target;
  const pointer = all ? "/replaceAll" : "/target/intervals/0";
  const received = all ? "all" : (ingestion.intervals as readonly string[]).join(", ");
  const facts = { interval: received, read: source.interval, table: target, own, expected: source.interval, received };
  if (!replaced.some(({ start, end }) => start < read.end && end > read.start)) {
    report("replace_outside_source", pointer, facts);
  } else if (
    !isCovered(read, replaced) ||
    (own && !replaced.every((one) => one.start >= read.start && one.end <= read.end))
  ) {
    report("replace_beyond_source", pointer, facts);
  }
}

function boundsOf(intervals: readonly string[]): readonly IntervalBounds[] {
  return intervals.flatMap((interval) => readInterval(interval) ?? []).sort((a, b) => a.start - b.start);
}

/** Whether intervals, in order of their starts, leave nothing out of another. */
function isCovered(whole: IntervalBounds, parts: readonly IntervalBounds[]): boolean {
  let covered = whole.start;
  for (const { start, end } of parts) if (start <= covered && end > covered) covered = end;
  return covered >= whole.end;
}

/** `target.intervals` belongs to jobs that replace or delete. */
export function checkNoIntervals(
  { intervals }: Pick<CreateBatchJobRequest["target"], "intervals">,
  expected: string,
  report: Report,
): void {
  if (!intervals || intervals.length === 0) return;
  report("unexpected_intervals", "/target/intervals", { expected, received: intervals.join(", ") });
}
