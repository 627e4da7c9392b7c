import { expect, test } from "vitest";
import { formatIssue } from "../issues/compile-issue.ts";
import { formatPosition } from "../project/position.ts";
import { type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const head = `import { batchJob, detailTable, s3Connection } from "@starfix/dsl";
export const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
export const table = detailTable("Koalas").columns({ city: "string" }).strict();
`;

const job = (mappings: string): string => `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("a/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas")
  .replace("2026-01-01/2026-01-01T12:00:00Z")
  .map(${mappings});
`;

async function issuesOf(project: TemporaryProject): Promise<readonly string[]> {
  const { issues } = await project.compile();
  return issues.map(
    (issue) => `${issue.position && formatPosition(issue.position, project.cwd)} - ${formatIssue(issue, project.cwd)}`,
  );
}

test("a job is held against the table of the project that it names, at the place of the mapping", async () => {
  const mappings = `{\n    __time: 'TIME_PARSE("timestamp")',\n    town: '"city"',\n  }`;
  await using project = await temporaryProject({ "definitions/a.ts": head + job(mappings) });
  expect(await issuesOf(project)).toEqual([
    'definitions/a.ts:9:12 - job "koalas" replaces "2026-01-01/2026-01-01T12:00:00Z", and its time chunks are of length day: begin and end with one, in UTC',
    'definitions/a.ts:12:11 - job "koalas" maps column "town", which strict table "Koalas" does not have: expected one of __time, city',
  ]);
});

test("the issue of a pair stands at the pair", async () => {
  const mappings = `[["__time", 'TIME_PARSE("timestamp")'], ["1", '"city"']]`;
  await using project = await temporaryProject({
    "definitions/a.ts": head + job(mappings).replace("/2026-01-01T12:00:00Z", "/P1D"),
  });
  const [issue, ...others] = await issuesOf(project);
  expect(others).toEqual([]);
  expect(issue).toMatch(/^definitions\/a\.ts:10:\d+ - job "koalas" maps column "1"/);
});

test("a job depends on the table of the project that it names, and on none that nobody declares", async () => {
  const right = job(`{ __time: 'TIME_PARSE("timestamp")' }`).replace("/2026-01-01T12:00:00Z", "/P1D");
  await using project = await temporaryProject({
    "definitions/a.ts": head + right + right.replaceAll("koalas", "other").replace('"Koalas"', '"Others"'),
  });
  const { manifest, issues } = await project.compile();
  expect(issues).toEqual([]);
  expect(manifest.artifacts.map(({ path, dependsOn }) => [path, dependsOn])).toEqual([
    ["connections/demo.json", []],
    ["jobs/koalas.json", ["connection:demo", "table:Koalas"]],
    ["jobs/other.json", ["connection:demo"]],
    ["tables/Koalas.json", []],
  ]);
});
