import { expect, test } from "vitest";
import { applyTo, jobOf } from "../testing/apply-to.ts";
import { fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { UserError } from "../user-error.ts";
import type { TableArtifact } from "./plan-tables.ts";

const strict: TableArtifact = {
  name: "Koalas",
  path: "tables/Koalas.json",
  json: {
    type: "detail",
    name: "Koalas",
    version: 0,
    schemaMode: "strict",
    schema: [{ name: "city", dataType: "string" }],
  },
  secrets: [],
};
const time = { columnName: "__time", expression: 'TIME_PARSE("t")' };
const withCity = { createTableIfNotExists: false, mappings: [time, { columnName: "city", expression: '"city"' }] };

test.each([
  ["a table that is not there", { createTableIfNotExists: false }, "/target/tableName: unknown_table: "],
  [
    "a connection that is not there",
    {
      source: {
        type: "s3",
        connectionName: "gone",
        uris: ["s3://b/a.json"],
        inputSchema: [{ name: "t", dataType: "string" }],
      },
    },
    "/source/connectionName: unknown_connection: ",
  ],
  [
    "an object of another bucket",
    {
      source: {
        type: "s3",
        connectionName: "demo-conn",
        uris: ["s3://b/a.json"],
        inputSchema: [{ name: "t", dataType: "string" }],
      },
    },
    "/source/uris/0: uri_of_another_bucket: ",
  ],
])("a job with %s stops apply before anything is written", async (_name, members, says) => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const { error } = await applyTo(service, folder.path, {
    jobs: [jobOf("bears", "Bears"), jobOf("koalas", "Koalas", members)],
    tables: [{ ...strict, name: "Wombats", json: { ...Object(strict.json), name: "Wombats" } }],
  });
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toContain("nothing was applied: the service would refuse these jobs\n");
  expect(error?.message).toContain(`  koalas (jobs/koalas.json) ${says}`);
  expect(service.writes).toEqual([]);
});

test.each(["this apply makes", "the service has"])("a job is checked with the tables that %s", async (which) => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const tables = which === "this apply makes" ? [strict] : [];
  if (tables.length === 0) await applyTo(service, folder.path, { tables: [strict] });
  const session = { columnName: "session", expression: '"session"' };
  const unfit = jobOf("koalas", "Koalas", { ...withCity, mappings: [...withCity.mappings, session] });
  const { error } = await applyTo(service, folder.path, { jobs: [unfit], tables });
  expect(error?.message).toContain("koalas (jobs/koalas.json) /mappings/2/columnName: column_not_in_table: ");
  expect(
    (await applyTo(service, folder.path, { jobs: [jobOf("koalas", "Koalas", withCity)], tables })).error,
  ).toBeUndefined();
});

test("a job may fill the table that an earlier one creates", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const jobs = [jobOf("first", "Koalas"), jobOf("second", "Koalas", withCity)];
  expect((await applyTo(service, folder.path, { jobs })).error).toBeUndefined();
  await using other = await fakeService();
  const { error } = await applyTo(other, folder.path, { jobs: jobs.toReversed() });
  expect(error?.message).toContain("second (jobs/second.json) /target/tableName: unknown_table: ");
  expect(other.writes).toEqual([]);
});
