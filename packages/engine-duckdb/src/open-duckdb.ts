import type { Engine } from "@starfix/engine";
import type { Host } from "./host/host.ts";

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
  const host = await ("folder" in options ? openFolder(options) : openMemory(options));
  // Loaded while no one waits for it but the caller: the child process starts without it.
  const { DuckDbEngine } = await import("./engine.ts");
  return new DuckDbEngine(host);
}

async function openFolder({ folder, onError }: DuckDbOptions & { readonly folder: string }): Promise<Host> {
  const { ChildHost } = await import("./host/child-host.ts");
  return await ChildHost.open({ folder, onError });
}

async function openMemory({ onError }: DuckDbOptions): Promise<Host> {
  const [{ Database }, { LocalHost }] = await Promise.all([
    import("./storage/database.ts"),
    import("./host/local-host.ts"),
  ]);
  return new LocalHost({ database: await Database.open({ folder: undefined }), onError });
}
