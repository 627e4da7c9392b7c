import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const project = (text = KOALAS) => tempFolder({ "definitions/koalas.ts": text });
const WRONG = KOALAS.replace("__time: timeParse", "time: timeParse");

test("check tells what it found and writes nothing", async () => {
  await using folder = await project();
  expect(await run(["check"], { cwd: folder.path })).toEqual({
    code: 0,
    stdout: "no issues: connections 1, tables 0, jobs 1\n",
    stderr: "",
  });
  expect(await run(["check", "--json"], { cwd: folder.path })).toEqual({
    code: 0,
    stdout: '{"connections":1,"tables":0,"jobs":1,"issues":[]}\n',
    stderr: "no issues: connections 1, tables 0, jobs 1\n",
  });
  expect(await readdir(folder.path)).toEqual(["definitions"]);
});

test("check prints every issue with its place, its line and what to do", async () => {
  await using folder = await project(WRONG.replace("s3://demo-bucket", "s3://other-bucket"));
  await folder.write("definitions/more.ts", KOALAS.replace("export const koalas", "const hidden"));
  expect(await run(["check"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "definitions/koalas.ts:10:9 - error uri_of_another_bucket: job "koalas": "s3://other-bucket/polaris-ingest/demo-file.json.gz" is out of reach: the connection reads only what begins with "s3://demo-bucket/"; name an object there, or use another connection
      10 |   .uris("s3://other-bucket/polaris-ingest/demo-file.json.gz")
         |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      help: Name an object of the bucket of the connection, or read from another connection.
    definitions/koalas.ts:14:4 - error missing_time: job "koalas": no mapping of __time: add one, such as TIME_PARSE("timestamp")
      14 |   .map((c) => ({
         |    ^~~
      help: Map __time, such as __time: timeParse(c.timestamp).
    definitions/more.ts:3:21 - error duplicate_name: connection "demo-conn": two connections are named "demo-conn": rename one of them (see definitions/koalas.ts:3:21)
      3 | export const demo = s3Connection("demo-conn")
        |                     ^
      help: Rename one of the two.
    definitions/more.ts:8:16 - error not_exported: job "koalas" is defined here and never exported: export it from a definition file, or remove it
      8 | const hidden = batchJob("koalas")
        |                ^
      help: Export it from a definition file, or remove it.
    4 errors, nothing was written
    ",
      "stdout": "",
    }
  `);
});

test("a warning exits 0, and 1 with --strict", async () => {
  const warned = KOALAS.replace(
    '@starfix/dsl";',
    '@starfix/dsl";\nimport { tableSource } from "@starfix/dsl";',
  ).concat(`
export const again = batchJob("again")
  .from(tableSource("Koalas"))
  .input({ __time: "timestamp", city: "string" })
  .into("Koalas")
  .map((c) => ({ __time: c.__time, city: c.city }));
`);
  await using folder = await project(warned);
  const lenient = await run(["check"], { cwd: folder.path });
  expect(lenient).toMatchObject({ code: 0, stdout: "no errors: connections 1, tables 0, jobs 2\n" });
  expect(lenient.stderr).toMatch(/warning reads_its_target: .*\n1 warning\n$/s);
  const strict = await run(["check", "--strict"], { cwd: folder.path });
  expect(strict).toMatchObject({ code: 1, stdout: "" });
  expect(strict.stderr).toMatch(/1 warning, nothing was written\n$/);
});

test("check --json lists the issues as data, and colours nothing", async () => {
  await using folder = await project(WRONG);
  const { code, stdout } = await run(["check", "--json"], { cwd: folder.path, isTTY: true });
  expect(code).toBe(1);
  const { issues, error } = JSON.parse(stdout);
  expect(issues).toMatchObject([
    {
      code: "missing_time",
      severity: "error",
      position: { file: "definitions/koalas.ts", line: 14, column: 4 },
      definition: { kind: "job", name: "koalas" },
    },
  ]);
  expect(error.message).toMatch(/1 error, nothing was written$/);
  expect(stdout).not.toContain("\\u001b");
});

test.each([
  { format: "json", of: (text: string) => JSON.parse(text), want: [{ code: "missing_time" }], nothing: "[]\n" },
  {
    format: "sarif",
    of: (text: string) => JSON.parse(text).runs[0].results,
    want: [{ ruleId: "missing_time" }],
    nothing: undefined,
  },
  {
    format: "github",
    of: (text: string) => text.split("::")[1],
    want: "error file=definitions/koalas.ts,line=14,col=4,endColumn=7,title=missing_time",
    nothing: "",
  },
])("check --format $format has stdout for itself", async ({ format, of, want, nothing }) => {
  await using folder = await project(WRONG);
  const wrong = await run(["check", "--format", format], { cwd: folder.path, isTTY: true });
  expect(wrong).toMatchObject({ code: 1, stderr: "1 error, nothing was written\n" });
  if (typeof want === "string") expect(of(wrong.stdout)).toBe(want);
  else expect(of(wrong.stdout)).toMatchObject(want);
  await folder.write("definitions/koalas.ts", KOALAS);
  const right = await run(["check", "--format", format], { cwd: folder.path });
  expect(right).toMatchObject({ code: 0, stderr: "no issues: connections 1, tables 0, jobs 1\n" });
  if (nothing === undefined) expect(of(right.stdout)).toEqual([]);
  else expect(right.stdout).toBe(nothing);
});

test("places are bold and codes red on a terminal, and plain with NO_COLOR", async () => {
  await using folder = await project(WRONG);
  const coloured = await run(["check"], { cwd: folder.path, isTTY: true });
  expect(coloured.stderr).toContain("\u001b[31m");
  const empty = await run(["check"], { cwd: folder.path, isTTY: true, env: { NO_COLOR: "" } });
  expect(empty.stderr).toContain("\u001b[31m");
  const plain = await run(["check"], { cwd: folder.path, isTTY: true, env: { NO_COLOR: "1" } });
  expect(plain.stderr).not.toContain("\u001b");
  expect(plain.code).toBe(1);
});

const WITH_PARAM = KOALAS.replace("batchJob, max,", "batchJob, max, param,").replace(
  '"s3://demo-bucket/polaris-ingest/demo-file.json.gz"',
  '`s3://demo-bucket/polaris-ingest/${param("day")}.json.gz`',
);

test("--param gives a parameter its value; without one, and with one that nobody reads, it is an issue", async () => {
  await using folder = await project(WITH_PARAM);
  const check = (...argv: string[]) => run(["check", ...argv], { cwd: folder.path });
  expect(await check("--param", "day=2026-01-01")).toMatchObject({ code: 0 });
  expect((await check()).stderr).toContain('parameter "day" has no value');
  expect((await check("--param", "day=2026-01-01", "--param", "dya=1")).stderr).toContain("unused_param");
});

test.each([
  {
    given: ["--param", "day"],
    want: "error: option '--param <name=value>' argument 'day' is invalid. Expected name=value, such as day=2026-01-01.\n",
  },
  {
    given: ["--param", "=1"],
    want: "error: option '--param <name=value>' argument '=1' is invalid. Expected name=value, such as day=2026-01-01.\n",
  },
  {
    given: ["--param", "day=1", "--param", "day=2"],
    want: "error: option '--param <name=value>' argument 'day=2' is invalid. The parameter day is given twice.\n",
  },
  {
    given: ["--format", "xml"],
    want: "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github.\n",
  },
  {
    given: ["--format", "sarif", "--json"],
    want: "error: option '--format <format>' cannot be used with option '--json'\n",
  },
])("check $given is refused", async ({ given, want }) => {
  expect(await run(["check", ...given])).toMatchObject({ code: 1, stderr: want });
});

test("a folder that is not there and settings of a wrong shape are mistakes", async () => {
  await using folder = await project();
  const missing = await run(["check", "--cwd", "nowhere"], { cwd: folder.path });
  expect(missing).toEqual({ code: 1, stdout: "", stderr: `no such folder: ${folder.path}/nowhere\n` });
  await folder.write("starfix.config.ts", "export default { definitons: 1 };\n");
  const { code, stderr } = await run(["check"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain('unknown setting "definitons"');
});
