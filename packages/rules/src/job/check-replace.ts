import type { CreateBatchJobRequest, PartitioningGranularity, TablePartitioningGranularity } from "@starfix/schema";
import type { CheckedIngestionMode } from "../checked-job.ts";
import type { Report } from "../issues/rule-issue.ts";
import { checkInterval } from "../time/check-interval.ts";
import { beginsChunk } from "../time/time-chunks.ts";

const APPEND: CheckedIngestionMode = { mode: "append" };

/**
 * Checks that a job that replaces rows says exactly which, in whole time chunks. Without a granularity, the alignment is left
 * to the service.
 */
export function checkReplace(
  { ingestionMode = "append", replaceAll = false, target }: CreateBatchJobRequest,
  granularity: PartitioningGranularity | TablePartitioningGranularity | undefined,
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
  for (const [index, interval] of intervals.entries()) {
    const pointer = `/target/intervals/${index}`;
    const bounds = checkInterval(interval, pointer, report);
    if (bounds === undefined || granularity === undefined) continue;
    if (beginsChunk(bounds.start, granularity) && beginsChunk(bounds.end, granularity)) continue;
    const expected = `an interval that begins and ends with a time chunk of length ${granularity}, in UTC`;
    report("misaligned_interval", pointer, { interval, granularity, expected, received: JSON.stringify(interval) });
  }
  return { mode: "replace", intervals };
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
