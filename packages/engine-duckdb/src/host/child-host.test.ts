import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueryRefusedError } from "@starfix/engine";
import { parseQuery } from "@starfix/expr/parse";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { DataFolderError } from "../store/open-error.ts";
import { checkedJob } from "../testing/checked-job.ts";
import { childProcesses, killChildProcesses } from "../testing/data-folders.ts";
import { endOf, rowsOf, runToEnd, stateOf } from "../testing/run-to-end.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "starfix-child-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const koalas = (data: string) => checkedJob({ source: { kind: "inline", data, format: { format: "nd-json" } } });
const EVENT = '{"timestamp":"2024-03-01T00:00:00Z","city":"Perth","session":"s-1","session_length":7}';

test("a run in the child process commits its rows, its outcome and a table", async () => {
  const engine = await openDuckDb({ folder });
  expect(await runToEnd(engine, "run-1", koalas(EVENT))).toMatchObject({
    status: "completed",
    totals: { numRowsPersisted: 1 },
  });
  expect(await rowsOf(engine, 'SELECT "city", "max_session_length" FROM "Koalas"')).toEqual([["Perth", 7]]);
  expect(await engine.tables()).toMatchObject([{ name: "Koalas", rows: 1 }]);
  await engine.close();
  expect(childProcesses()).toEqual([]);
});

test("errors keep their class and their code on the way out of the child", async () => {
  const engine = await openDuckDb({ folder });
  const error = await engine.query(parseQuery("SELECT 1 FROM absent")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QueryRefusedError);
  expect(error).toMatchObject({ code: "unknown_table", message: 'there is no table "absent"' });
  await engine.close();
  await writeFile(join(folder, "starfix.duckdb"), "no database");
  const refused = await openDuckDb({ folder }).catch((reason: unknown) => reason);
  expect(refused).toBeInstanceOf(DataFolderError);
  expect(refused).toMatchObject({ message: expect.stringMatching(/^cannot open the data folder .*starfix\.duckdb/) });
});

test("after the child was killed, many callers get one new child, and what was committed is there", async () => {
  const engine = await openDuckDb({ folder });
  await runToEnd(engine, "run-1", koalas(EVENT));
  killChildProcesses();
  // Also a call that was sent before the end was seen is answered by the next process.
  const [state, tables, table] = await Promise.all([stateOf(engine, "run-1"), engine.tables(), engine.table("Koalas")]);
  expect(state).toMatchObject({ state: "ended", outcome: { status: "completed" } });
  expect([tables, table]).toMatchObject([[{ rows: 1 }], { rows: 1 }]);
  expect(childProcesses()).toHaveLength(1);
  await engine.close();
});

test("a canceled run of blank lines ends, and the engine goes on", async () => {
  const engine = await openDuckDb({ folder });
  const result = await engine.prepare(koalas("\n".repeat(2_000_000)));
  if ("refusals" in result) throw new Error(JSON.stringify(result.refusals));
  await engine.start("run-1", result.prepared, { objects: [] });
  await engine.cancel("run-1");
  expect(await endOf(engine, "run-1")).toMatchObject({ status: "canceled", totals: { numRowsPersisted: 0 } });
  expect(await runToEnd(engine, "run-2", koalas(EVENT))).toMatchObject({ status: "completed" });
  await engine.close();
});
