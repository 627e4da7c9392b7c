import type { Store } from "@starfix/store";
import { RECORD_KINDS } from "@starfix/store/driver";
import { DuckDbJobs } from "./duckdb-jobs.ts";
import { DuckDbRecords } from "./duckdb-records.ts";
import { importOldRecords, removeOldRecords } from "./import-old-state.ts";
import { prepareLayout } from "./layout.ts";
import { DataFolderError } from "./open-error.ts";
import { StoreDatabase } from "./store-database.ts";

/** Where the store is. */
export type DuckDbStorePlace =
  | {
      /** A folder for the file `store.duckdb`; it is created when it is not there. One process at a time can have it open. */
      readonly folder: string;
    }
  | {
      /** Keeps everything in memory; nothing is left after `close`. */
      readonly memory: true;
    };

export interface DuckDbStoreOptions {
  /** Decides when a lease ends. @default the clock of the machine */
  readonly clock?: () => Date;
}

/**
 * Opens a store in a DuckDB file of its own. Records of an older release are brought to the newest format, also those that it
 * kept in `starfix.duckdb`: open the store before the engine. Nobody can have held a job meanwhile, so leases are ended.
 *
 * A write that finds no space rejects with `StoreFullError`, and after a fatal error of the database every call rejects with
 * `StoreFailedError`.
 *
 * @throws DataFolderError that names the folder, the reason and what to do.
 *
 * @example
 * const store = await openDuckDbStore({ folder: "./data" }); // or { memory: true }
 * await store.settings.add("greeting", "hello"); // => true
 * await store.close();
 */
export async function openDuckDbStore(place: DuckDbStorePlace, options: DuckDbStoreOptions = {}): Promise<Store> {
  const folder = "folder" in place ? place.folder : undefined;
  const database = await StoreDatabase.open(folder, "store.duckdb");
  try {
    await database.transaction(async (run) => {
      const isNew = await prepareLayout(run);
      if (isNew && folder !== undefined) await importOldRecords(run, folder);
      await run("UPDATE jobs SET expires = NULL WHERE expires IS NOT NULL");
    });
    if (folder !== undefined) await removeOldRecords(database, folder);
  } catch (error) {
    await database.close();
    if (folder === undefined || error instanceof DataFolderError || !(error instanceof Error)) throw error;
    throw new DataFolderError(folder, error.message, { cause: error });
  }
  return {
    connections: new DuckDbRecords(database, RECORD_KINDS.connections),
    jobs: new DuckDbJobs(database, options.clock ?? (() => new Date())),
    tables: new DuckDbRecords(database, RECORD_KINDS.tables),
    keys: new DuckDbRecords(database, RECORD_KINDS.keys),
    settings: new DuckDbRecords(database, RECORD_KINDS.settings),
    close: () => database.close(),
  };
}
