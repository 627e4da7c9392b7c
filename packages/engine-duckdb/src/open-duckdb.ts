import type { Engine } from "@starfix/engine";
import { DuckDbEngine } from "./engine.ts";
import { LocalHost } from "./host/local-host.ts";
import { Database } from "./storage/database.ts";

/** Where the data lies. */
export type DuckDbOptions = DuckDbLocation & {
  /** Called with an unexpected error of a run, for a log. The run itself ends as failed. */
  readonly onError?: (runId: string, error: unknown) => void;
};

type DuckDbLocation =
  | {
      /** A folder for the one file `starfix.duckdb`; it is created when it is missing. One process at a time can have it open. */
      readonly folder: string;
    }
  | {
      /** Keeps everything in memory, for tests and previews; nothing is left after `close`. */
      readonly memory: true;
    };

/**
 * Opens the embedded engine. DuckDB runs with external access off: it can reach no file and no host but its own database.
 *
 * @throws Error that names the folder when another process has it open.
 *
 * @example
 * const engine = await openDuckDb({ memory: true });
 * await engine.tables(); // => []
 * await engine.close();
 */
export async function openDuckDb(options: DuckDbOptions): Promise<Engine> {
  const folder = "folder" in options ? options.folder : undefined;
  return new DuckDbEngine(new LocalHost({ database: await Database.open({ folder }), onError: options.onError }));
}
