import { BucketError, ReadError, UnreadableValueError } from "@starfix/engine";
import type { JobErrorCode } from "@starfix/schema";

/** The job cannot go on for a reason that lies with the definition or the data. */
export class JobFailure extends Error {
  readonly code: JobErrorCode;
  constructor(code: JobErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "JobFailure";
    this.code = code;
  }
}

/** The failure that an error of reading or of DuckDB stands for; undefined when the fault is ours. */
export function jobFailure(error: unknown): JobFailure | undefined {
  if (error instanceof JobFailure) return error;
  if (error instanceof BucketError)
    return new JobFailure("could_not_connect_to_source", error.message, { cause: error });
  if (error instanceof ReadError || error instanceof UnreadableValueError) {
    return new JobFailure(error.code, error.message, { cause: error });
  }
  if (!(error instanceof Error)) return undefined;
  // What the SQL of a translation raises by itself, in the words of Druid.
  if (error.message.includes(DIVISION)) return new JobFailure("internal_error", DIVISION, { cause: error });
  if (/^Out of Memory Error/.test(error.message))
    return new JobFailure("internal_error", error.message, { cause: error });
  return undefined;
}

const DIVISION = "/ by zero";
