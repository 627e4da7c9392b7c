import { BucketError, ReadError, type RunOutcome, type RunTotals, UnreadableValueError } from "@starfix/engine";
import type { JobErrorCode } from "@starfix/schema";
import { isDiskFull } from "../store/open-error.ts";

/** The run cannot go on for a reason that lies with the definition, the data or the machine. */
export class RunFailure extends Error {
  readonly code: JobErrorCode;
  constructor(code: JobErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RunFailure";
    this.code = code;
  }
}

/** What an error makes of a run: its cause when it is known, else an unexpected error. */
export function failedOutcome(error: unknown, totals: RunTotals): RunOutcome {
  const { code, message } = runFailure(error) ?? unexpected(error);
  return { status: "failed", totals, error: { code, message } };
}

/** The failure that an error of reading or of DuckDB stands for; undefined for an error that is a bug. */
export function runFailure(error: unknown): RunFailure | undefined {
  if (error instanceof RunFailure) return error;
  if (error instanceof BucketError)
    return new RunFailure("could_not_connect_to_source", error.message, { cause: error });
  if (error instanceof ReadError || error instanceof UnreadableValueError) {
    return new RunFailure(error.code, error.message, { cause: error });
  }
  if (!(error instanceof Error)) return undefined;
  // Raised by the SQL of a translation, in the words of Druid.
  if (error.message.includes(DIVISION)) return new RunFailure("internal_error", DIVISION, { cause: error });
  const full = isDiskFull(error.message);
  if (full || /^(?:Out of Memory|IO|FATAL) Error/.test(error.message)) {
    const message = full ? `the disk is full: ${error.message}` : error.message;
    return new RunFailure("internal_error", message, { cause: error });
  }
  return undefined;
}

const DIVISION = "/ by zero";

function unexpected(error: unknown): { readonly code: JobErrorCode; readonly message: string } {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: "internal_error", message: `unexpected error while running job: ${reason}` };
}
