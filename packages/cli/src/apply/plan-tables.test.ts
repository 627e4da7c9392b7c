import type { TableResponse } from "@starfix/client";
import { expect, test } from "vitest";
import { applyTo, jobOf } from "../testing/apply-to.ts";
import { fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { planTables, type TableArtifact } from "./plan-tables.ts";

const city = { name: "city", dataType: "string" };
const artifactOf = (members: object = {}): TableArtifact => ({
  name: "Koalas",
  path: "tables/Koalas.json",
  json: { type: "detail", name: "Koalas", version: 0, schema: [city], ...members },
  secrets: [],
});
const existing = {
  type: "detail",
  name: "Koalas",
  version: 4,
  id: "631db145-a6d9-492f-9c9e-99240345628a",
  availability: "available",
  description: null,
  schemaMode: "flexible",
  partitioningGranularity: "day",
  clusteringColumns: [],
  createdByUser: { username: "ana", userId: "1" },
  createdOnTimestamp: "2022-10-27T21:04:03Z",
  schema: [
    { name: "__time", dataType: "timestamp" },
    { dataType: "string", name: "city" },
  ],
  queryableSchema: [{ ...city, isDiscovered: false }],
  totalRows: 7,
  later: true,
};

function plan(members: object, server: object = {}) {
  // As the service answers it; members that no contract knows included.
  const [step] = planTables([artifactOf(members)], [{ ...existing, ...server } as TableResponse]);
  return step?.action === "update" ? step.fields : step?.action;
}

test.each([
  ["nothing more", {}],
  [
    "defaults spelt out",
    { schemaMode: "flexible", partitioningGranularity: "day", clusteringColumns: [], description: "" },
  ],
  ["the column that every table has", { schema: [{ name: "__time", dataType: "timestamp" }, city] }],
])("a table is unchanged when its definition says %s", (_name, members) => {
  expect(plan(members)).toBe("unchanged");
});

test.each([
  ["an added column", { schema: [city, { name: "age", dataType: "long" }] }, {}, ["/schema/1"]],
  [
    "another order of columns",
    { schema: [city, { name: "age", dataType: "long" }] },
    { schema: [{ name: "age", dataType: "long" }, city] },
    ["/schema/0/dataType", "/schema/0/name", "/schema/1/dataType", "/schema/1/name"],
  ],
  ["a column of another type", { schema: [{ name: "city", dataType: "long" }] }, {}, ["/schema/0/dataType"]],
  ["a member that is not the default", { schemaMode: "strict" }, {}, ["/schemaMode"]],
  [
    "a member that is gone",
    {},
    { description: "old", partitioningGranularity: "month" },
    ["/description", "/partitioningGranularity"],
  ],
  ["columns that jobs found", {}, { schema: [] }, ["/schema"]],
])("a table is updated for %s", (_name, members, server, fields) => {
  expect(plan(members, server)).toEqual(fields);
});

test("an aggregate table has a time resolution by default", () => {
  const server = { ...existing, type: "aggregate", timeResolution: "millisecond", schema: [] } as TableResponse;
  const members = { type: "aggregate", schema: [] };
  expect(planTables([artifactOf(members)], [server])).toMatchObject([{ action: "unchanged" }]);
  expect(planTables([artifactOf({ ...members, timeResolution: "hour" })], [server])).toMatchObject([
    { action: "update", fields: ["/timeResolution"], version: 4 },
  ]);
});

test("a table of another type is refused", () => {
  expect(() => plan({ type: "aggregate" })).toThrow(
    'table "Koalas" is of type detail on the server and aggregate here',
  );
});

test("a declared table is created before the jobs, then unchanged, then updated by its version", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const tables = [artifactOf()];
  const json = { type: "s3", name: "demo-conn", bucket: "demo-bucket" };
  const connections = [{ name: "demo-conn", path: "connections/demo-conn.json", json, secrets: [] }];
  await applyTo(service, folder.path, {
    jobs: [jobOf("bears", "Bears")],
    tables: [{ ...artifactOf({ name: "Bears" }), name: "Bears" }],
    connections,
  });
  expect(service.writes.splice(0)).toEqual(["POST /connections", "POST /tables", "POST /jobs"]);
  service.bodies.length = 0;
  const first = await applyTo(service, folder.path, { tables });
  expect(first.result?.tables).toEqual([{ name: "Koalas", action: "create" }]);
  expect(service.bodies).toEqual([artifactOf().json]);
  const second = await applyTo(service, folder.path, { tables });
  expect(second.printed).toBe("Koalas: table unchanged\n");
  const changed = await applyTo(service, folder.path, { tables: [artifactOf({ schemaMode: "strict" })] });
  expect(changed.printed).toBe("Koalas: table updated (/schemaMode)\n");
  expect(service.bodies[1]).toMatchObject({ version: 0, schemaMode: "strict" });
  await applyTo(service, folder.path, { tables });
  expect(service.bodies[2]).toMatchObject({ version: 1, schema: [city] });
  expect(service.writes).toEqual(["POST /tables", "PUT /tables/Koalas", "PUT /tables/Koalas"]);
});

test("a change that the service refuses is shown with the name of the table, and no job is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { tables: [artifactOf()] });
  service.refusedTables.add("Koalas");
  const { error } = await applyTo(service, folder.path, { tables: [artifactOf({ schema: [] })] });
  expect(error?.message).toContain('table "Koalas": PUT ');
  expect(error?.message).toContain("answered 400 BadArgument: the column city has rows");
});
