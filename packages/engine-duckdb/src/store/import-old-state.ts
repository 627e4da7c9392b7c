import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isUnfinished, type JobRecord } from "@starfix/store";
import { migrateRecord, RECORD_KINDS } from "@starfix/store/driver";
import { duckdb } from "../duckdb.ts";
import { importRecord } from "./layout.ts";
import { openError } from "./open-error.ts";
import type { RunStatement, StoreDatabase } from "./store-database.ts";

/** The file of the engine, which kept the records too before the store had a file of its own. */
const OLD_FILE = "starfix.duckdb";

/** Copies the records of an old data folder, in the transaction that creates the store. They stay in the old file for now. */
export async function importOldRecords(run: RunStatement, folder: string): Promise<void> {
  const copied = await withOldState(folder, async (old) => {
    const outcomes = await readOutcomes(old);
    const reader = await old.runAndReadAll("SELECT kind, key, document FROM state.records ORDER BY position");
    for (const [kind, key, document] of reader.getRows()) {
      await importOne(run, String(kind), String(key), JSON.parse(String(document)), outcomes);
    }
  });
  await run("INSERT INTO meta VALUES ('old records', $1)", [copied ? "copied" : "removed"]);
}

/** Removes the records from the old file when the copy of them is kept for sure, also after a kill in between. */
export async function removeOldRecords(database: StoreDatabase, folder: string): Promise<void> {
  const { rows } = await database.run("SELECT value FROM meta WHERE name = 'old records'");
  if (rows[0]?.[0] !== "copied") return;
  await withOldState(folder, async (old) => void (await old.run("DROP TABLE state.records")));
  await database.run("UPDATE meta SET value = 'removed' WHERE name = 'old records'");
}

/** Runs `work` when there is an old file with records in it. */
async function withOldState(folder: string, work: (old: DuckDBConnection) => Promise<void>): Promise<boolean> {
  const path = join(folder, OLD_FILE);
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  if (!there) return false;
  const instance = await duckdb.DuckDBInstance.create(path, { enable_external_access: "false" }).catch((cause) => {
    throw openError(folder, OLD_FILE, cause);
  });
  const old = await instance.connect();
  try {
    const tables = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'state' AND table_name = 'records'";
    if ((await old.runAndReadAll(tables)).currentRowCount === 0) return false;
    await work(old);
    return true;
  } finally {
    old.closeSync();
    instance.closeSync();
  }
}

/** How each run that the old engine knew has ended, by its id. */
async function readOutcomes(old: DuckDBConnection): Promise<ReadonlyMap<string, string>> {
  const reader = await old.runAndReadAll("SELECT job, outcome FROM state.outcomes");
  return new Map(reader.getRows().map(([run, outcome]) => [String(run), JSON.parse(String(outcome)).status]));
}

async function importOne(
  run: RunStatement,
  kind: string,
  key: string,
  record: unknown,
  outcomes: ReadonlyMap<string, string>,
): Promise<void> {
  switch (kind) {
    case "connection":
      return await importRecord(run, RECORD_KINDS.connections, key, 1, record);
    case "job": {
      const job = migrateRecord(RECORD_KINDS.jobs, 1, record);
      return await importRecord(run, RECORD_KINDS.jobs, key, 2, { ...job, attempt: newestAttempt(job, outcomes) });
    }
    case "table":
      return await importRecord(run, RECORD_KINDS.tables, key, 1, record);
    case "key":
      return await importRecord(run, RECORD_KINDS.keys, key, 1, record);
    case "setting":
      return await importRecord(run, RECORD_KINDS.settings, key, 1, record);
    default:
      throw new Error(`unexpected kind of records in ${OLD_FILE}: ${JSON.stringify(kind)}`);
  }
}

/**
 * A run that a stopping server broke off is remembered as canceled, and the job went on under the next number: the newest run
 * is the first that did not end so. Only that one can have written rows.
 */
function newestAttempt(job: JobRecord, outcomes: ReadonlyMap<string, string>): number {
  if (!isUnfinished(job)) return job.attempt;
  let attempt = 1;
  while (outcomes.get(attempt === 1 ? job.id : `${job.id}.${attempt}`) === "canceled") attempt += 1;
  return attempt === 1 && !outcomes.has(job.id) ? job.attempt : attempt;
}
