import { zErrorResponse, zTableListResponse, zTableResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { completed } from "../testing/scripted-engine.ts";
import { endOf, testServerWithConnection } from "../testing/test-server.ts";

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
  const [key] = await api.store.keys.list();
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
    return outcome.status === "completed" ? { ...outcome, columns: outcome.columns.slice(0, 2) } : outcome;
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
