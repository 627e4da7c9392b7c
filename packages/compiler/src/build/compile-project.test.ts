import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { manifestJsonSchema } from "../emit/manifest.ts";
import { formatIssue } from "../issues/compile-issue.ts";
import { formatPosition } from "../project/position.ts";
import { formatIssues } from "../report/format-issues.ts";
import { demoConnection, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const koalas = (mappings: string): string => `
export const koalas = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
  .format("nd-json")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true })
  .map(${mappings});
`;
const callback = `(c) => ({ __time: timeParse(c.timestamp), city: c.city, session: c.session, max_session_length: max(c.session_length) })`;
const texts = `{ __time: 'TIME_PARSE("timestamp")', city: '"city"', session: '"session"', max_session_length: 'MAX("session_length")' }`;

/** Each issue as `file:line:column - message`. */
async function issuesOf(project: TemporaryProject): Promise<readonly string[]> {
  const { issues, artifacts, files } = await project.compile();
  expect(artifacts).toEqual([]);
  expect(files).toEqual([]);
  return issues.map((issue) => {
    const place = issue.position ? `${formatPosition(issue.position, project.cwd)} - ` : "";
    return place + formatIssue(issue, project.cwd).replaceAll(project.cwd, "PROJECT");
  });
}

test.each([
  ["expressions", callback],
  ["SQL text", texts],
])("the program of the guide, with mappings as %s, gives the requests of the guide", async (_form, mappings) => {
  await using project = await temporaryProject({ "definitions/koalas.ts": demoConnection + koalas(mappings) });
  const { artifacts, issues } = await project.compile();
  expect(issues).toEqual([]);
  const [connection, job] = artifacts;
  expect(artifacts.map(({ path }) => path)).toEqual(["connections/demo-conn.json", "jobs/koalas.json"]);
  expect(connection?.json).toEqual(await fixture("connection-request.json"));
  expect(job?.json).toEqual(await fixture("job-request.json"));
});

async function fixture(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../fixtures/guide/${name}`, import.meta.url), "utf8"));
}

test("the manifest says the kind, position and dependencies of each artifact", async () => {
  await using project = await temporaryProject({ "definitions/koalas.ts": demoConnection + koalas(callback) });
  const { manifest, artifacts } = await project.compile();
  expect(manifest).toEqual({
    formatVersion: 1,
    package: "@starfix/compiler",
    imports: [],
    artifacts: [
      {
        kind: "connection",
        name: "demo-conn",
        path: "connections/demo-conn.json",
        sha256: artifacts[0]?.sha256,
        source: "definitions/koalas.ts:2:21",
        owner: "@starfix/compiler",
        dependsOn: [],
        secrets: [],
      },
      {
        kind: "job",
        name: "koalas",
        path: "jobs/koalas.json",
        sha256: artifacts[1]?.sha256,
        source: "definitions/koalas.ts:4:23",
        owner: "@starfix/compiler",
        dependsOn: ["connection:demo-conn"],
        secrets: [],
        writes: "Koalas",
      },
    ],
  });
  const validate = new Ajv2020({ strict: true }).compile(manifestJsonSchema);
  expect(validate(manifest)).toBe(true);
  expect(validate({ ...manifest, formatVersion: 2 })).toBe(false);
});

test("a second compile gives the same bytes", async () => {
  const file = demoConnection + koalas(callback);
  await using first = await temporaryProject({ "definitions/koalas.ts": file });
  await using second = await temporaryProject({ "definitions/koalas.ts": file });
  expect((await first.compile()).files).toEqual((await second.compile()).files);
});

test("an artifact has the name of a secret, and the manifest its place", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `import { s3Connection, secret } from "@starfix/dsl";
export const a = s3Connection("a").bucket("demo-bucket").region("us-east-1").describe("keeps \${HOME}")
  .accessKey({ id: "AKIAIOSFODNN7EXAMPLE", secret: secret("AWS_SECRET") });`,
  });
  const { artifacts, manifest } = await project.compile();
  expect(artifacts[0]?.json).toMatchObject({
    description: "keeps ${HOME}",
    secrets: { type: "access_key", accessKeyId: "AKIAIOSFODNN7EXAMPLE", accessKeySecret: "${AWS_SECRET}" },
  });
  expect(manifest.artifacts[0]?.secrets).toEqual([{ name: "AWS_SECRET", pointer: "/secrets/accessKeySecret" }]);
});

test("a job without an id is named by its export, and lists and objects of jobs are definitions too", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}
const make = (id?: string) => batchJob(id).from(demo).prefixes(id + "/").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' });
export const hourly = make();
export const jobs = [make("one"), make("two")];
export const byCity = { sydney: make("sydney") };`,
  });
  const { artifacts, issues } = await project.compile();
  expect(issues).toEqual([]);
  expect(artifacts.map(({ path }) => path)).toEqual([
    "connections/demo-conn.json",
    "jobs/hourly.json",
    "jobs/one.json",
    "jobs/sydney.json",
    "jobs/two.json",
  ]);
});

