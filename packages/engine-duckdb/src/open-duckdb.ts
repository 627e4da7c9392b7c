import type { Engine, EngineTable, JobPlan, Refusal, Store } from "@starfix/engine";
import { KeyedLock } from "./ingest/keyed-lock.ts";
import { readOutcome } from "./ingest/outcomes.ts";
import { runJob } from "./ingest/run-job.ts";
import { mergeColumns, translatePlan } from "./ingest/translate-plan.ts";
import { runQuery } from "./query/run-query.ts";
import { Database } from "./storage/database.ts";
import { describeTable } from "./storage/describe-table.ts";
import { createStore } from "./storage/duckdb-store.ts";
import { findTable, listTables } from "./storage/stored-table.ts";

/** Where the data lies. */
export type DuckDbOptions =
  | {
      /** A folder for the one file `starfix.duckdb`; it is created where it lacks. One process at a time can have it open. */
      readonly folder: string;
    }
  | {
      /** Keeps everything in memory, for tests and previews; nothing is left after `close`. */
      readonly memory: true;
    };

/** An engine and a store over one database. */
export interface DuckDb {
  readonly engine: Engine;
  readonly store: Store;
  /** Stops what runs (a stopped job leaves no outcome and can be run again), and lets go of the file. */
  close(): Promise<void>;
}

/**
 * Opens the embedded engine, and the store beside it. DuckDB runs in this process with external access off: it can reach
 * no file and no host but its own database.
 *
 * @throws Error that names the folder when another process has it open.
 *
 * @example
 * const { engine, store, close } = await openDuckDb({ memory: true });
 * await store.settings.add("greeting", "hello"); // => true
 * await engine.tables(); // => []
 * await close();
 */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  const database = await Database.open("folder" in options ? options.folder : undefined);
  const closing = new AbortController();
  const close = (): Promise<void> => {
    closing.abort(new Error("the engine was closed"));
    return database.close();
  };
  return { engine: createEngine(database, closing.signal, close), store: createStore(database), close };
}

function createEngine(database: Database, closing: AbortSignal, close: () => Promise<void>): Engine {
  const tables = new KeyedLock();
  const table = (name: string): Promise<EngineTable | undefined> =>
    database.lend(async (connection) => {
      const found = await findTable(connection, name);
      return found === undefined ? undefined : describeTable(connection, found);
    });
  return {
    name: "duckdb",
    refusals: (plan) => refusals(database, plan),
    run: (plan, objects, options) => runJob({ ...options, plan, objects, database, tables, closing }),
    outcome: (jobId) => readOutcome(database, jobId),
    tables: () =>
      database.lend(async (connection) => {
        const described: EngineTable[] = [];
        for (const found of await listTables(connection)) described.push(await describeTable(connection, found));
        return described;
      }),
    table,
    query: (query) => runQuery(database, query),
    close,
  };
}

async function refusals(database: Database, plan: JobPlan): Promise<readonly Refusal[]> {
  const translated = translatePlan(plan);
  if ("refusals" in translated) return translated.refusals;
  const table = await database.serial((connection) => findTable(connection, plan.table));
  const merged = mergeColumns(plan, translated.plan.mappings, table);
  return "refusal" in merged ? [merged.refusal] : [];
}
