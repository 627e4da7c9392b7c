import type { CheckedTarget } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import { checkTableName } from "../names/table-name.ts";
import type { KnownTable, RuleContext } from "../rule-context.ts";

/** The table that a job is about, and what is known of it. */
export interface TargetOfJob {
  readonly target: CheckedTarget;
  readonly table: KnownTable | undefined;
}

/** Checks the table that a job writes. A job that may create its table needs none. */
export function checkTarget(
  name: string,
  createIfMissing: boolean,
  context: RuleContext,
  report: Report,
  pointer: string = "/target/tableName",
): TargetOfJob {
  checkTableName(name, pointer, report);
  const table = context.table(name);
  if (table === undefined && context.complete && !createIfMissing) {
    const expected = "a table of this project, or createTableIfNotExists: true where the job fills it";
    report("unknown_table", pointer, { expected, received: describeValue(name) });
  }
  const { type, timeResolution } = table ?? {};
  const target = { table: name, createIfMissing, ...(type && { type }), ...(timeResolution && { timeResolution }) };
  return { target, table };
}
