import { afterAll, describe } from "vitest";
import { DuckDbEngine } from "./engine.ts";
import { LocalHost } from "./host/local-host.ts";
import { openDuckDb } from "./open-duckdb.ts";
import { Database } from "./storage/database.ts";
import { childConforms, conforms } from "./testing/conforms.ts";
import { DataFolders } from "./testing/data-folders.ts";

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

describe("in a folder, in a child process", () => childConforms());
