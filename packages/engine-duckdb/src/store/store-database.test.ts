import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { allRecords, StoreFailedError } from "@starfix/store";
import { sampleJob } from "@starfix/store/conformance";
import { afterEach, beforeEach, expect, test } from "vitest";
import { duckdb } from "../duckdb.ts";
import { openDuckDbStore } from "./open-duckdb-store.ts";
import { DataFolderError, openError } from "./open-error.ts";
import { StoreDatabase } from "./store-database.ts";
import { runChild } from "./testing/run-child.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "starfix-block-"));
  file = join(folder, "store.duckdb");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Closes a store of some records, so that its file can be spoilt. */
async function makeStore(): Promise<void> {
  const store = await openDuckDbStore({ folder });
  for (let number = 0; number < 20; number += 1) await store.settings.add(String(number), "x".repeat(50_000 + number));
  await store.close();
}

async function reasonOf(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => expect.unreachable("it opens"),
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DataFolderError);
  return String(error).replace(`DataFolderError: cannot open the data folder ${folder}: `, "");
}

test("only the owner can read the files", async () => {
  const place = join(folder, "new");
  const store = await openDuckDbStore({ folder: place });
  await store.settings.add("secret", "x");
  const modes = ["", "store.duckdb", "store.duckdb.wal"].map((name) => statSync(join(place, name)).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600, 0o600]);
  await store.close();
});

test("a folder that is open already is refused by its name", async () => {
  const store = await openDuckDbStore({ folder });
  expect(await reasonOf(openDuckDbStore({ folder }))).toBe("this process has it open already; close that one first");
  await store.close();
  await (await openDuckDbStore({ folder })).close();
});

test("another process that has the folder open is named, and what it settled is kept when it is killed", async () => {
  const before = await openDuckDbStore({ folder });
  await before.jobs.add("a", sampleJob("a"));
  await before.close();
  const child = runChild(new URL("./testing/killed-child.ts", import.meta.url), [folder]);
  let settled = -1;
  for await (const line of createInterface(child.stdout)) {
    if (settled < 0) {
      const reason = `process ${child.pid} has it open; stop that one, or name another folder`;
      expect(await reasonOf(openDuckDbStore({ folder }))).toBe(reason);
    }
    settled = Number(line);
    if (settled === 30) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  const store = await openDuckDbStore({ folder });
  for (let number = 0; number <= settled; number += 1) expect(await store.settings.get(`key ${number}`)).toBeDefined();
  expect(settled).toBeGreaterThanOrEqual(30);
  // Nobody else can hold a job of this file: the lease of the killed process has ended with it.
  expect((await store.jobs.claim("next", 1000))?.claim.jobId).toBe("a");
  await store.close();
});

/** The number of records when the file opens and all can be read; else why not. */
async function readAll(): Promise<number | string> {
  try {
    const store = await openDuckDbStore({ folder });
    try {
      return (await allRecords(store.settings)).length;
    } finally {
      await store.close();
    }
  } catch (error) {
    return String(error);
  }
}

const DAMAGED =
  "the file store.duckdb is damaged; restore it from a backup, or move it away to begin without its content";
const CUT =
  "the file store.duckdb is cut short; restore it from a backup, or move it away to begin without its content";

test("a file that is damaged is named as damaged, not as open already", async () => {
  await makeStore();
  const whole = readFileSync(file);
  for (const position of [0, 4096]) {
    writeFileSync(file, Buffer.from(whole).fill(0x5a, position, position + 8192));
    expect(await reasonOf(openDuckDbStore({ folder }))).toBe(DAMAGED);
  }
  const seen = new Set<number | string>();
  for (let position = 12_288; position < whole.length; position += 131_072) {
    writeFileSync(file, Buffer.from(whole).fill(0x5a, position, position + 4096));
    const outcome = await readAll();
    // A block that nothing refers to does not matter; one that is read later fails the store.
    const kind = typeof outcome === "number" ? outcome : /is damaged|has failed: IO Error: Corrupt/.exec(outcome)?.[0];
    seen.add(kind ?? outcome);
  }
  const expected: readonly (number | string)[] = [20, "is damaged", "has failed: IO Error: Corrupt"];
  expect([...seen].filter((kind) => !expected.includes(kind))).toEqual([]);
  expect(seen.size).toBeGreaterThan(1);
  writeFileSync(file, whole);
  expect(await readAll()).toBe(20);
});

test("a file that was cut short is named as such", async () => {
  await makeStore();
  for (const size of [12_288, 100]) {
    truncateSync(file, size);
    expect(await reasonOf(openDuckDbStore({ folder }))).toBe(CUT);
  }
  truncateSync(file, 0);
  expect(await reasonOf(openDuckDbStore({ folder }))).toBe(DAMAGED);
});

test("a damaged log is named", async () => {
  const store = await openDuckDbStore({ folder });
  await store.settings.add("a", "b");
  copyFileSync(`${file}.wal`, `${file}.copy`);
  copyFileSync(file, `${file}.base`);
  await store.close();
  copyFileSync(`${file}.base`, file);
  writeFileSync(`${file}.wal`, readFileSync(`${file}.copy`).fill(0x33, 60, 80));
  expect(await reasonOf(openDuckDbStore({ folder }))).toMatch("the file store.duckdb.wal is damaged; restore it");
});

test("other reasons of DuckDB say what to do too", () => {
  const messages = [
    ['IO Error: Cannot open file "/x/Permission denied/block.duckdb": Permission denied', "cannot be written"],
    ['IO Error: Could not write file "/data": No space left on device', "no space left on its disk; make space"],
    ["IO Error: Trying to read a database file with version number 99, but we can only read", "another release wrote"],
    ['IO Error: Could not set lock on file "/x": Resource temporarily unavailable', "another process has it open"],
    ['IO Error: Cannot open file "/x/Could not set lock on file": Is a directory', "Is a directory"],
  ] as const;
  for (const [message, reason] of messages) {
    const error = openError("/data", "store.duckdb", new Error(message));
    expect(error.message).toMatch(/^cannot open the data folder \/data: /);
    expect(error.message).toContain(reason);
  }
});

test("after a fatal error every call rejects, also those for records at hand", async () => {
  const database = await StoreDatabase.open(folder, "test.duckdb");
  await database.run("CREATE TABLE numbers (number BIGINT)");
  await database.run("INSERT INTO numbers VALUES (1)");
  await expect(database.run("SELECT missing FROM numbers")).rejects.toThrow("missing");
  expect((await database.run("SELECT count(*) FROM numbers")).rows).toEqual([[1n]]);
  await database.run("SET debug_checkpoint_abort = 'before_header'");
  const waiting = [
    database.run("CHECKPOINT"),
    database.run("SELECT 1"),
    database.transaction(async (run) => run("SELECT 1")),
  ];
  for (const call of waiting) await expect(call).rejects.toBeInstanceOf(StoreFailedError);
  await expect(database.run("SELECT 1")).rejects.toThrow(
    `the store in ${folder} (test.duckdb) has failed: FATAL Error`,
  );
  expect(() => database.checkUsable()).toThrow(StoreFailedError);
  await database.close();
  const again = await StoreDatabase.open(folder, "test.duckdb");
  expect((await again.run("SELECT count(*) FROM numbers")).rows).toEqual([[1n]]);
  await again.close();
});

test("transactions do not interleave, and one that rejects changes nothing", async () => {
  const database = await StoreDatabase.open(undefined, "test");
  await database.run("CREATE TABLE numbers (number BIGINT)");
  const add = (fail: boolean) =>
    database.transaction(async (run) => {
      const { rows } = await run("SELECT count(*) FROM numbers");
      await run("INSERT INTO numbers VALUES ($1)", [rows[0]?.[0] ?? null]);
      if (fail) throw new Error("on purpose");
    });
  const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => add(index % 3 === 0)));
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(4);
  const { rows } = await database.run("SELECT number FROM numbers ORDER BY number");
  expect(rows.map(([number]) => Number(number))).toEqual([0, 1, 2, 3, 4, 5]);
  await database.close();
});

