import type { RunOutcome, RunTotals } from "@starfix/engine";
import type { JobErrorCode } from "@starfix/schema";

/** Totals of a run that has not read anything. */
export const NO_TOTALS: RunTotals = {
  numBytesProcessed: 0,
  numRowsProcessed: 0,
  numRowsPersisted: 0,
  numRowsSkippedByError: 0,
};

/** The outcome of a job that ended before its engine ran it. */
export function failure(code: JobErrorCode, message: string): RunOutcome {
  return { status: "failed", totals: NO_TOTALS, error: { code, message } };
}
