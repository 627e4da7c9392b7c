import type { RunMessage, RunOutcome, RunTotals } from "@starfix/engine";
import type { JobErrorCode, JobWarningCode } from "@starfix/schema";
import type { TaskStatus } from "../druid-client.ts";
import type { MsqReport } from "./read-report.ts";

/** The errors of MSQ that have a code of their own; every other one is an `internal_error`. */
const ERROR_CODES: Readonly<Record<string, JobErrorCode>> = {
  CannotParseExternalData: "cannot_parse_source",
  ColumnNameRestricted: "column_name_restricted",
  ColumnTypeNotSupported: "column_type_not_supported",
  InsertCannotBeEmpty: "no_rows_ingested",
  InsertTimeNull: "null_timestamp",
  InsertTimeOutOfBounds: "timestamp_out_of_bounds",
  InvalidNullByte: "invalid_null_byte",
  QueryNotSupported: "query_not_supported",
  RowTooLarge: "row_too_large",
  TooManyBuckets: "too_many_time_buckets",
  TooManyClusteredByColumns: "too_many_clustered_by_columns",
  TooManyColumns: "too_many_columns",
  TooManyInputFiles: "too_many_input_files",
  TooManyPartitions: "too_many_partitions",
  TooManyRowsWithSameKey: "too_many_rows_with_same_key",
  TooManySegmentsInTimeChunk: "too_many_segments_in_time_chunk",
};

/** How a task ended that has written nothing; `no_rows` where it had none to write. */
export function failureOf(status: TaskStatus, report: MsqReport, totals: RunTotals): RunOutcome | "no_rows" {
  const said = status.errorMsg ?? "the task failed";
  // The overlord's words for a task that a user stopped: its report is not written to its end.
  if (said.startsWith("Shutdown request from user")) return { status: "canceled", totals };
  const [, code = "UnknownError", text = said] = /^(\w+): (.*)$/s.exec(said) ?? [];
  const { errorCode = code, errorMessage = text, rootErrorCode } = report.status?.errorReport?.error ?? {};
  if (errorCode === "Canceled") return { status: "canceled", totals };
  if (errorCode === "InsertCannotBeEmpty") return "no_rows";
  const known = ERROR_CODES[errorCode === "TooManyWarnings" ? (rootErrorCode ?? errorCode) : errorCode];
  return known === undefined
    ? { status: "failed", totals, error: { code: "internal_error", message: `${errorCode}: ${errorMessage}` } }
    : { status: "failed", totals, error: { code: known, message: errorMessage } };
}

export function warningOf(totals: RunTotals): RunMessage<JobWarningCode> | undefined {
  const { numRowsSkippedByError: skipped, numRowsPersisted: persisted } = totals;
  const message = `${skipped} unreadable ${skipped === 1 ? "record was" : "records were"} skipped`;
  if (persisted === 0) {
    const none = "the source holds no records that the filter keeps";
    return { code: "no_rows_found", message: skipped === 0 ? none : `${none}; ${message}` };
  }
  return skipped === 0 ? undefined : { code: "invalid_rows_found", message };
}