const canLimitFiles = spawnSync("prlimit", ["--version"]).status === 0;

test("a write that finds no space keeps nothing, and succeeds when there is space", async (context) => {
  context.skip(!canLimitFiles, "prlimit is not installed: the size of files cannot be limited");
  const child = runChild(new URL("./testing/full-disk-child.ts", import.meta.url), [folder]);
  const printed = JSON.parse(await text(child.stdout));
  expect(printed).toEqual(["StoreFullError", true, null, "one", true, 2, 1, "two"]);
});

test("a file of another layout is rebuilt with all of its records", async () => {
  const store = await openDuckDbStore({ folder });
  for (const key of ["b", "a"]) await store.settings.add(key, key);
  await store.settings.replaceIf("b", 1, "changed");
  await store.jobs.add("j", sampleJob("j", "emus"));
  const { cursor = "" } = await store.settings.page({ limit: 1 });
  await store.close();
  await alter("UPDATE meta SET value = '[]' WHERE name = 'layout'", 'ALTER TABLE jobs DROP COLUMN "field targetTable"');
  const again = await openDuckDbStore({ folder });
  expect(await again.settings.get("b")).toEqual({ key: "b", revision: 2, record: "changed" });
  expect((await again.settings.page({ limit: 1, cursor })).items).toEqual([{ key: "a", revision: 1, record: "a" }]);
  expect((await again.jobs.page({ limit: 1, where: { targetTable: ["emus"] } })).items).toHaveLength(1);
  await again.settings.add("c", "c");
  expect((await again.settings.page({ limit: 9 })).items.map(({ key }) => key)).toEqual(["b", "a", "c"]);
  await again.close();
});

test("a file of a newer release is refused and stays as it is", async () => {
  const store = await openDuckDbStore({ folder });
  await store.settings.add("a", "b");
  await store.close();
  await alter("UPDATE meta SET value = '[]' WHERE name = 'layout'", "UPDATE settings SET format = 9");
  expect(await reasonOf(openDuckDbStore({ folder }))).toBe(
    "unknown format of settings: expected 1 or older, received 9; a newer release wrote it",
  );
  await alter("UPDATE settings SET format = 1");
  const again = await openDuckDbStore({ folder });
  expect((await again.settings.get("a"))?.record).toBe("b");
  await again.close();
});

async function alter(...statements: readonly string[]): Promise<void> {
  const instance = await duckdb.DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
