import { readdir, readFile, rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const project = (text = KOALAS) => tempFolder({ "definitions/koalas.ts": text });

test("build writes the artifacts, and again nothing", async () => {
  await using folder = await project();
  expect(await run(["build"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "written  connections/demo-conn.json
    written  jobs/koalas.json
    written  manifest.json
    artifacts: 3 written, 0 unchanged, 0 removed
    ",
    }
  `);
  expect(await run(["build"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "artifacts: 0 written, 3 unchanged, 0 removed
    ",
    }
  `);
  expect((await readdir(`${folder.path}/artifacts`)).sort()).toEqual(["connections", "jobs", "manifest.json"]);
  const job = JSON.parse(await readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8"));
  expect(job).toMatchObject({ type: "batch", target: { type: "table", tableName: "Koalas" } });
});

test("build --json prints one line on stdout", async () => {
  await using folder = await project();
  const { code, stdout, stderr } = await run(["build", "--cwd", folder.path, "--out", `${folder.path}/out`, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    out: `${folder.path}/out`,
    written: ["connections/demo-conn.json", "jobs/koalas.json", "manifest.json"],
    unchanged: [],
    removed: [],
    issues: [],
  });
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(stderr).toContain("3 written");
});

test("build removes the artifacts of definitions that are gone, and nothing else", async () => {
  await using folder = await project();
  await run(["build"], { cwd: folder.path });
  await folder.write("artifacts/README.md", "mine");
  await folder.write("definitions/koalas.ts", KOALAS.replace('batchJob("koalas")', 'batchJob("bears")'));
  const { stdout } = await run(["build"], { cwd: folder.path });
  expect(stdout).toContain("removed  jobs/koalas.json");
  expect((await readdir(`${folder.path}/artifacts/jobs`)).sort()).toEqual(["bears.json"]);
  await expect(readFile(`${folder.path}/artifacts/README.md`, "utf8")).resolves.toBe("mine");
});

test("build --check exits 1 for a stale folder, names its files and writes nothing", async () => {
  await using folder = await project();
  expect(await run(["build", "--check"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "artifacts is stale; run \`starfix build\` to mend this
      connections/demo-conn.json: differs or is missing
      jobs/koalas.json: differs or is missing
      manifest.json: differs or is missing
    ",
      "stdout": "",
    }
  `);
  await expect(readdir(`${folder.path}/artifacts`)).rejects.toThrow("ENOENT");
  await run(["build"], { cwd: folder.path });
  expect(await run(["build", "--check"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "artifacts: 3 files up to date
    ",
    }
  `);
  await rm(`${folder.path}/artifacts/jobs/koalas.json`);
  const { code, stdout } = await run(["build", "--check", "--json"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ stale: ["jobs/koalas.json"], error: { message: expect.any(String) } });
});

test("a definition that throws is a mistake with its place, and the old artifacts stay", async () => {
  await using folder = await project();
  await run(["build"], { cwd: folder.path });
  const before = await readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8");
  await folder.write("definitions/koalas.ts", `${KOALAS}\nthrow new Error("no bucket today");\n`);
  const { code, stderr } = await run(["build"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain("definitions/koalas.ts:21:7 - definition_threw: ");
  expect(stderr).toContain("no bucket today");
  await expect(readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8")).resolves.toBe(before);
});

test("a foreign file in the place of an artifact is a mistake of the user and stays", async () => {
  await using folder = await project();
  await folder.write("artifacts/jobs/koalas.json", "mine");
  const { code, stderr } = await run(["build"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain("artifacts/jobs/koalas.json is there and was not written by a build");
});

test("check tells what it found and writes nothing", async () => {
  await using folder = await project();
  expect(await run(["check"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "no issues: connections 1, jobs 1
    ",
    }
  `);
  expect(await run(["check", "--json"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "no issues: connections 1, jobs 1
    ",
      "stdout": "{"connections":1,"jobs":1,"issues":[]}
    ",
    }
  `);
  expect(await readdir(folder.path)).toEqual(["definitions"]);
});

test("check prints every issue with its place", async () => {
  await using folder = await project(
    KOALAS.replace("s3://demo-bucket", "s3://other-bucket").replace("__time: timeParse", "time: timeParse"),
  );
  await folder.write("definitions/more.ts", KOALAS.replace("export const koalas", "const hidden"));
  expect(await run(["check"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "definitions/koalas.ts:8:23 - uri_of_another_bucket: job "koalas" reads "s3://other-bucket/polaris-ingest/demo-file.json.gz", and its connection reads bucket "demo-bucket": use an object of that bucket, or another connection
    definitions/koalas.ts:8:23 - missing_time: job "koalas" maps no __time: add one, such as __time: timeParse(c.timestamp)
    definitions/more.ts:3:21 - duplicate_name: two connections are named "demo-conn": rename one of them (the other is at definitions/koalas.ts:3:21)
    definitions/more.ts:8:16 - not_exported: job "koalas" is made here and never exported: export it from a definition file, or remove it
    4 issues, nothing was written
    ",
      "stdout": "",
    }
  `);
  const { code, stdout } = await run(["check", "--json"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).issues.length).toBeGreaterThan(2);
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

test("settings come from starfix.config.ts, and --out goes before them", async () => {
  await using folder = await project();
  const config = `import { defineConfig } from "starfix";\nexport default defineConfig({ out: "made" });\n`;
  await folder.write("starfix.config.ts", config);
  expect((await run(["build"], { cwd: folder.path })).stdout).toContain("made: 3 written");
  expect((await run(["build", "--out", "elsewhere"], { cwd: folder.path })).stdout).toContain("elsewhere: 3 written");
  expect((await readdir(folder.path)).sort()).toEqual(["definitions", "elsewhere", "made", "starfix.config.ts"]);
});

test("places are bold and codes red on a terminal, and plain with NO_COLOR", async () => {
  await using folder = await project("export const nothing = 1;\n");
  const coloured = await run(["check"], { cwd: folder.path, isTTY: true });
  expect(coloured.stderr).toContain("\u001b[31m");
  const plain = await run(["check"], { cwd: folder.path, isTTY: true, env: { NO_COLOR: "1" } });
  expect(plain.stderr).not.toContain("\u001b[31m");
  expect(plain.code).toBe(1);
});
