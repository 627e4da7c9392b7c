import { openDuckDb, openDuckDbStore } from "@starfix/engine-duckdb";

import { zConnectionResponse, zJobResponse, zSqlErrorResponse, zTableResponse } from "@starfix/schema/zod";
import { updateRecord } from "@starfix/store";
import { expect, test } from "vitest";
import { type GuideJob, guide } from "./testing/guide.ts";
import { basic, endOf, KOALAS, PROJECT_ID, testServerOver, until, writeObject } from "./testing/test-server.ts";

async function duckDbServer() {
  const store = await openDuckDbStore({ memory: true });
  const engine = await openDuckDb({ memory: true });
  const api = await testServerOver({ engine, store });
  return {
    ...api,
    run: async (change: object = {}) => {
      const { id } = await (await api.call("/jobs", { body: { ...guide("job-request"), ...change } })).json();
      return await endOf(api, id);
    },
    query: async (query: string) => await (await api.call("/query/sql", { body: { query } })).json(),
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await engine.close();
      await store.close();
    },
  };
}

const ROWS = 'SELECT "city", "session", "max_session_length", "__count" FROM "Koalas" ORDER BY "session"';

test.each(["Basic of the key", "the raw key"])("the guide's two requests as they are become rows: %s", async (form) => {
  await using api = await duckDbServer();
  const headers = { authorization: form === "the raw key" ? `Basic ${api.key}` : basic(api.key) };
  const connection = await api.call("/connections", { body: guide("connection-request"), headers });
  expect(connection.status).toBe(201);
  zConnectionResponse.parse(await connection.json());
  expect((await api.call("/connections/demo-conn/test", { method: "POST", headers })).status).toBe(200);
  const created = await api.call("/jobs", { body: guide("job-request"), headers });
  expect(created.status).toBe(201);
  const { id } = zJobResponse.parse(await created.json());
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "completed", health: { status: "ok" } });
  expect(await (await api.call(`/jobs/${id}/metrics`)).json()).toEqual({
    totals: {
      numBytesProcessed: KOALAS.length,
      numRowsProcessed: 6,
      numRowsPersisted: 4,
      numRowsSkippedByError: 0,
    },
  });
  expect(await api.query(ROWS)).toEqual([
    { city: "Sydney", session: "s-1", max_session_length: 345, __count: 2 },
    { city: "Sydney", session: "s-2", max_session_length: 7, __count: 1 },
    { city: "Perth", session: "s-3", max_session_length: 100, __count: 2 },
    { city: "Hobart", session: "s-4", max_session_length: 1, __count: 1 },
  ]);
  const table = zTableResponse.parse(await (await api.call("/tables/Koalas")).json());
  expect(table).toMatchObject({ type: "aggregate", totalRows: 4, segmentCount: 1 });
  expect(table.queryableSchema?.map((column) => [column.name, column.dataType])).toEqual([
    ["__time", "timestamp"],
    ["city", "string"],
    ["session", "string"],
    ["max_session_length", "long"],
    ["__count", "long"],
  ]);
});

test("posting a job twice appends twice", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  await api.run();
  await api.run();
  expect(await api.query('SELECT COUNT(*) AS "n", SUM("__count") AS "events" FROM "Koalas"')).toEqual([
    { n: 8, events: 12 },
  ]);
});

test("broken lines are counted and skipped, and beyond the limit the job fails and nothing is visible", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  writeObject(api.folder, "polaris-ingest/demo-file.json.gz", `{"broken\n${KOALAS}{also\n`);
  expect(await api.run({ maxParseExceptions: 1 })).toMatchObject({
    executionStatus: "failed",
    health: { status: "error", code: "cannot_parse_source" },
  });
  expect(await (await api.call("/tables")).json()).toEqual({ values: [] });
  expect((await api.call("/query/sql", { body: { query: ROWS } })).status).toBe(400);
  const job = await api.run({ maxParseExceptions: 2 });
  expect(job).toMatchObject({ executionStatus: "completed", health: { status: "warn", code: "invalid_rows_found" } });
  expect(await (await api.call(`/jobs/${job.id}/metrics`)).json()).toMatchObject({
    totals: { numRowsProcessed: 6, numRowsSkippedByError: 2, numRowsPersisted: 4 },
  });
});

