import { zBatchJobResponse, zErrorResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { type GuideJob, guide } from "../testing/guide.ts";
import { completed, heldScript } from "../testing/scripted-engine.ts";
import { endOf, PROJECT_ID, testServer, testServerWithConnection } from "../testing/test-server.ts";

const request = () => guide<GuideJob>("job-request");

test("the guide's job is created with every field of the guide's answer", async () => {
  await using api = await testServerWithConnection({ clock: () => new Date("2022-10-28T21:36:36.547Z") });
  api.engine.script = heldScript().script;
  const response = await api.call("/jobs", { body: request() });
  expect(response.status).toBe(201);
  const job = zBatchJobResponse.parse(await response.json());
  expect(response.headers.get("location")).toBe(`/v1/projects/${PROJECT_ID}/jobs/${job.id}`);
  const key = (await api.store.keys.page({ limit: 1 })).items[0]?.record;
  const user = { username: `api-key-${key?.redacted}`, userId: key?.id };
  const { query, ...rest } = job;
  expect(rest).toEqual({
    ...guide("job-response"),
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    createdBy: user,
    lastModifiedBy: user,
    createdTimestamp: "2022-10-28T21:36:36.547Z",
    lastUpdatedTimestamp: "2022-10-28T21:36:36.547Z",
    maxParseExceptions: 2147483647,
    spec: request(),
  });
  const source = JSON.stringify(request().source);
  expect(query).toBe(`INSERT INTO "Koalas"
SELECT
  TIME_PARSE("timestamp") AS "__time",
  "city" AS "city",
  "session" AS "session",
  MAX("session_length") AS "max_session_length",
  COUNT(*) AS "__count"
FROM TABLE(POLARIS_SOURCE('${source}'))
GROUP BY 1, 2, 3
PARTITIONED BY DAY`);
});

test("a job that does not aggregate has no __count", async () => {
  await using api = await testServerWithConnection();
  const mappings = request().mappings?.slice(0, 3) ?? [];
  const body = { ...request(), mappings, filterExpression: `"city" = 'it''s'`, clusteringColumns: ["city"] };
  const job = zBatchJobResponse.parse(await (await api.call("/jobs", { body })).json());
  expect(job.mappings).toEqual(mappings);
  expect(job.query).toContain(`WHERE "city" = 'it''s'\nPARTITIONED BY DAY\nCLUSTERED BY "city"`);
  expect(job.query).not.toContain("GROUP BY");
});

test("defaults that clients spell out are accepted", async () => {
  await using api = await testServerWithConnection();
  const { source, target, ...rest } = request();
  const body = {
    ...rest,
    ingestionMode: "append",
    replaceAll: false,
    maxParseExceptions: 2147483647,
    target: { ...target, intervals: [] },
    source: { ...source, prefixes: null, objects: null, pattern: null },
    type: "batch",
  };
  const response = await api.call("/jobs", { body });
  expect([response.status, (await response.json()).spec]).toEqual([201, body]);
});

test("a completed job says when it ran and has made its table", async () => {
  await using api = await testServerWithConnection();
  const { id } = await (await api.call("/jobs", { body: request() })).json();
  await endOf(api, id);
  const job = zBatchJobResponse.parse(await (await api.call(`/jobs/${id}`)).json());
  expect(job).toMatchObject({
    executionStatus: "completed",
    desiredExecutionStatus: "running",
    health: { status: "ok" },
  });
  expect(job.startedTimestamp).toBeDefined();
  expect(job.completedTimestamp).toBeDefined();
  const declared = { type: "aggregate", partitioningGranularity: "day" };
  expect((await api.store.tables.get("Koalas"))?.record.request).toMatchObject(declared);
});

const wrong: readonly (readonly [
  what: string,
  change: (body: GuideJob) => unknown,
  target: string,
  message: RegExp,
])[] = [
  [
    "a connection that is not there",
    (b) => ({ ...b, source: { ...b.source, connectionName: "none" } }),
    "/source/connectionName",
    /^unknown connection: expected a connection of this project, received "none"$/,
  ],
  [
    "a table that is not there",
    (b) => ({ ...b, createTableIfNotExists: false }),
    "/target/tableName",
    /^unknown table: expected a table of this project, or createTableIfNotExists: true .*, received "Koalas"$/,
  ],
  ["two ways to name objects", (b) => ({ ...b, source: { ...b.source, objects: ["a"] } }), "/source/objects", /uris/],
  ["no way to name objects", (b) => ({ ...b, source: { ...b.source, uris: [] } }), "/source", /uris/],
  [
    "a URI of another bucket",
    (b) => ({ ...b, source: { ...b.source, uris: ["s3://other/a.json"] } }),
    "/source/uris/0",
    /other/,
  ],
  ["no mapping of __time", (b) => ({ ...b, mappings: b.mappings?.slice(1) }), "/mappings", /__time/],
  ["no mappings", (b) => ({ ...b, mappings: undefined }), "/mappings", /__time/],
  [
    "an expression that does not parse",
    (b) => ({ ...b, mappings: [...(b.mappings ?? []), { columnName: "x", expression: '"city" +' }] }),
    "/mappings/4/expression",
    /expected/,
  ],
  [
    "an unknown column",
    (b) => ({ ...b, mappings: [...(b.mappings ?? []), { columnName: "x", expression: '"sesion"' }] }),
    "/mappings/4/expression",
    /sesion/,
  ],
  [
    "an unknown function",
    (b) => ({ ...b, mappings: [...(b.mappings ?? []), { columnName: "x", expression: 'UPER("city")' }] }),
    "/mappings/4/expression",
    /UPER/,
  ],
  [
    "an aggregate that is not marked",
    (b) => ({ ...b, mappings: [...(b.mappings ?? []), { columnName: "x", expression: 'MIN("session_length")' }] }),
    "/mappings/4/isAggregation",
    /isAggregation/,
  ],
  ["replace", (b) => ({ ...b, ingestionMode: "replace" }), "/ingestionMode", /replace/],
  [
    "an unknown key",
    (b) => ({ ...b, source: { ...b.source, fromat: 1 } }),
    "/source/fromat",
    /^invalid source: expected only the keys of the contract, received "fromat"$/,
  ],
  [
    "an unknown format",
    (b) => ({ ...b, source: { ...b.source, formatSettings: {} } }),
    "/source/formatSettings/format",
    /^invalid source.formatSettings.format: expected one of .*"nd-json".*, received nothing$/,
  ],
  [
    "a format that the engine does not read",
    (b) => ({ ...b, source: { ...b.source, formatSettings: { format: "csv", delimiter: "\t" } } }),
    "/source/formatSettings/format",
    /^csv is not read here$/,
  ],
  [
    "a type of job that the engine does not run",
    () => ({
      type: "sql",
      createTableIfNotExists: true,
      query: 'REPLACE INTO "a" OVERWRITE ALL SELECT 1 AS "x" PARTITIONED BY ALL',
    }),
    "/type",
    /^sql jobs do not run here$/,
  ],
  [
    "an unknown type",
    (b) => ({ ...b, type: "delete" }),
    "/type",
    /^invalid type: expected one of .*received "delete"$/,
  ],
  ["no type", (b) => ({ ...b, type: undefined }), "/type", /^invalid type: expected one of .*, received nothing$/],
  [
    "a source that the engine does not read",
    ({ source: { formatSettings, inputSchema }, ...b }) => ({
      ...b,
      source: { type: "uploaded", fileList: ["a.json"], formatSettings, inputSchema },
    }),
    "/source/type",
    /^records of uploaded are not read here$/,
  ],
  [
    "a stream in a batch job",
    ({ source: { connectionName, formatSettings, inputSchema }, ...b }) => ({
      ...b,
      source: { type: "connection", connectionName, formatSettings, inputSchema },
    }),
    "/source/type",
    /^invalid source: expected/,
  ],
  [
    "a table name with a slash",
    (b) => ({ ...b, target: { ...b.target, tableName: "a/b" } }),
    "/target/tableName",
    /slash/,
  ],
];

test.each(wrong)("%s is 400 and nothing is stored", async (_what, change, target, message) => {
  await using api = await testServerWithConnection();
  const response = await api.call("/jobs", { body: change(request()) });
  expect(response.status).toBe(400);
  const error = zErrorResponse.parse(await response.json());
  expect(error.code).toBe("BadArgument");
  expect(error.details?.map((detail) => detail.target)).toContain(target);
  expect(error.details?.find((detail) => detail.target === target)?.message).toMatch(message);
  expect((await api.store.jobs.page({ limit: 9 })).items).toEqual([]);
  expect(api.engine.ran).toEqual([]);
});

test("what the engine refuses is 400 by its name, before anything runs", async () => {
  await using api = await testServerWithConnection();
  const pointer = "/mappings/3/expression";
  api.engine.refuse = [{ code: "unsupported_function", name: "MAX", message: "the engine cannot run MAX", pointer }];
  const response = await api.call("/jobs", { body: request() });
  expect(response.status).toBe(400);
  expect((await response.json()).details).toEqual([
    { code: "unsupported_function", message: "the engine cannot run MAX", target: pointer },
  ]);
  expect(api.engine.ran).toEqual([]);
});

test("createTableIfNotExists needs ManageTables too", async () => {
  await using api = await testServerWithConnection();
  const headers = await api.keyWith("ManageIngestionJobs");
  const response = await api.call("/jobs", { body: request(), headers });
  expect(response.status).toBe(403);
  expect((await response.json()).message).toContain("ManageTables");
  await endOf(api, (await (await api.call("/jobs", { body: request() })).json()).id);
  const append = { ...request(), createTableIfNotExists: false };
  expect((await api.call("/jobs", { body: append, headers })).status).toBe(201);
});

test("an object that is not there fails the job and is named", async () => {
  await using api = await testServerWithConnection();
  const uri = "s3://demo-bucket/polaris-ingest/gone.json.gz";
  const body = { ...request(), source: { ...request().source, uris: [uri] } };
  const { id } = await (await api.call("/jobs", { body })).json();
  const job = await endOf(api, id);
  expect(job).toMatchObject({
    executionStatus: "failed",
    health: { status: "error", code: "could_not_connect_to_source", message: expect.stringContaining(uri) },
  });
  expect(api.engine.ran).toEqual([]);
  expect((await api.store.tables.page({ limit: 9 })).items).toEqual([]);
});

test("a pattern that matches nothing fails the job and is named", async () => {
  await using api = await testServerWithConnection();
  const { uris: _uris, ...source } = request().source;
  const { id } = await (
    await api.call("/jobs", { body: { ...request(), source: { ...source, pattern: "*.nothing" } } })
  ).json();
  expect(await endOf(api, id)).toMatchObject({
    health: { code: "no_rows_ingested", message: expect.stringContaining("*.nothing") },
  });
});

test("a bucket that cannot be reached fails the job", async () => {
  await using api = await testServerWithConnection({ buckets: new Map([["demo-bucket", "/nowhere/at/all"]]) });
  const { id } = await (await api.call("/jobs", { body: request() })).json();
  expect(await endOf(api, id)).toMatchObject({
    executionStatus: "failed",
    health: { code: "could_not_connect_to_source", message: expect.stringContaining("s3://demo-bucket") },
  });
});

test("an unknown job is 404 everywhere", async () => {
  await using api = await testServer();
  for (const path of ["", "/status", "/progress", "/logs", "/metrics"]) {
    const response = await api.call(`/jobs/a52cacf6-3ddc-48e5-8675-000000000000${path}`);
    expect(response.status).toBe(404);
    expect(zErrorResponse.parse(await response.json()).code).toBe("ObjectNotFound");
  }
});

test("posting twice runs twice", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = async () => completed();
  for (let run = 0; run < 2; run += 1)
    await endOf(api, (await (await api.call("/jobs", { body: request() })).json()).id);
  expect(api.engine.ran).toHaveLength(2);
  expect((await (await api.call("/tables/Koalas")).json()).totalRows).toBe(10);
});
