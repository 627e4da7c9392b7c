import type { JobCounters, JobOutcome } from "@starfix/engine";
import type { JobErrorCode } from "@starfix/schema";

/** Counters of a job that has not read anything. */
export const NO_COUNTERS: JobCounters = {
  bytesProcessed: 0,
  rowsProcessed: 0,
  rowsSkippedByError: 0,
  rowsPersisted: 0,
};

/** The outcome of a job that ended before its engine saw it. */
export function failure(code: JobErrorCode, message: string): JobOutcome {
  return { status: "failed", counters: NO_COUNTERS, error: { code, message } };
}
