import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

test("list prints a line for each definition, with its place and its owner", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS, "package.json": '{"name":"@acme/ingest"}' });
  expect(await run(["list"], { cwd: folder.path })).toEqual({
    code: 0,
    stdout: `connection  demo-conn  definitions/koalas.ts:3:21  @acme/ingest
job         koalas     definitions/koalas.ts:8:23  @acme/ingest
`,
    stderr: "",
  });
});

test("list shows contacts and tags where there are some", async () => {
  await using folder = await tempFolder({
    "definitions/koalas.ts": KOALAS.replace("import {", "import { about, internal,").replace(
      'batchJob("koalas")',
      'about(internal(batchJob("koalas")), { owner: "Zoo", tags: ["pii"] })',
    ),
    "starfix.config.ts": 'export default { owner: "Data", contact: "#data" };',
    "package.json": '{"name":"@acme/ingest","private":true}',
  });
  expect(
    (await run(["list"], { cwd: folder.path })).stdout,
  ).toBe(`connection  demo-conn  definitions/koalas.ts:3:21  Data  #data
job         koalas     definitions/koalas.ts:8:38  Zoo          internal #pii
`);
});

test("list --json gives the entries of the manifest", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS, "package.json": '{"name":"@acme/ingest"}' });
  const { code, stdout } = await run(["list", "--json"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    definitions: [
      { kind: "connection", name: "demo-conn", owner: "@acme/ingest", source: "definitions/koalas.ts:3:21" },
      { kind: "job", name: "koalas", dependsOn: ["connection:demo-conn"] },
    ],
    issues: [],
  });
});

test("list says what is wrong in place of half a list", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS.replace("__time:", "time:") });
  const { code, stdout, stderr } = await run(["list"], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("missing_time");
});

test("graph prints text, DOT and Mermaid", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS, "package.json": '{"name":"@acme/ingest"}' });
  const graph = (...argv: string[]) => run(["graph", ...argv], { cwd: folder.path });
  expect((await graph()).stdout).toBe(`connection demo-conn  @acme/ingest
  -> job koalas  @acme/ingest
table Koalas
job koalas  @acme/ingest
  -> table Koalas
`);
  expect((await graph("--format", "dot")).stdout).toContain('  "connection:demo-conn" -> "job:koalas";\n');
  expect((await graph("--format=mermaid")).stdout).toMatch(/^flowchart LR\n/);
  expect(JSON.parse((await graph("--json")).stdout)).toMatchObject({
    nodes: [{ id: "connection:demo-conn" }, { id: "table:Koalas", owner: null }, { id: "job:koalas" }],
    edges: [
      { from: "connection:demo-conn", to: "job:koalas" },
      { from: "job:koalas", to: "table:Koalas" },
    ],
  });
});

test.each([
  {
    given: ["graph", "--format", "svg"],
    want: "error: option '--format <format>' argument 'svg' is invalid. Allowed choices are text, dot, mermaid.\n",
  },
  {
    given: ["graph", "--format", "dot", "--json"],
    want: "error: option '--format <format>' cannot be used with option '--json'\n",
  },
])("$given is refused", async ({ given, want }) => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS });
  expect(await run(given, { cwd: folder.path })).toMatchObject({ code: 1, stderr: want });
});
