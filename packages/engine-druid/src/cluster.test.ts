import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Cell, Engine, RunOutcome, RunState, SourceObject } from "@starfix/engine";
import { openDuckDb } from "@starfix/engine-duckdb";
import { parseQuery } from "@starfix/expr/parse";
import type { CreateBatchJobRequest } from "@starfix/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDruid } from "./open-druid.ts";
import { druidCluster } from "./testing/druid-cluster.ts";
import { checked, detail, into, koalas, rollup } from "./testing/requests.ts";

const cluster = druidCluster();

const MINUTES = 5 * 60_000;

const because = cluster === undefined ? " (skipped: STARFIX_TEST_DRUID does not name a cluster)" : "";

describe.skipIf(cluster === undefined)(`on a real Druid${because}`, { timeout: MINUTES }, () => {
  const prefix = `starfix_${randomUUID().slice(0, 8)}`;
  const made = new Set<string>();
  let druid: Engine;
  let duckDb: Engine;
  let folder: string;
  let objects: readonly SourceObject[];

  beforeAll(async () => {
    druid = openDruid({ broker: cluster?.broker ?? "", overlord: cluster?.overlord ?? "", pollMillis: 300 });
    duckDb = await openDuckDb({ memory: true });
    folder = await mkdtemp(join(tmpdir(), "starfix-druid-"));
    objects = [await objectOf("a.json.gz", records(0)), await objectOf("b.json.gz", records(300))];
  });

  afterAll(async () => {
    for (const table of made) {
      await fetch(`${cluster?.overlord}/druid/coordinator/v1/datasources/${table}`, { method: "DELETE" });
    }
    await Promise.all([druid.close(), duckDb.close()]);
    await rm(folder, { recursive: true });
  });

  async function objectOf(key: string, text: string): Promise<SourceObject> {
    const bytes = gzipSync(text);
    const path = join(folder, key);
    await writeFile(path, bytes);
    const open = async () => Readable.from([bytes], { objectMode: false });
    return { key, size: bytes.length, location: { kind: "file", path, bucket: "demo-bucket" }, open };
  }

  /** Starts a run and gives all that was seen of it. */
  async function statesOf(engine: Engine, request: CreateBatchJobRequest, runId = `${prefix}-${randomUUID()}`) {
    const result = await engine.prepare(checked(request));
    if ("refusals" in result) throw new Error(JSON.stringify(result.refusals));
    await engine.start(runId, result.prepared, { objects: request.source.type === "inline" ? [] : objects });
    // A second start of the same run changes nothing.
    await engine.start(runId, result.prepared, { objects });
    const states: RunState[] = [];
    for await (const state of engine.observe(runId)) states.push(state);
    return states;
  }

  async function run(engine: Engine, request: CreateBatchJobRequest): Promise<RunOutcome> {
    const last = (await statesOf(engine, request)).at(-1);
    if (last?.state !== "ended") throw new Error(JSON.stringify(last));
    return last.outcome;
  }

  async function rowsOf(engine: Engine, sql: string): Promise<readonly (readonly Cell[])[]> {
    const rows: (readonly Cell[])[] = [];
    for await (const batch of (await engine.query(parseQuery(sql))).rows) rows.push(...batch);
    return rows;
  }

  const jobs = { koalas, detail, rollup };
  const columns = {
    koalas: '"__time", "city", "session", "max_session_length", "__count"',
    detail: '"__time", "place", "length"',
    rollup: '"__time", "city", "total", "shortest", "long_ones", "__count"',
  };

  test.for(["koalas", "detail", "rollup"] as const)("%s: the rows are those of the embedded engine", async (name) => {
    const table = `${prefix}_${name}`;
    made.add(table);
    const request = into(table, jobs[name]);
    const states = await statesOf(druid, request);
    const shares = states.flatMap((state) => (state.state === "running" ? [state.progress.share] : []));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const [given, expected] = [states.at(-1), await run(duckDb, request)];
    expect(given).toMatchObject({
      state: "ended",
      outcome: { status: "completed", totals: { numRowsPersisted: expected.totals.numRowsPersisted } },
    });

    // Before Druid 31 rows can only be ordered by time.
    const sql = `SELECT ${columns[name]} FROM "${table}"`;
    const rows = sorted(await rowsOf(druid, sql));
    expect(rows.length).toBe(expected.totals.numRowsPersisted);
    expect(rows).toEqual(sorted(await rowsOf(duckDb, sql)));

    const [stored, reference] = [await druid.table(table), await duckDb.table(table)];
    expect(stored).toMatchObject({ name: table, aggregate: name !== "detail", rows: rows.length });
    const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
      one.name < other.name ? -1 : 1;
    expect([...(stored?.columns ?? [])].sort(byName)).toEqual([...(reference?.columns ?? [])].sort(byName));
    expect((await druid.tables()).map((one) => one.name)).toContain(table);
  });

  test("queries give the embedded engine's answers", async () => {
    const table = `${prefix}_koalas`;
    for (const sql of [
      `SELECT city, COUNT(*), SUM("__count") AS n, MAX(max_session_length) FROM "${table}" GROUP BY 1 ORDER BY 3 DESC, 1`,
      `SELECT TIME_FLOOR("__time", 'P1D') AS d, COUNT(*) AS c FROM "${table}" GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY d DESC LIMIT 3`,
      `SELECT 9007199254740993 AS big, CAST("max_session_length" AS DOUBLE) / 4 AS q, "city" LIKE 'P%' AS p FROM "${table}"
       WHERE "city" = 'Perth' AND "session" = 'S1' ORDER BY "__time" LIMIT 5 OFFSET 2`,
      `SELECT * FROM "${table}" WHERE 1 = 0`,
    ]) {
      const [given, expected] = [await druid.query(parseQuery(sql)), await duckDb.query(parseQuery(sql))];
      if (!sql.includes("*) FROM") && !sql.startsWith("SELECT *")) {
        expect(given.columns.map((column) => column.name)).toEqual(expected.columns.map((column) => column.name));
      }
      expect(await rowsOf(druid, sql), sql).toEqual(await rowsOf(duckDb, sql));
    }
  });

  test("what a query may not ask is refused by name", async () => {
    const table = `${prefix}_koalas`;
    await expect(druid.query(parseQuery('SELECT * FROM "no such table"'))).rejects.toMatchObject({
      name: "QueryRefusedError",
      code: "unknown_table",
    });
    await expect(druid.query(parseQuery(`SELECT "nope" FROM "${table}"`))).rejects.toMatchObject({
      code: "unknown_column",
    });
    await expect(druid.query(parseQuery(`SELECT "city" FROM "${table}" ORDER BY "city"`))).rejects.toMatchObject({
      code: "unsupported_expression",
    });
    await expect(druid.query(parseQuery(`SELECT "city", COUNT(*) FROM "${table}"`))).rejects.toMatchObject({
      code: "invalid_query",
    });
    await expect(druid.query(parseQuery(`SELECT 1 / ("__count" - "__count") FROM "${table}"`))).rejects.toMatchObject({
      code: "invalid_query",
      message: "/ by zero",
    });
  });

  const inline = (request: CreateBatchJobRequest, ...lines: readonly string[]): CreateBatchJobRequest => ({
    ...request,
    source: {
      type: "inline",
      data: lines.join("\n"),
      formatSettings: { format: "nd-json" },
      inputSchema: [
        { name: "timestamp", dataType: "string" },
        { name: "city", dataType: "string" },
        { name: "session_length", dataType: "long" },
      ],
    },
  });
  const good = '{"timestamp": "2024-01-01T00:00:00Z", "city": "Sydney", "session_length": 12}';

  test("unreadable records are counted, or fail the run; what fails leaves nothing", async () => {
    const table = `${prefix}_inline`;
    made.add(table);
    const withBroken = inline(into(table, detail), good, "{", good);
    expect(await run(druid, { ...withBroken, maxParseExceptions: 0 })).toMatchObject({
      status: "failed",
      error: { code: "cannot_parse_source" },
    });
    expect(await run(druid, inline(into(table, detail), good.replace("2024", "soon")))).toMatchObject({
      status: "failed",
      error: { code: "null_timestamp" },
    });
    expect(await druid.table(table)).toBeUndefined();
    expect(await run(druid, withBroken)).toMatchObject({
      status: "completed",
      totals: { numRowsPersisted: 2, numRowsSkippedByError: 1 },
      warning: { code: "invalid_rows_found", message: "1 unreadable record was skipped" },
    });
    expect(await rowsOf(druid, `SELECT COUNT(*) FROM "${table}"`)).toEqual([[2]]);
    // A second run adds to what is there, and nothing is lost or doubled.
    expect(await run(druid, inline(into(table, detail), good))).toMatchObject({ status: "completed" });
    expect(await rowsOf(druid, `SELECT COUNT(*) FROM "${table}"`)).toEqual([[3]]);
  });

  test("a job whose filter keeps nothing completes with a warning", async () => {
    const outcome = await run(druid, { ...inline(into(`${prefix}_none`, detail), good), filterExpression: "1 = 0" });
    expect(outcome).toMatchObject({ status: "completed", warning: { code: "no_rows_found" }, columns: [] });
  });

  test("a run is canceled, and one that is not known stays unknown", async () => {
    const table = `${prefix}_canceled`;
    made.add(table);
    const result = await druid.prepare(checked(inline(into(table, detail), good)));
    if ("refusals" in result) expect.fail(JSON.stringify(result.refusals));
    const runId = `${prefix}-${randomUUID()}`;
    await druid.cancel(runId);
    const before: RunState[] = [];
    for await (const state of druid.observe(runId)) before.push(state);
    expect(before).toEqual([{ state: "unknown" }]);
    await druid.start(runId, result.prepared, { objects: [] });
    await druid.cancel(runId);
    let last: RunState | undefined;
    for await (const state of druid.observe(runId)) last = state;
    expect(last).toMatchObject({ state: "ended", outcome: { status: "canceled", totals: { numRowsPersisted: 0 } } });
    // It has ended: to start or cancel it changes nothing.
    await druid.start(runId, result.prepared, { objects: [] });
    await druid.cancel(runId);
    for await (const state of druid.observe(runId)) expect(state).toEqual(last);
  });
});

test.runIf(cluster === undefined)(
  "STARFIX_TEST_DRUID is not set: the tests against a real Druid are skipped",
  (context) => {
    context.skip('set it to {"broker": "http://…", "overlord": "http://…"} of a cluster on this machine');
  },
);

function sorted(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const keys = new Map(rows.map((row) => [row, JSON.stringify(row)]));
  return [...rows].sort((a, b) => ((keys.get(a) ?? "") < (keys.get(b) ?? "") ? -1 : 1));
}

/** 300 records of some days and cities, with nulls, texts that need escapes, and groups of several. */
function records(first: number): string {
  const cities = ["Sydney", "Perth", "São Paulo", 'Say "hi"', null, ""];
  const lines = Array.from({ length: 300 }, (_, index) => {
    const at = first + index;
    const timestamp = new Date(Date.UTC(2024, at % 3, 1 + (at % 5), at % 24)).toISOString();
    const length = at % 11 === 0 ? null : (at * 7) % 100;
    return JSON.stringify({ timestamp, city: cities[at % 6], session: `S${at % 40}`, session_length: length });
  });
  return `${lines.join("\n")}\n`;
}
