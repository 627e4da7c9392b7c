import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Records, Store } from "@starfix/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { duckdb } from "../duckdb.ts";
import { openDuckDbStore } from "./open-duckdb-store.ts";

type Documents = Readonly<Record<string, readonly (readonly [key: string, document: { readonly id: string }])[]>>;

const OLD: Documents = JSON.parse(
  readFileSync(new URL("../../../store/fixtures/records-format-1.json", import.meta.url), "utf8"),
);
const [, , , running, pending] = OLD.jobs?.map(([id]) => id) ?? [];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "starfix-old-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function inFile(name: string, ...statements: readonly string[]): Promise<unknown[][]> {
  const instance = await duckdb.DuckDBInstance.create(join(folder, name));
  const connection = await instance.connect();
  let rows: unknown[][] = [];
  for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes `starfix.duckdb` as the release before wrote it. */
async function makeOldFile(outcomes: Readonly<Record<string, string>> = {}): Promise<void> {
  const records = Object.entries(OLD).flatMap(([kind, entries]) =>
    entries.map(([key, document]) => [kind.replace(/s$/, ""), key, JSON.stringify(document)].map(quote)),
  );
  await inFile(
    "starfix.duckdb",
    "CREATE SCHEMA data",
    "CREATE SCHEMA state",
    "CREATE SEQUENCE state.numbers",
    "CREATE TABLE state.records (kind VARCHAR, key VARCHAR, position BIGINT, document VARCHAR, PRIMARY KEY (kind, key))",
    "CREATE TABLE state.outcomes (job VARCHAR PRIMARY KEY, outcome VARCHAR)",
    "CREATE TABLE state.tables (name VARCHAR PRIMARY KEY, number BIGINT, aggregate BOOLEAN, columns VARCHAR)",
    "CREATE TABLE data.t1 (c0 BIGINT)",
    "INSERT INTO data.t1 VALUES (42)",
    ...records.map(
      ([kind, key, document]) =>
        `INSERT INTO state.records VALUES (${kind}, ${key}, nextval('state.numbers'), ${document})`,
    ),
    ...Object.entries(outcomes).map(
      ([run, status]) => `INSERT INTO state.outcomes VALUES (${quote(run)}, ${quote(JSON.stringify({ status }))})`,
    ),
  );
}

const oldTables = () =>
  inFile("starfix.duckdb", "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1").then((rows) =>
    rows.flat(),
  );

async function keysOf(store: Store): Promise<Readonly<Record<string, readonly string[]>>> {
  const { connections, jobs, keys, settings, tables } = store;
  const keysIn = async (records: Pick<Records<unknown>, "page">) =>
    (await records.page({ limit: 100 })).items.map(({ key }) => key);
  return {
    connections: await keysIn(connections),
    jobs: await keysIn(jobs),
    tables: await keysIn(tables),
    keys: await keysIn(keys),
    settings: await keysIn(settings),
  };
}

const OLD_KEYS = Object.fromEntries(Object.entries(OLD).map(([kind, entries]) => [kind, entries.map(([key]) => key)]));

test("the records of an old data folder come into the store once, and the data stays", async () => {
  await makeOldFile();
  const store = await openDuckDbStore({ folder });
  expect(await keysOf(store)).toEqual(OLD_KEYS);
  expect((await store.connections.get("keys-conn"))?.record.members).toMatchObject({ prefix: "polaris-ingest/" });
  expect((await store.settings.get("projectId"))?.record).toBe("b3a3b8d6-6c2f-4f5e-9a53-0d6c3b1f2a11");
  // An unfinished job goes on: it is claimed, and checked again.
  const claimed = await store.jobs.claim("one", 1000);
  expect(claimed?.job).toMatchObject({ key: running, revision: 1, record: { attempt: 1, checked: null } });
  await store.settings.add("new", "setting");
  await store.close();
  expect(await oldTables()).toEqual(["data.t1", "state.outcomes", "state.tables"]);
  expect(await inFile("starfix.duckdb", "SELECT c0 FROM data.t1")).toEqual([[42n]]);
  const again = await openDuckDbStore({ folder });
  expect(await keysOf(again)).toEqual({ ...OLD_KEYS, settings: ["projectId", "new"] });
  await again.close();
});

test("the attempt of an unfinished job is that of its newest run", async () => {
  await makeOldFile({
    [`${running}`]: "canceled",
    [`${running}.2`]: "canceled",
    [`${running}.3`]: "completed",
    [`${pending}`]: "canceled",
  });
  const store = await openDuckDbStore({ folder });
  expect((await store.jobs.get(running ?? ""))?.record.attempt).toBe(3);
  // Its second run was never seen to end: nothing of it was kept.
  expect((await store.jobs.get(pending ?? ""))?.record.attempt).toBe(2);
  await store.close();
});

test("killed between the copy and the removal, the next start removes and copies nothing again", async () => {
  await makeOldFile();
  const first = await openDuckDbStore({ folder });
  await first.close();
  rmSync(join(folder, "starfix.duckdb"));
  await makeOldFile();
  await inFile("store.duckdb", "UPDATE meta SET value = 'copied' WHERE name = 'old records'");
  const store = await openDuckDbStore({ folder });
  expect(await keysOf(store)).toEqual(OLD_KEYS);
  await store.close();
  expect(await oldTables()).not.toContain("state.records");
  expect(await inFile("store.duckdb", "SELECT value FROM meta WHERE name = 'old records'")).toEqual([["removed"]]);
});

test("an import that fails leaves the old records, and the next start begins it again", async () => {
  await makeOldFile();
  await inFile("starfix.duckdb", "INSERT INTO state.records VALUES ('riddle', 'x', 999, '{}')");
  await expect(openDuckDbStore({ folder })).rejects.toThrow(
    `cannot open the data folder ${folder}: unexpected kind of records in starfix.duckdb: "riddle"`,
  );
  expect(await oldTables()).toContain("state.records");
  await inFile("starfix.duckdb", "DELETE FROM state.records WHERE kind = 'riddle'");
  const store = await openDuckDbStore({ folder });
  expect(await keysOf(store)).toEqual(OLD_KEYS);
  await store.close();
});

test("an old file without records is left alone", async () => {
  await inFile("starfix.duckdb", "CREATE SCHEMA state", "CREATE TABLE state.tables (name VARCHAR)");
  const store = await openDuckDbStore({ folder });
  expect(await keysOf(store)).toEqual({ connections: [], jobs: [], tables: [], keys: [], settings: [] });
  await store.close();
  expect(await oldTables()).toEqual(["state.tables"]);
});

test("an old file that is damaged is named, and no store begins without it", async () => {
  await makeOldFile();
  writeFileSync(join(folder, "starfix.duckdb"), "not a database");
  await expect(openDuckDbStore({ folder })).rejects.toThrow(/the file starfix.duckdb is (?:damaged|cut short)/);
  await expect(openDuckDbStore({ folder })).rejects.toThrow(/the file starfix.duckdb is (?:damaged|cut short)/);
});
