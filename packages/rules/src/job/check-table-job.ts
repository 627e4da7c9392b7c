import type {
  CreateDeleteDataJobRequest,
  CreateDropTableJobRequest,
  CreateRestoreDataJobRequest,
} from "@starfix/schema";
import type { CheckedDeleteDataJob, CheckedDropTableJob, CheckedRestoreDataJob } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import { checkTableName } from "../names/table-name.ts";
import type { KnownTable, RuleContext } from "../rule-context.ts";
import { checkInterval, checkVersions } from "../time/check-interval.ts";
import { checkChunks, checkNoIntervals } from "./check-replace.ts";

/** Checks a job that deletes rows: those of intervals, or all. */
export function checkDeleteDataJob(
  { target, deleteAll = false, softDelete = false, versions }: CreateDeleteDataJobRequest,
  context: RuleContext,
  report: Report,
): CheckedDeleteDataJob {
  const table = checkKnownTable(target.tableName, context, report);
  const intervals = target.intervals ?? [];
  if (deleteAll === intervals.length > 0) {
    const facts = { expected: "either target.intervals or deleteAll: true", received: deleteAll ? "both" : "neither" };
    report("deletion_scope", deleteAll ? "/deleteAll" : "/target", facts);
  }
  // Rows of a chunk that is only partly within an interval are deleted or kept as the service stored them.
  checkChunks(intervals, table?.partitioningGranularity, "misaligned_deletion", report);
  const rows = deleteAll ? "all" : intervals;
  checkVersions(versions ?? [], report);
  return { kind: "delete_data", table: target.tableName, rows, softDelete, versions: versions ?? [] };
}

/** Checks a job that deletes a table. */
export function checkDropTableJob(
  { target, softDelete = false }: CreateDropTableJobRequest,
  context: RuleContext,
  report: Report,
): CheckedDropTableJob {
  checkKnownTable(target.tableName, context, report);
  checkNoIntervals(target, "none, because the job drops the table", report);
  return { kind: "drop_table", table: target.tableName, softDelete };
}

/** Checks a job that brings back rows of one interval. */
export function checkRestoreDataJob(
  { target, interval, versions }: CreateRestoreDataJobRequest,
  context: RuleContext,
  report: Report,
): CheckedRestoreDataJob {
  checkKnownTable(target.tableName, context, report);
  checkNoIntervals(target, "interval alone, because the job restores rows", report);
  checkInterval(interval, "/interval", report);
  checkVersions(versions ?? [], report);
  return { kind: "restore_data", table: target.tableName, interval, versions: versions ?? [] };
}

function checkKnownTable(name: string, context: RuleContext, report: Report): KnownTable | undefined {
  const pointer = "/target/tableName";
  checkTableName(name, pointer, report);
  const table = context.table(name);
  if (context.complete && table === undefined) {
    report("unknown_table", pointer, { expected: "a table of this project", received: describeValue(name) });
  }
  return table;
}
