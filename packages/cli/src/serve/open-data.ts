import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type * as DuckDb from "@starfix/engine-duckdb";
import { isFileError } from "../file-error.ts";
import { ignoreByGit, STATE_FOLDER } from "../state-folder.ts";
import { UserError } from "../user-error.ts";

type OpenedDuckDb = Awaited<ReturnType<typeof DuckDb.openDuckDb>>;

/** The state of a server, open for this process alone. */
export interface OpenData extends AsyncDisposable, Pick<OpenedDuckDb, "engine" | "store"> {}

/** Opens the data folder with DuckDB, and makes it when it is not there. */
export async function openData({ openDuckDb }: typeof DuckDb, folder: string): Promise<OpenData> {
  await makeFolder(folder);
  const { engine, store, close } = await openDuckDb({ folder }).catch((error: unknown) => {
    // Held by another process, not writable, not a database: all for the user to fix.
    if (error instanceof Error && error.message.startsWith("cannot open the data folder")) {
      throw new UserError(error.message, { cause: error });
    }
    throw error;
  });
  return { engine, store, [Symbol.asyncDispose]: close };
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
