import type { Engine } from "@starfix/engine";
import { type EngineConformanceOptions, engineConformance } from "@starfix/engine/conformance";
import { afterAll, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { DataFolders, killChildProcesses } from "./data-folders.ts";

/** Runs the cases of the suite that a pattern names; those that do not close their engine share one. */
export function conforms(open: () => Promise<Engine>, options: EngineConformanceOptions, only: RegExp = /./): void {
  let shared: Promise<Engine> | undefined;
  afterAll(async () => await (await shared)?.close());
  const cases = engineConformance((use) => {
    if (use === "own") return open();
    shared ??= open();
    return shared;
  }, options);
  for (const { name, run } of cases) if (only.test(name)) test(name, run);
}

/** The same over engines in child processes, which are killed. */
export function childConforms(options: EngineConformanceOptions = {}, only?: RegExp): void {
  const folders = new DataFolders((folder) => openDuckDb({ folder }));
  afterAll(() => folders.remove());
  let kills = 0;
  const reopen = (engine: Engine): Promise<Engine> => folders.reopen(engine);
  const kill = async (engine: Engine): Promise<Engine> => {
    killChildProcesses();
    kills += 1;
    // By turns the engine starts another process by itself, and is closed and opened again.
    if (kills % 2 === 0) return engine;
    await engine.close();
    return await reopen(engine);
  };
  conforms(() => folders.open(), { ...options, reopen, kill }, only);
}
