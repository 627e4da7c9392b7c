import type { DuckDBConnection } from "@duckdb/node-api";
import type { BucketObject, JobMessage, JobOutcome, JobPlan, RunOptions } from "@starfix/engine";
import type { JobWarningCode } from "@starfix/schema";
import type { Database } from "../storage/database.ts";
import { findTable, physicalTable, writeTable } from "../storage/stored-table.ts";
import { checkStaged } from "./check-staged.ts";
import { JobFailure, jobFailure } from "./job-failure.ts";
import type { KeyedLock } from "./keyed-lock.ts";
import { readOutcome, writeOutcome } from "./outcomes.ts";
import { ProgressMeter } from "./progress-meter.ts";
import { readObjects } from "./read-objects.ts";
import { STAGING } from "./staging.ts";
import { mergeColumns, type TranslatedPlan, translatePlan } from "./translate-plan.ts";

export interface JobRun extends RunOptions {
  readonly plan: JobPlan;
  readonly objects: readonly BucketObject[];
  readonly database: Database;
  /** One writer a table at a time. */
  readonly tables: KeyedLock;
  /** Aborts when the engine closes. Such a run leaves no outcome: it can be run again. */
  readonly closing: AbortSignal;
}

/**
 * Runs a job:
 * 1. the objects are read into a staging table that only this connection sees;
 * 2. what would fail Druid's job fails this one (null times, NUL bytes);
 * 3. one transaction creates or widens the table, adds the rows and the outcome.
 * A job that fails or is canceled leaves its outcome and nothing else.
 */
export async function runJob(run: JobRun): Promise<JobOutcome> {
  const { plan, database } = run;
  const before = await readOutcome(database, plan.jobId);
  if (before !== undefined) return before;
  const meter = new ProgressMeter(
    run.objects.reduce((sum, object) => sum + object.size, 0),
    run.onProgress,
  );
  try {
    const signal = AbortSignal.any([run.signal, run.closing]);
    return await database.lend((connection) => commitJob(connection, { ...run, signal }, meter));
  } catch (error) {
    const outcome = run.closing.aborted ? undefined : failedOutcome(error, run.signal, meter);
    if (outcome === undefined) throw error;
    // The transaction may have been committed before the interruption reached us.
    const committed = await readOutcome(database, plan.jobId);
    if (committed !== undefined) return committed;
    await database.serial((connection) => writeOutcome(connection, plan.jobId, outcome));
    return outcome;
  } finally {
    await database.restrict();
  }
}

function failedOutcome(error: unknown, signal: AbortSignal, meter: ProgressMeter): JobOutcome | undefined {
  const counters = meter.counters(0);
  const failure = jobFailure(error);
  if (failure !== undefined && !signal.aborted) {
    return { status: "failed", counters, error: { code: failure.code, message: failure.message } };
  }
  return signal.aborted ? { status: "canceled", counters } : undefined;
}

async function commitJob(connection: DuckDBConnection, run: JobRun, meter: ProgressMeter): Promise<JobOutcome> {
  const { plan, objects, signal } = run;
  const translated = translatePlan(plan);
  if ("refusals" in translated) {
    throw new JobFailure("query_not_supported", translated.refusals.map((refusal) => refusal.message).join("; "));
  }
  signal.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    const { staged } = translated.plan;
    const { maxParseExceptions } = plan;
    const { sawNul } = await readObjects(connection, objects, staged, { signal, maxParseExceptions, meter });
    signal.throwIfAborted();
    await checkStaged(connection, translated.plan, sawNul);
    return await run.tables.hold(plan.table, () => writeRows(connection, run, translated.plan, meter));
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

async function writeRows(
  connection: DuckDBConnection,
  { plan, signal }: JobRun,
  translated: TranslatedPlan,
  meter: ProgressMeter,
): Promise<JobOutcome> {
  signal.throwIfAborted();
  await connection.run("BEGIN");
  const before = await findTable(connection, plan.table);
  if (before === undefined && !plan.createTableIfNotExists) {
    throw new JobFailure(
      "query_not_supported",
      `table ${JSON.stringify(plan.table)} does not exist; create it, or set createTableIfNotExists`,
    );
  }
  const merged = mergeColumns(plan, translated.mappings, before);
  if ("refusal" in merged) throw new JobFailure("query_not_supported", merged.refusal.message);
  const { columns } = merged;
  const table = await writeTable(connection, before, { name: plan.table, aggregate: plan.aggregates, columns });
  const places = translated.mappings.map(({ column }) => columns.findIndex((other) => other.name === column.name));
  const target = `${physicalTable(table)} (${places.map((place) => `c${place}`).join(", ")})`;
  const persisted = (await connection.run(`INSERT INTO ${target} ${selectRows(plan, translated)}`)).rowsChanged;
  const warning = warningOf(meter);
  const outcome: JobOutcome = {
    status: "completed",
    counters: meter.counters(persisted),
    ...(warning === undefined ? {} : { warning }),
    columns,
  };
  await writeOutcome(connection, plan.jobId, outcome);
  signal.throwIfAborted();
  await connection.run("COMMIT");
  meter.done(persisted);
  return outcome;
}

function selectRows(plan: JobPlan, { filter, mappings }: TranslatedPlan): string {
  const values = mappings.map((mapping) => mapping.sql).join(", ");
  const where = filter === undefined ? "" : ` WHERE ${filter}`;
  const keys = mappings.flatMap((mapping, index) => (mapping.aggregate ? [] : [index + 1]));
  return `SELECT ${values} FROM ${STAGING}${where}${plan.aggregates ? ` GROUP BY ${keys.join(", ")}` : ""}`;
}

function warningOf(meter: ProgressMeter): JobMessage<JobWarningCode> | undefined {
  const skipped = `${meter.skipped} unreadable ${meter.skipped === 1 ? "record was" : "records were"} skipped`;
  if (meter.rows === 0) {
    const message =
      meter.skipped === 0 ? "the source holds no records" : `the source holds no readable records: ${skipped}`;
    return { code: "no_rows_found", message };
  }
  return meter.skipped === 0 ? undefined : { code: "invalid_rows_found", message: skipped };
}
