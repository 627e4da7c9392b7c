import { expect, test } from "vitest";
import { compileProject } from "../build/compile-project.ts";
import { issueMessage } from "../issues/compile-issue.ts";
import { loadProject } from "../load/load-project.ts";
import { conditions, temporaryProject } from "../testing/temporary-project.ts";

const head = `
import { batchJob, count, s3Connection, timeParse } from "@starfix/dsl";
export const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const read = (id: string) => batchJob(id).from(demo).prefixes(\`\${id}/\`).input({ at: "string", city: "string" });
`;

async function compiled(definitions: string) {
  await using project = await temporaryProject({ "definitions/a.ts": `${head}${definitions}` });
  const { issues, artifacts } = await compileProject(await loadProject({ cwd: project.cwd, conditions }), {
    conditions,
  });
  return {
    artifacts,
    said: issues.map((issue) => `${issue.code} ${issue.position?.line} ${issueMessage(issue, project.cwd)}`),
  };
}

const hourly = `.into("Hours", { createIfMissing: true, rollup: "hour" })`;
const counted = ".map((c) => ({ __time: timeParse(c.at), city: c.city, visits: count() }))";

test("the table of a job with a rollup is an artifact, and all jobs that create it depend on it", async () => {
  const { artifacts, said } = await compiled(`
export const one = read("one")${hourly}${counted};
export const two = read("two").into("Hours", { createIfMissing: true })${counted};`);
  expect(said).toEqual([]);
  const table = artifacts.find(({ kind }) => kind === "table");
  expect(table).toMatchObject({ path: "tables/Hours.json", derivedFrom: ["job:one", "job:two"] });
  expect(table?.json).toEqual({
    type: "aggregate",
    name: "Hours",
    version: 0,
    schemaMode: "flexible",
    partitioningGranularity: "day",
    timeResolution: "hour",
    schema: [
      { type: "dimension", name: "city", dataType: "string" },
      { type: "measure", name: "visits", dataType: "long" },
    ],
  });
  const jobs = artifacts.filter(({ kind }) => kind === "job");
  expect(jobs.map(({ dependsOn }) => dependsOn)).toEqual([
    ["connection:demo", "table:Hours"],
    ["connection:demo", "table:Hours"],
  ]);
});

test("without a rollup there is no such artifact", async () => {
  const { artifacts } = await compiled(`
export const two = read("two").into("Hours", { createIfMissing: true })${counted};`);
  expect(artifacts.map(({ path }) => path)).toEqual(["connections/demo.json", "jobs/two.json"]);
});

test.each([
  [
    "no mapping aggregates",
    `export const one = read("one")${hourly}.map((c) => ({ __time: timeParse(c.at) }));`,
    'underived_rollup 4 job "one" gives a rollup to table "Hours", which cannot be derived: no mapping of Hours aggregates, and only an aggregate table has a rollup; declare the table, as in aggregateTable("Hours")',
  ],
  [
    "jobs disagree",
    `export const one = read("one")${hourly}${counted}, two = read("two").into("Hours", { createIfMissing: true, rollup: "day" })${counted};`,
    "two jobs give it different rollups",
  ],
  [
    "the project declares the table",
    `import { aggregateTable } from "@starfix/dsl"; export const hours = aggregateTable("Hours").columns({ city: "string" }).measures({ visits: "long" });
export const one = read("one")${hourly}${counted};`,
    "the project declares it, so its rollup belongs there",
  ],
  [
    "the rollup is longer than a chunk",
    `export const one = read("one").into("Hours", { createIfMissing: true, rollup: "month" })${counted};`,
    'table "Hours"',
  ],
])("a rollup is refused at its job when %s", async (_, definitions, message) => {
  const { artifacts, said } = await compiled(`\n${definitions}`);
  expect(artifacts).toEqual([]);
  expect(said.join("\n")).toContain(message);
});
