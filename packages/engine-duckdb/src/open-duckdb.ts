import type { Engine } from "@starfix/engine";
import { DuckDbEngine } from "./engine.ts";
import { ChildHost } from "./host/child-host.ts";
import { LocalHost } from "./host/local-host.ts";
import { Database } from "./storage/database.ts";

/** Where the data lies. */
export type DuckDbOptions = DuckDbLocation & {
  /** Called with an unexpected error of a run, for a log. The run itself ends as failed. */
  readonly onError?: (runId: string, error: unknown) => void;
};

type DuckDbLocation =
  | {
      /**
       * A folder for the one file `starfix.duckdb`; it is created when it is missing. A child process opens it, so that
       * no data and no function blocks this one. One engine at a time can have it open.
       */
      readonly folder: string;
    }
  | {
      /** Keeps everything in the memory of this process, for tests and previews; nothing is left after `close`. */
      readonly memory: true;
    };

/**
 * Opens the embedded engine. DuckDB runs with external access off: it can reach no file and no host but its own database.
 *
 * @throws DataFolderError that names the folder, the reason and what to do.
 *
 * @example
 * const engine = await openDuckDb({ memory: true });
 * await engine.tables(); // => []
 * await engine.close();
 */
export async function openDuckDb(options: DuckDbOptions): Promise<Engine> {
  const { onError } = options;
  if ("folder" in options) return new DuckDbEngine(await ChildHost.open({ folder: options.folder, onError }));
  const database = await Database.open({ folder: undefined });
  return new DuckDbEngine(new LocalHost({ database, onError }));
}
