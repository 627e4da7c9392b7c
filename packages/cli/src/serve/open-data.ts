import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Engine } from "@starfix/engine";
import type * as DuckDb from "@starfix/engine-duckdb";
import type { Store } from "@starfix/store";
import { isFileError } from "../file-error.ts";
import { ignoreByGit, STATE_FOLDER } from "../state-folder.ts";
import { UserError } from "../user-error.ts";

/** The state of a server, open for this process alone. */
export interface OpenData extends AsyncDisposable {
  readonly store: Store;
  /** Opens the engine, once. */
  openEngine(): Promise<Engine>;
}

export interface OpenDataOptions {
  readonly folder: string;
  /** Called with an unexpected error of a run, for a log. */
  readonly onError: (runId: string, error: unknown) => void;
}

/** Opens the data folder, and makes it when it is missing. Each part of it, store and engine, has a file of its own. */
export async function openData(duckDb: typeof DuckDb, { folder, onError }: OpenDataOptions): Promise<OpenData> {
  await makeFolder(folder);
  // The store first: it takes over the records that an older release kept in the file of the engine.
  const store = await asUserError(duckDb, () => duckDb.openDuckDbStore({ folder }));
  let engine: Promise<Engine> | undefined;
  return {
    store,
    openEngine() {
      engine ??= asUserError(duckDb, () => duckDb.openDuckDb({ folder, onError }));
      return engine;
    },
    async [Symbol.asyncDispose]() {
      const opened = await engine?.catch(() => undefined);
      await opened?.close();
      await store.close();
    },
  };
}

/** Open in another process, not writable, not a database: all for the user to fix. */
async function asUserError<TOpened>(
  { DataFolderError }: typeof DuckDb,
  open: () => Promise<TOpened>,
): Promise<TOpened> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DataFolderError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const parent = dirname(folder);
    if (basename(parent) === STATE_FOLDER) await ignoreByGit(join(parent));
  } catch (error) {
    if (isFileError(error, "EEXIST", "ENOTDIR")) {
      throw new UserError(`invalid --data: expected a folder, received a file: ${folder}`, { cause: error });
    }
    if (isFileError(error, "EACCES", "EROFS", "EPERM")) {
      throw new UserError(`invalid --data: expected a folder that can be written, received ${folder}`, {
        cause: error,
      });
    }
    throw error;
  }
}
