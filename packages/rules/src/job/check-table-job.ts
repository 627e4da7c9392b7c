import type {
  CreateDeleteDataJobRequest,
  CreateDropTableJobRequest,
  CreateRestoreDataJobRequest,
} from "@starfix/schema";
import type { CheckedDeleteDataJob, CheckedDropTableJob, CheckedRestoreDataJob } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import { checkTableName } from "../names/table-name.ts";
import type { RuleContext } from "../rule-context.ts";
import { checkInterval, checkVersions } from "../time/check-interval.ts";
import { checkNoIntervals } from "./check-replace.ts";

/** Checks a job that deletes rows: those of intervals, or all. */
export function checkDeleteDataJob(
  { target, deleteAll = false, softDelete = false, versions }: CreateDeleteDataJobRequest,
  context: RuleContext,
  report: Report,
): CheckedDeleteDataJob {
  checkKnownTable(target.tableName, context, report);
  const intervals = target.intervals ?? [];
  if (deleteAll === intervals.length > 0) {
    const facts = { expected: "either target.intervals or deleteAll: true", received: deleteAll ? "both" : "neither" };
    report("deletion_scope", deleteAll ? "/deleteAll" : "/target", facts);
  }
  for (const [index, interval] of intervals.entries()) checkInterval(interval, `/target/intervals/${index}`, report);
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

function checkKnownTable(name: string, context: RuleContext, report: Report): void {
  const pointer = "/target/tableName";
  checkTableName(name, pointer, report);
  if (!context.complete || context.table(name) !== undefined) return;
  report("unknown_table", pointer, { expected: "a table of this project", received: describeValue(name) });
}