test("a definition that is exported from two files is one definition", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": `export { demo } from "./a.ts";`,
  });
  const { artifacts, issues } = await project.compile();
  expect(issues).toEqual([]);
  expect(artifacts).toHaveLength(1);
});

test("a file that reads a file of its folder knows where it is", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `import { readFileSync } from "node:fs";
import { s3Connection } from "@starfix/dsl";
const bucket = readFileSync(new URL("./bucket.txt", import.meta.url), "utf8").trim();
export const a = s3Connection("a").describe("says import.meta.url").bucket(bucket).region("us-east-1").role("arn:aws:iam::012345678901:role/r");`,
    "definitions/bucket.txt": "from-a-file\n",
  });
  const { artifacts } = await project.compile();
  expect(artifacts[0]?.json).toMatchObject({ bucket: "from-a-file", description: "says import.meta.url" });
});

test("a definition that throws is shown at its line", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `import { s3Connection } from "@starfix/dsl";\n\nexport const a = s3Connection("a").bucket("s3://x");\n`,
    "definitions/b.ts": `throw new Error("no");`,
  });
  expect(await issuesOf(project)).toEqual([
    'definitions/a.ts:3:36 - invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received "s3://x"',
    "definitions/b.ts:1:7 - no",
  ]);
});

test("an error of a file that many import is told once", async () => {
  await using project = await temporaryProject({
    "shared.ts": `export const stage = "a";\nthrow new Error("no stage");\n`,
    "definitions/a.ts": `import { stage } from "../shared.ts";\nexport const a = stage;\n`,
    "definitions/b.ts": `import { stage } from "../shared.ts";\nexport const b = stage;\n`,
  });
  expect(await issuesOf(project)).toEqual(["shared.ts:2:7 - no stage"]);
});

test("an error of the user's own code is shown at its line", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `function list(): string[] {\n  throw new Error("no list");\n}\nexport const a = list();\n`,
  });
  expect(await issuesOf(project)).toEqual(["definitions/a.ts:2:9 - no list"]);
});

test("a file that cannot be read as TypeScript is shown at its line", async () => {
  await using project = await temporaryProject({ "definitions/a.ts": `export const a = ;\n` });
  expect(await issuesOf(project)).toEqual(['definitions/a.ts:1:18 - Unexpected ";"']);
});

test("a package that is not installed is named", async () => {
  await using project = await temporaryProject({ "definitions/a.ts": `import "@acme/none";\n` });
  const [issue] = await issuesOf(project);
  expect(issue).toContain('definitions/a.ts:1:8 - Could not resolve "@acme/none"');
});

test("two definitions of one name are an error that shows both positions", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": demoConnection,
    "definitions/c.ts": demoConnection.replace("demo-conn", "Demo-conn"),
  });
  const { issues } = await project.compile();
  expect(issues).toMatchObject([
    {
      code: "duplicate_name",
      position: { file: `${project.cwd}/definitions/b.ts` },
      related: [{ file: `${project.cwd}/definitions/a.ts` }],
    },
    {
      code: "duplicate_name",
      position: { file: `${project.cwd}/definitions/c.ts` },
      related: [{ file: `${project.cwd}/definitions/a.ts` }],
    },
  ]);
  expect(await issuesOf(project)).toEqual([
    'definitions/b.ts:2:21 - connection "demo-conn": two connections are named "demo-conn": rename one of them (see definitions/a.ts:2:21)',
    'definitions/c.ts:2:21 - connection "Demo-conn": connections "demo-conn" and "Demo-conn" differ only in case, and some file systems would hold one file for both: rename one of them (see definitions/a.ts:2:21)',
  ]);
});

test("a definition without an export is an error", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection.replace("export const demo", "const demo") + koalas(callback),
  });
  expect(await issuesOf(project)).toEqual([
    'definitions/a.ts:2:14 - connection "demo-conn" is defined here and never exported: export it from a definition file, or remove it',
  ]);
});

test("a file that defines nothing and a pattern that matches nothing are errors", async () => {
  await using empty = await temporaryProject({ "definitions/a.ts": "export const a = 1;\n" });
  expect(await issuesOf(empty)).toEqual([
    "definitions/a.ts:1:1 - this file exports no definition: export one, or move the file out of the pattern of definitions",
  ]);
  await using none = await temporaryProject({ "package.json": "{}" });
  expect(await issuesOf(none)).toEqual([
    'no file matches definitions/**/*.ts in PROJECT: add a definition file, or set "definitions" in starfix.config.ts',
  ]);
});

