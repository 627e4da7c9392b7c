import { zErrorResponse, zTableListResponse, zTableResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { completed } from "../testing/scripted-engine.ts";
import { endOf, PROJECT_ID, testServerWithConnection } from "../testing/test-server.ts";

async function serverWithTables(...names: string[]) {
  const api = await testServerWithConnection({ clock: () => new Date("2024-01-01T00:00:00Z") });
  for (const tableName of names) {
    const body = { ...guide("job-request"), target: { type: "table", tableName }, partitionedBy: "month" };
    await endOf(api, (await (await api.call("/jobs", { body })).json()).id);
  }
  return api;
}

test("a table that a job made is flexible, has the job's time chunks and true figures", async () => {
  await using api = await serverWithTables("Koalas");
  const key = (await api.store.keys.page({ limit: 1 })).items[0]?.record;
  const user = { username: `api-key-${key?.redacted}`, userId: key?.id };
  const table = zTableResponse.parse(await (await api.call("/tables/Koalas")).json());
  expect(table).toEqual({
    name: "Koalas",
    type: "aggregate",
    version: 0,
    id: expect.any(String),
    availability: "available",
    schemaMode: "flexible",
    partitioningGranularity: "month",
    clusteringColumns: [],
    createdByUser: user,
    createdOnTimestamp: "2024-01-01T00:00:00.000Z",
    modifiedByUser: user,
    modifiedOnTimestamp: "2024-01-01T00:00:00.000Z",
    schema: [],
    queryableSchema: [
      { name: "__time", dataType: "timestamp", isDiscovered: true },
      { name: "city", dataType: "string", isDiscovered: true },
      { name: "max_session_length", dataType: "long", isDiscovered: true },
    ],
    timeResolution: "millisecond",
    segmentCount: 1,
    segmentTotalBytes: 50,
    totalRows: 5,
    totalDataSizeBytes: 50,
    precachedDataSizeBytes: 50,
  });
});

test("a job without measures makes a detail table", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = async () => {
    const outcome = completed();
    return { ...outcome, columns: outcome.columns.slice(0, 2) };
  };
  await endOf(api, (await (await api.call("/jobs", { body: guide("job-request") })).json()).id);
  const table = zTableResponse.parse(await (await api.call("/tables/Koalas")).json());
  expect(table).toMatchObject({ type: "detail", schema: [] });
  expect(table).not.toHaveProperty("timeResolution");
});

test("a list is sorted by name and filtered", async () => {
  await using api = await serverWithTables("b", "a");
  const list = async (query: string) =>
    zTableListResponse.parse(await (await api.call(`/tables${query}`)).json()).values.map((table) => table.name);
  expect(await list("")).toEqual(["a", "b"]);
  expect(await list("?partitioningGranularity=month&segmentCount=1")).toEqual(["a", "b"]);
  expect(await list("?partitioningGranularity=day")).toEqual([]);
  expect(await list("?segmentCount=0")).toEqual([]);
});

test("bad filters are 400", async () => {
  await using api = await serverWithTables();
  const response = await api.call("/tables?partitioningGranularity=fortnight&segmentCount=x&name=a");
  expect(response.status).toBe(400);
  const { details } = zErrorResponse.parse(await response.json());
  expect(details?.map((detail) => detail.target)).toEqual(["partitioningGranularity", "segmentCount", "name"]);
});

test("a table whose data is gone has no rows", async () => {
  await using api = await serverWithTables("Koalas");
  api.engine.table = async () => undefined;
  const table = zTableResponse.parse(await (await api.call("/tables/Koalas")).json());
  expect(table).toMatchObject({ totalRows: 0, segmentCount: 0, queryableSchema: [] });
});

test("names are decoded once and whole", async () => {
  const names = ["per%cent", "50%25", "a b+c", "wh?t#", "käse", "ä%2Fb"];
  await using api = await serverWithTables(...names);
  for (const name of names) {
    const response = await api.call(`/tables/${encodeURIComponent(name)}`);
    expect([name, response.status]).toEqual([name, 200]);
    expect((await response.json()).name).toBe(name);
  }
});

test("an unknown table is 404", async () => {
  await using api = await serverWithTables("Koalas");
  for (const name of ["koalas", "Koalas%20", "Koalas%2Fx", "%", "__proto__"]) {
    const response = await api.call(`/tables/${name}`);
    expect([name, response.status]).toEqual([name, 404]);
    expect(zErrorResponse.parse(await response.json()).code).toBe("ObjectNotFound");
  }
});

const flights = {
  type: "detail",
  name: "Flights",
  version: 0,
  schema: [
    { name: "__time", dataType: "timestamp" },
    { name: "carrier", dataType: "string" },
  ],
};

test("a declared table is stored with its defaults, and is there before it has rows", async () => {
  await using api = await testServerWithConnection();
  const response = await api.call("/tables", { body: { ...flights, description: "One row for each flight." } });
  expect(response.status).toBe(201);
  expect(response.headers.get("location")).toBe(`/v1/projects/${PROJECT_ID}/tables/Flights`);
  const table = zTableResponse.parse(await response.json());
  expect(table).toMatchObject({
    type: "detail",
    name: "Flights",
    version: 0,
    description: "One row for each flight.",
    schemaMode: "flexible",
    partitioningGranularity: "day",
    clusteringColumns: [],
    schema: flights.schema,
    queryableSchema: [],
    totalRows: 0,
  });
  expect(await (await api.call("/tables/Flights")).json()).toEqual(table);
  const { values } = zTableListResponse.parse(await (await api.call("/tables")).json());
  expect(values).toMatchObject([{ name: "Flights", totalRows: 0, description: "One row for each flight." }]);
});

