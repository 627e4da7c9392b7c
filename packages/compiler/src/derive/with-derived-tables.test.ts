import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { manifestJsonSchema } from "../emit/manifest.ts";
import { loadProject } from "../load/load-project.ts";
import { demoConnection, temporaryProject } from "../testing/temporary-project.ts";
import { withDerivedTables } from "./with-derived-tables.ts";

const JOBS = `${demoConnection}
const base = (id: string) => batchJob(id).from(demo).prefixes(\`\${id}/\`).input({ timestamp: "string", city: "string", n: "long" });
export const first = base("first").into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));
export const second = base("second").into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), n: c.n }));
export const other = base("other").into("Bears").map((c) => ({ __time: timeParse(c.timestamp) }));
`;

test("jobs that make a table give one artifact, marked with their names, which they depend on", async () => {
  await using project = await temporaryProject({ "definitions/jobs.ts": JOBS });
  const compiled = await project.compile();
  const { result, underived } = withDerivedTables(compiled, await loadProject({ cwd: project.cwd }));
  expect(underived).toEqual([]);
  expect(result.artifacts.at(-1)).toMatchObject({
    path: "tables/Koalas.json",
    derivedFrom: ["job:first", "job:second"],
    json: { schema: [{ name: "city" }, { name: "n" }] },
  });
  expect(result.manifest.artifacts.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ["demo-conn", []],
    ["first", ["connection:demo-conn", "table:Koalas"]],
    ["other", ["connection:demo-conn"]],
    ["second", ["connection:demo-conn", "table:Koalas"]],
    ["Koalas", []],
  ]);
  expect(new Ajv2020().compile(manifestJsonSchema)(result.manifest)).toBe(true);
  expect(result.files.map(({ path }) => path)).toContain("tables/Koalas.json");
});

test("a table that is declared stays as it is declared", async () => {
  const declared = `import { detailTable } from "@starfix/dsl";
export const koalas = detailTable("Koalas").columns({ city: "string", n: "long" }).flexible();\n`;
  await using project = await temporaryProject({ "definitions/jobs.ts": JOBS, "definitions/tables.ts": declared });
  const compiled = await project.compile();
  expect(compiled.issues).toEqual([]);
  const { result } = withDerivedTables(compiled, await loadProject({ cwd: project.cwd }));
  expect(result).toEqual(compiled);
});

test("jobs that disagree are a problem at the first of them", async () => {
  const text = JOBS.replace('"first")', '"first").partitionBy("day")').replace(
    '"second")',
    '"second").partitionBy("hour")',
  );
  await using project = await temporaryProject({ "definitions/jobs.ts": text });
  const { result, underived } = withDerivedTables(await project.compile(), await loadProject({ cwd: project.cwd }));
  expect(underived).toMatchObject([
    {
      table: "Koalas",
      position: { line: 4 },
      reason: "jobs write Koalas in time chunks of different lengths: day, hour",
    },
  ]);
  expect(result.artifacts.map(({ kind }) => kind)).not.toContain("table");
});
