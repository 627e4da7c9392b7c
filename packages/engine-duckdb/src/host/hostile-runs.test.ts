import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Engine } from "@starfix/engine";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DuckDbEngine } from "../engine.ts";
import { openDuckDb } from "../open-duckdb.ts";
import { checkedJob, type JobParts } from "../testing/checked-job.ts";
import { childProcesses, killChildProcesses } from "../testing/data-folders.ts";
import { endOf, rowsOf, runToEnd, stateOf } from "../testing/run-to-end.ts";
import { ChildHost } from "./child-host.ts";

let folder: string;
let engine: Engine;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "starfix-hostile-"));
  engine = new DuckDbEngine(await ChildHost.open({ folder, cancelGraceMs: 200 }));
});

afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const inline = (data: string, parts: JobParts = {}) =>
  checkedJob({ source: { kind: "inline", data, format: { format: "nd-json" } }, ...parts });
const EVENT = { timestamp: "2024-03-01T00:00:00Z", city: "Perth", session: "s-1", session_length: 7 };

async function start(runId: string, ...args: Parameters<typeof inline>): Promise<void> {
  const result = await engine.prepare(inline(...args));
  if ("refusals" in result) throw new Error(JSON.stringify(result.refusals));
  await engine.start(runId, result.prepared, { objects: [] });
}

/** Starts a run whose filter takes minutes for its one record, and waits until the process answers nothing more. */
async function startHanging(runId: string): Promise<void> {
  // Each of the million places where the pattern could begin takes thousands of steps until it does not match.
  const data = JSON.stringify({ ...EVENT, city: "a".repeat(1_000_000) });
  await start(runId, data, { table: "Hanging", filter: `"city" LIKE '%${"a_".repeat(4000)}b%'` });
  for await (const state of engine.observe(runId)) {
    if (state.state !== "running") throw new Error("the run does not hang");
    if (state.progress.share >= 0.9) break;
  }
  while (await answersWithin(20_000));
}

/** Whether the engine answers before the event loop of this process has turned so many times. */
async function answersWithin(turns: number): Promise<boolean> {
  let isAnswered = false;
  engine.tables().then(
    () => {
      isAnswered = true;
    },
    () => {},
  );
  for (let turn = 0; turn < turns && !isAnswered; turn += 1) await setImmediate();
  return isAnswered;
}

test("a function that hangs is canceled, and calls that waited for the process are answered by the next one", async () => {
  await runToEnd(engine, "run-1", inline(JSON.stringify(EVENT)));
  const before = childProcesses();
  await startHanging("hanging");
  const [tables, rows] = [engine.tables(), rowsOf(engine, 'SELECT "city" FROM "Koalas"')];
  // The process is not killed for a run that it does not have.
  await engine.cancel("absent");
  await engine.cancel("hanging");
  const outcome = await endOf(engine, "hanging");
  expect(outcome).toMatchObject({ status: "canceled", totals: { numRowsProcessed: 1, numRowsPersisted: 0 } });
  expect(await tables).toMatchObject([{ name: "Koalas", rows: 1 }]);
  expect(await rows).toEqual([["Perth"]]);
  expect(await stateOf(engine, "absent")).toEqual({ state: "unknown" });
  expect(childProcesses()).not.toEqual(before);
  // The outcome is in the database now.
  killChildProcesses();
  expect(await stateOf(engine, "hanging")).toEqual({ state: "ended", outcome });
});

test("a run that waits for its table is canceled without the run that has it", async () => {
  const records = Array.from({ length: 30_000 }, (_, index) => JSON.stringify({ ...EVENT, city: `city ${index}` }));
  const slow = Array(300).fill('LENGTH(LOWER(UPPER("city")))').join(" + ");
  const mappings = { __time: 'TIME_PARSE("timestamp")', slow };
  const [pid] = childProcesses();
  await start("writing", records.join("\n"), { mappings });
  for await (const state of engine.observe("writing")) {
    if (state.state !== "running") throw new Error("the run is over too early");
    if (state.progress.share >= 0.9) break;
  }
  await start("waiting", JSON.stringify(EVENT), { mappings });
  for await (const state of engine.observe("waiting")) {
    if (state.state !== "running" || state.progress.share >= 0.9) break;
  }
  await engine.cancel("waiting");
  expect((await endOf(engine, "waiting")).status).toBe("canceled");
  expect(await stateOf(engine, "writing")).toMatchObject({ state: "running" });
  expect(childProcesses()).toEqual([pid]);
  await engine.cancel("writing");
  expect((await endOf(engine, "writing")).status).toBe("canceled");
});

const BLANK_LINES = 1_600_000;

test("while blank lines are read in this process, its event loop goes on turning", async () => {
  const memory = await openDuckDb({ memory: true });
  const job = inline("\n".repeat(BLANK_LINES));
  let [turns, isOver] = [0, false];
  const counting = (async () => {
    for (; !isOver; turns += 1) await setImmediate();
  })();
  expect(await runToEnd(memory, "run-1", job)).toMatchObject({ totals: { numRowsSkippedByError: BLANK_LINES } });
  isOver = true;
  await counting;
  // At least one turn for each few thousand lines.
  expect(turns).toBeGreaterThan(BLANK_LINES / 4096);
  await memory.close();
});

test("while blank lines are read in the child, it answers", async () => {
  await start("run-1", "\n".repeat(BLANK_LINES));
  let answers = 0;
  while ((await stateOf(engine, "run-1")).state === "running") {
    await engine.tables();
    answers += 1;
  }
  expect(await endOf(engine, "run-1")).toMatchObject({ totals: { numRowsSkippedByError: BLANK_LINES } });
  expect(answers).toBeGreaterThan(10);
});

const canLimitFiles = spawnSync("prlimit", ["--version"]).status === 0;

/** Lets the child write no file beyond a size: the nearest thing to a full disk that needs no right. */
function limitFiles(bytes: string): void {
  for (const pid of childProcesses()) execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}

test("a run that finds the disk full fails with that cause, and stays failed", async (context) => {
  context.skip(!canLimitFiles, "prlimit is not installed: the size of files cannot be limited");
  await runToEnd(engine, "run-1", inline(JSON.stringify(EVENT)));
  limitFiles("1000000");
  const mappings = { __time: 'TIME_PARSE("timestamp")', city: '"city"' };
  const records = Array.from({ length: 20_000 }, (_, index) =>
    JSON.stringify({ ...EVENT, city: `${Math.sin(index)}${Math.cos(index)}`.repeat(10) }),
  );
  await start("full", records.join("\n"), { table: "Full", mappings });
  const outcome = await endOf(engine, "full");
  expect(outcome).toMatchObject({
    status: "failed",
    totals: { numRowsPersisted: 0 },
    error: { code: "internal_error", message: expect.stringContaining("the disk is full") },
  });
  expect(await engine.tables()).toMatchObject([{ name: "Koalas", rows: 1 }]);
  killChildProcesses();
  expect(await stateOf(engine, "full")).toEqual({ state: "ended", outcome });
  // There is space again.
  expect((await runToEnd(engine, "again", inline(records.join("\n"), { table: "Full", mappings }))).status).toBe(
    "completed",
  );
  expect(await rowsOf(engine, 'SELECT COUNT(*) FROM "Full"')).toEqual([[20_000]]);
});