test("an aggregate table is answered with its measures and its time resolution", async () => {
  await using api = await testServerWithConnection();
  const schema = [
    { type: "dimension", name: "city", dataType: "string" },
    { type: "measure", name: "sessions", dataType: "long" },
  ];
  const body = { type: "aggregate", name: "Sessions", version: 0, timeResolution: "hour", schema };
  const table = zTableResponse.parse(await (await api.call("/tables", { body })).json());
  expect(table).toMatchObject({ type: "aggregate", timeResolution: "hour", schema });
});

test("a name that is taken is 409", async () => {
  await using api = await testServerWithConnection();
  const answers = await Promise.all([1, 2].map(() => api.call("/tables", { body: flights })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test.each([
  ["a name with a slash", { name: "a/b" }, "/name"],
  ["a column that is declared twice", { schema: [flights.schema[1], flights.schema[1]] }, "/schema/1/name"],
  ["a column to sort by that is not declared", { clusteringColumns: ["tail"] }, "/clusteringColumns/0"],
  ["an unknown type", { type: "cube" }, "/type"],
  ["a member that is unknown", { retention: 1 }, "/retention"],
])("%s is 400, and nothing is stored", async (_what, change, target) => {
  await using api = await testServerWithConnection();
  const response = await api.call("/tables", { body: { ...flights, ...change } });
  expect(response.status).toBe(400);
  const { details } = zErrorResponse.parse(await response.json());
  expect(details?.map((detail) => detail.target)).toEqual([target]);
  expect((await api.store.tables.page({ limit: 1 })).items).toEqual([]);
});

test("an update needs the version that the table has, and counts it up", async () => {
  await using api = await testServerWithConnection();
  const created = await (await api.call("/tables", { body: flights })).json();
  const schema = [...flights.schema, { name: "tail", dataType: "string" }];
  const put = (body: object, name = "Flights") => api.call(`/tables/${name}`, { method: "PUT", body });
  // An answer can be changed and sent back.
  const response = await put({ ...created, schema });
  expect(response.status).toBe(200);
  expect(zTableResponse.parse(await response.json())).toMatchObject({ version: 1, schema });
  const stale = await put({ ...flights, schema: [] });
  expect(stale.status).toBe(409);
  expect(zErrorResponse.parse(await stale.json())).toEqual({
    code: "StateConflict",
    message: "stale version: expected 1, received 0",
    target: "/version",
  });
  expect((await put({ ...flights, name: "Other" }, "Other")).status).toBe(404);
  expect(await (await api.call("/tables/Flights")).json()).toMatchObject({ version: 1, schema });
});

test("of two updates at once one is 409", async () => {
  await using api = await testServerWithConnection();
  await api.call("/tables", { body: flights });
  const answers = await Promise.all(
    ["a", "b"].map((description) => api.call("/tables/Flights", { method: "PUT", body: { ...flights, description } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("name and type do not change, and columns of a table with rows stay", async () => {
  await using api = await serverWithTables("Koalas");
  const body = { type: "aggregate", name: "Koalas", version: 0, schema: [] };
  const column = { type: "dimension", name: "city", dataType: "string" };
  const put = (change: object) => api.call("/tables/Koalas", { method: "PUT", body: { ...body, ...change } });
  const renamed = await put({ name: "Emus", type: "detail" });
  expect(renamed.status).toBe(400);
  expect((await renamed.json()).details.map(({ target }) => target)).toEqual(["/name", "/type"]);
  expect((await put({ schema: [column] })).status).toBe(200);
  const removed = await put({ version: 1 });
  expect(removed.status).toBe(400);
  expect((await removed.json()).details).toEqual([
    {
      code: "invalid_request",
      target: "/schema",
      message: `invalid schema: expected ${JSON.stringify(column)} while the table has rows, received nothing`,
    },
  ]);
  const table = zTableResponse.parse(await (await api.call("/tables/Koalas")).json());
  expect(table.queryableSchema).toMatchObject([
    { name: "__time", isDiscovered: true },
    { name: "city", dataType: "string", isDiscovered: false },
    { name: "max_session_length", isDiscovered: true },
  ]);
});

test("a job fills a declared table, whose columns it must fit", async () => {
  await using api = await testServerWithConnection();
  const schema = [{ type: "dimension", name: "city", dataType: "long" }];
  await api.call("/tables", { body: { type: "aggregate", name: "Koalas", version: 0, schemaMode: "strict", schema } });
  const job = { ...guide("job-request"), createTableIfNotExists: false };
  const response = await api.call("/jobs", { body: job });
  expect(response.status).toBe(400);
  const codes = (await response.json()).details.map(({ code }) => code);
  expect(codes).toContain("column_type");
  expect(codes).toContain("column_not_in_table");
});

test("a table is deleted by a job, which the engine may refuse", async () => {
  await using api = await serverWithTables("Koalas");
  const body = { type: "drop_table", target: { type: "table", tableName: "Koalas" } };
  const response = await api.call("/jobs", { body });
  expect(response.status).toBe(400);
  expect((await response.json()).details).toMatchObject([{ code: "unsupported_job", target: "/type" }]);
  expect((await api.call("/tables/Koalas")).status).toBe(200);
});

test("making a table needs ManageTables", async () => {
  await using api = await testServerWithConnection();
  const headers = await api.keyWith("ViewTables");
  expect((await api.call("/tables", { body: flights, headers })).status).toBe(403);
  expect((await api.call("/tables", { headers })).status).toBe(200);
});