test("a null __time fails the job and nothing is visible", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  writeObject(api.folder, "polaris-ingest/demo-file.json.gz", `${KOALAS}{"city":"Darwin"}\n`);
  expect(await api.run()).toMatchObject({
    executionStatus: "failed",
    health: { status: "error", code: "null_timestamp" },
  });
  expect(await (await api.call("/tables")).json()).toEqual({ values: [] });
});

test("a function that the engine cannot run is refused by name, before anything runs", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  const { mappings = [], ...request } = guide<GuideJob>("job-request");
  const sketch = { columnName: "sketch", expression: 'DS_HLL("session")', isAggregation: true };
  const response = await api.call("/jobs", { body: { ...request, mappings: [...mappings, sketch] } });
  expect(response.status).toBe(400);
  const { details } = await response.json();
  expect(details[0]).toMatchObject({ target: "/mappings/4/expression", message: expect.stringContaining("DS_HLL") });
  expect((await api.store.jobs.page({ limit: 9 })).items).toEqual([]);
});

test("a query of an unknown table or column is 400 and names it", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  await api.run();
  for (const [query, name] of [
    ['SELECT * FROM "Kolas"', "Kolas"],
    ['SELECT "citty" FROM "Koalas"', "citty"],
    ['SELECT * FROM "starfix"', "starfix"],
  ] as const) {
    const response = await api.call("/query/sql", { body: { query } });
    expect([query, response.status]).toEqual([query, 400]);
    expect(zSqlErrorResponse.parse(await response.json()).errorMessage).toContain(name);
  }
});

test("after a crash a job that had not committed runs again, one that had is adopted", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  const { id } = await api.run();
  const stored = await updateRecord(api.store.jobs, id, ({ completedTimestamp: _, ...record }) => ({
    ...record,
    executionStatus: "running" as const,
  }));
  if (stored === undefined) throw new Error("the job is gone");
  const other = "a52cacf6-3ddc-48e5-8675-000000000000";
  await api.store.jobs.add(other, { ...stored.record, id: other });
  await using next = await testServerOver({
    engine: api.engine,
    store: api.store,
    buckets: new Map([["demo-bucket", api.folder]]),
  });
  await next.server.start();
  for (const job of [id, other]) expect(await endOf(next, job)).toMatchObject({ executionStatus: "completed" });
  expect(await api.query('SELECT SUM("__count") AS "events" FROM "Koalas"')).toEqual([{ events: 12 }]);
  expect(next.server.projectId).toBe(PROJECT_ID);
});

test("a job of a server that stops runs to its end on the next one", async () => {
  await using api = await duckDbServer();
  await api.call("/connections", { body: guide("connection-request") });
  writeObject(api.folder, "polaris-ingest/demo-file.json.gz", KOALAS.repeat(100_000));
  const { id } = await (await api.call("/jobs", { body: guide("job-request") })).json();
  await until(async () => ((await api.store.jobs.get(id))?.record.totals.numRowsProcessed ?? 0) > 0);
  await api.server.stop();
  expect((await api.store.jobs.get(id))?.record.executionStatus).toBe("running");
  await using next = await testServerOver({
    engine: api.engine,
    store: api.store,
    buckets: new Map([["demo-bucket", api.folder]]),
  });
  await next.server.start();
  expect(await endOf(next, id)).toMatchObject({ executionStatus: "completed" });
  expect(await api.query('SELECT SUM("__count") AS "events" FROM "Koalas"')).toEqual([{ events: 600_000 }]);
});
