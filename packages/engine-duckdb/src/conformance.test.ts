import type { Engine } from "@starfix/engine";
import { type EngineConformanceOptions, engineConformance } from "@starfix/engine/conformance";
import { afterAll, describe, test } from "vitest";
import { DuckDbEngine } from "./engine.ts";
import { LocalHost } from "./host/local-host.ts";
import { openDuckDb } from "./open-duckdb.ts";
import { Database } from "./storage/database.ts";
import { DataFolders, killChildProcesses } from "./testing/data-folders.ts";

/** Runs every case; those that do not close their engine share one. */
function conforms(open: () => Promise<Engine>, options: EngineConformanceOptions): void {
  let shared: Promise<Engine> | undefined;
  afterAll(async () => await (await shared)?.close());
  const cases = engineConformance((use) => {
    if (use === "own") return open();
    shared ??= open();
    return shared;
  }, options);
  for (const { name, run } of cases) test(name, run);
}

describe("in memory", () => {
  conforms(() => openDuckDb({ memory: true }), {});
});

describe("in a folder, in this process", () => {
  const folders = new DataFolders(
    async (folder) => new DuckDbEngine(new LocalHost({ database: await Database.open({ folder }) })),
  );
  afterAll(() => folders.remove());
  conforms(() => folders.open(), { reopen: (engine) => folders.reopen(engine) });
});

describe("in a folder, in a child process", () => {
  const folders = new DataFolders((folder) => openDuckDb({ folder }));
  afterAll(() => folders.remove());
  let kills = 0;
  conforms(() => folders.open(), {
    reopen: (engine) => folders.reopen(engine),
    kill: async (engine) => {
      killChildProcesses();
      kills += 1;
      // By turns the engine starts another process by itself, and is closed and opened again.
      if (kills % 2 === 0) return engine;
      await engine.close();
      return await folders.reopen(engine);
    },
  });
});