test("a job that lacks something is shown where it begins, with what to call", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}export const k = batchJob("k").from(demo).prefixes("a/").into("T");\n`,
  });
  expect(await issuesOf(project)).toEqual([
    'definitions/a.ts:3:18 - incomplete job "k": call .input({ name: type }); call .map({ column: expression })',
  ]);
});

test("a job in a list without an id, and one whose export cannot be a file name, are errors", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}
const make = () => batchJob().from(demo).prefixes("a/").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' });
export const list = [make()];
export const größe = make();`,
  });
  const text = (await issuesOf(project)).join("\n");
  expect(text).toContain('a job without a name: give it one, as in batchJob("koalas")');
  expect(text).toContain(
    'invalid job id: expected 1 to 64 ASCII letters, digits and the characters . _ -, received "größe"',
  );
});

test("SQL text that does not parse is shown in its line", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection + koalas(`{ __time: 'TIME_PARSE("timestamp"', city: '"city"' }`),
  });
  const { issues } = await project.compile();
  expect(await formatIssues(issues, "text", { cwd: project.cwd })).toMatch(
    /^definitions\/a.ts:10:41 - error invalid_expression: job "koalas": mapping "__time": invalid SQL at 1:23.*\n {2}10 \| {3}\.map\(.*\n {5}\| {41}\^\n {2}help: .*\n$/,
  );
});

test.each([
  ["an unknown function", `'FROBNICATE("city")'`, /FROBNICATE/],
  ["an unknown column without quotes", `'UPPER(cty)'`, /unknown column.*cty/],
  ["a wrong number of arguments", `'UPPER("city", "session")'`, /UPPER/],
  ["a comment", `'"city" -- the city'`, /comment/],
])("%s in SQL text is an error", async (_what, text, message) => {
  await using project = await temporaryProject({
    "definitions/a.ts":
      demoConnection + koalas(`{ __time: 'TIME_PARSE("timestamp")', city: ${text} } as Record<string, string>`),
  });
  const [issue, ...others] = await issuesOf(project);
  expect(issue).toMatch(message);
  expect(others).toEqual([]);
});

test.each([
  ["no __time", `{ city: '"city"' }`, "no mapping of __time: add one"],
  ["a __time that is no time", `{ __time: '"timestamp"' }`, '__time is mapped to "timestamp": expected TIME_PARSE'],
  ["a reserved column", `{ __time: 'TIME_PARSE("timestamp")', __x: '"city"' }`, 'column "__x" is reserved'],
])("%s is an error", async (_what, mappings, message) => {
  await using project = await temporaryProject({ "definitions/a.ts": demoConnection + koalas(mappings) });
  const issues = await issuesOf(project);
  expect(issues).toHaveLength(1);
  expect(issues[0]).toContain(message);
});

test("objects outside of the bucket or of the prefix of the connection are errors", async () => {
  const job = koalas(callback);
  await using project = await temporaryProject({
    "definitions/a.ts":
      demoConnection.replace(".region", '.prefix("polaris-ingest/").region') +
      job.replace("s3://demo-bucket/", "s3://other-bucket/") +
      job.replaceAll("koalas", "second").replace(/\.uris\(.*\)/, '.objects("elsewhere/a.json")'),
  });
  const issues = await issuesOf(project);
  expect(issues).toHaveLength(2);
  expect(issues[0]).toContain(
    '"s3://other-bucket/polaris-ingest/demo-file.json.gz" is out of reach: the connection reads only what begins with "s3://demo-bucket/"',
  );
  expect(issues[1]).toContain(
    '"elsewhere/a.json" is out of reach: the connection reads only keys that begin with "polaris-ingest/"',
  );
});

test("a filter that is no condition is an error, and a condition goes into the artifact", async () => {
  const job = koalas(callback);
  await using wrong = await temporaryProject({
    "definitions/a.ts": demoConnection + job.replace(".map(", `.filter('"city"').map(`),
  });
  expect((await issuesOf(wrong))[0]).toContain("expected a condition, received a value of type VARCHAR");
  await using right = await temporaryProject({
    "definitions/a.ts": demoConnection + job.replace(".map(", `.filter('"city" IS NOT NULL').map(`),
  });
  const { artifacts } = await right.compile();
  expect(artifacts[1]?.json).toMatchObject({ filterExpression: '"city" IS NOT NULL' });
});
