import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ByteSource, RunMessage, RunOutcome } from "@starfix/engine";
import type { JobWarningCode } from "@starfix/schema";
import { mergeColumns } from "../prepare/merge-columns.ts";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import { writeOutcome } from "../storage/outcomes.ts";
import { findTable, physicalTable, writeTable } from "../storage/stored-table.ts";
import { checkStaged } from "./check-staged.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { readObjects } from "./read-objects.ts";
import { RunFailure } from "./run-failure.ts";
import { STAGING } from "./staging.ts";

export interface JobRun {
  readonly runId: string;
  readonly job: TranslatedJob;
  readonly objects: readonly ByteSource[];
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
  /** Runs `write` while no other run writes the table. */
  readonly holdTable: <TResult>(table: string, write: () => Promise<TResult>) => Promise<TResult>;
}

const INTERRUPT_MS = 20;

/**
 * Runs a job on a connection of its own:
 * 1. the records are read into a staging table that only this connection sees;
 * 2. what would fail Druid's job fails this one (null times, NUL bytes);
 * 3. one transaction creates or widens the table and adds the rows and the outcome.
 * Throws when the run fails or is canceled; then nothing of it is kept.
 */
export async function runJob(connection: DuckDBConnection, run: JobRun): Promise<RunOutcome> {
  const { job, signal, meter } = run;
  signal.throwIfAborted();
  let interrupting: NodeJS.Timeout | undefined;
  // Again and again: DuckDB forgets an interrupt that comes between two statements.
  const interrupt = (): void => {
    connection.interrupt();
    interrupting = setTimeout(interrupt, INTERRUPT_MS);
  };
  signal.addEventListener("abort", interrupt);
  try {
    const { maxParseExceptions } = job;
    const objects = job.inline === undefined ? run.objects : [inlineSource(job.inline)];
    const { sawNul } = await readObjects(connection, objects, job.staged, { signal, maxParseExceptions, meter });
    signal.throwIfAborted();
    meter.report();
    await checkStaged(connection, job, sawNul);
    return await run.holdTable(job.table, () => writeRows(connection, run));
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearTimeout(interrupting);
  }
}

/** Bytes that a job reads; for inline data the length of its text. */
export function sourceBytes(job: TranslatedJob, objects: readonly ByteSource[]): number {
  if (job.inline !== undefined) return Buffer.byteLength(job.inline);
  return objects.reduce((sum, object) => sum + object.size, 0);
}

const CHUNK_BYTES = 256 * 1024;

function inlineSource(text: string): ByteSource {
  const bytes = Buffer.from(text);
  function* chunks(): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
  }
  return { key: "inline data", size: bytes.length, open: async () => Readable.from(chunks(), { objectMode: false }) };
}

async function writeRows(connection: DuckDBConnection, { runId, job, signal, meter }: JobRun): Promise<RunOutcome> {
  signal.throwIfAborted();
  await connection.run("BEGIN");
  const before = await findTable(connection, job.table);
  if (before === undefined && !job.createIfMissing) {
    throw new RunFailure(
      "query_not_supported",
      `table ${JSON.stringify(job.table)} does not exist; create it, or set createTableIfNotExists`,
    );
  }
  const merged = mergeColumns(job, before);
  if ("refusal" in merged) throw new RunFailure("query_not_supported", merged.refusal.message);
  const { columns } = merged;
  const table = await writeTable(connection, before, { name: job.table, aggregate: job.aggregates, columns });
  const places = new Map(columns.map((column, index) => [column.name, index]));
  const names = job.mappings.map(({ column }) => `c${places.get(column.name)}`);
  const insert = `INSERT INTO ${physicalTable(table)} (${names.join(", ")}) ${selectRows(job)}`;
  const persisted = (await connection.run(insert)).rowsChanged;
  const warning = warningOf(meter, persisted);
  const totals = meter.totals(persisted);
  const outcome: RunOutcome = { status: "completed", totals, ...(warning !== undefined && { warning }), columns };
  await writeOutcome(connection, runId, outcome);
  signal.throwIfAborted();
  await connection.run("COMMIT");
  return outcome;
}

function selectRows({ filter, mappings, aggregates }: TranslatedJob): string {
  const values = mappings.map((mapping) => mapping.sql).join(", ");
  const where = filter === undefined ? "" : ` WHERE ${filter}`;
  const keys = mappings.flatMap(({ aggregate, key }, index) => (aggregate ? [] : [key ?? index + 1]));
  return `SELECT ${values} FROM ${STAGING}${where}${aggregates ? ` GROUP BY ${keys.join(", ")}` : ""}`;
}

function warningOf(meter: ProgressMeter, persisted: number): RunMessage<JobWarningCode> | undefined {
  const skipped = `${meter.skipped} unreadable ${meter.skipped === 1 ? "record was" : "records were"} skipped`;
  const andSkipped = meter.skipped === 0 ? "" : `; ${skipped}`;
  if (meter.rows === 0) {
    const message =
      meter.skipped === 0 ? "the source holds no records" : `the source holds no readable records: ${skipped}`;
    return { code: "no_rows_found", message };
  }
  if (persisted === 0) {
    return { code: "no_rows_found", message: `the filter keeps none of ${meter.rows} records${andSkipped}` };
  }
  return meter.skipped === 0 ? undefined : { code: "invalid_rows_found", message: skipped };
}
