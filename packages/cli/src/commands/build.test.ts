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
    written  manifest.schema.json
    written  manifest.json
    artifacts: 4 written, 0 unchanged, 0 removed
    ",
    }
  `);
  expect(await run(["build"], { cwd: folder.path })).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "artifacts: 0 written, 4 unchanged, 0 removed
    ",
    }
  `);
  expect((await readdir(`${folder.path}/artifacts`)).sort()).toEqual([
    "connections",
    "jobs",
    "manifest.json",
    "manifest.schema.json",
  ]);
  const job = JSON.parse(await readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8"));
  expect(job).toMatchObject({ type: "batch", target: { type: "table", tableName: "Koalas" } });
});

test("build --json prints one line on stdout", async () => {
  await using folder = await project();
  const { code, stdout, stderr } = await run(["build", "--cwd", folder.path, "--out", `${folder.path}/out`, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    out: `${folder.path}/out`,
    written: ["connections/demo-conn.json", "jobs/koalas.json", "manifest.schema.json", "manifest.json"],
    unchanged: [],
    removed: [],
    changes: {},
    issues: [],
  });
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(stderr).toContain("4 written");
});

test("build says which fields of an artifact it changed", async () => {
  await using folder = await project();
  await run(["build"], { cwd: folder.path });
  await folder.write("definitions/koalas.ts", KOALAS.replace("Koalas", "Bears"));
  const { stdout } = await run(["build"], { cwd: folder.path });
  expect(stdout).toContain("written  jobs/koalas.json  ~/target/tableName\n");
  await folder.write("definitions/koalas.ts", KOALAS.replace("    city: c.city,\n", "").replace("Koalas", "Emus"));
  const { changes } = JSON.parse((await run(["build", "--json"], { cwd: folder.path })).stdout);
  expect(Object.keys(changes)).toEqual(["jobs/koalas.json"]);
  expect(changes["jobs/koalas.json"].changed).toContain("/target/tableName");
});

test("build --tables writes the tables that jobs make, marked in the manifest", async () => {
  await using folder = await project();
  const { code, stdout } = await run(["build", "--tables"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain("written  tables/Koalas.json\n");
  expect(JSON.parse(await readFile(`${folder.path}/artifacts/tables/Koalas.json`, "utf8"))).toEqual({
    type: "aggregate",
    name: "Koalas",
    version: 0,
    schemaMode: "flexible",
    partitioningGranularity: "day",
    schema: [
      { type: "dimension", name: "city", dataType: "string" },
      { type: "dimension", name: "session", dataType: "string" },
      { type: "measure", name: "max_session_length", dataType: "long" },
    ],
  });
  const { artifacts } = JSON.parse(await readFile(`${folder.path}/artifacts/manifest.json`, "utf8"));
  expect(artifacts).toMatchObject([
    { kind: "connection" },
    { kind: "job", dependsOn: ["connection:demo-conn", "table:Koalas"] },
    { kind: "table", name: "Koalas", source: "definitions/koalas.ts:8:23", derivedFrom: ["job:koalas"] },
  ]);
  expect((await run(["build", "--tables", "--check"], { cwd: folder.path })).code).toBe(0);
  expect((await run(["build"], { cwd: folder.path })).stdout).toContain("removed  tables/Koalas.json\n");
});

test("build --tables names a table that jobs disagree about, and writes nothing", async () => {
  await using folder = await project();
  const days = KOALAS.replace(".map(", '.partitionBy("day").map(');
  const other = days.slice(days.indexOf("export const koalas")).replaceAll("koalas", "bears");
  const hours = other.replace('"day"', '"hour"').replace("demo-file", "other-file");
  await folder.write("definitions/koalas.ts", `${days}\n${hours}`);
  const { code, stderr } = await run(["build", "--tables"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^definitions\/koalas\.ts:\d+:\d+ - table "Koalas" cannot be derived: jobs write Koalas in time chunks/,
  );
  await expect(readdir(`${folder.path}/artifacts`)).rejects.toThrow("ENOENT");
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
      "stderr": "artifacts is stale; run \`starfix build\` to update it
      connections/demo-conn.json: differs or is missing
      jobs/koalas.json: differs or is missing
      manifest.schema.json: differs or is missing
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
      "stdout": "artifacts: 4 files up to date
    ",
    }
  `);
  await rm(`${folder.path}/artifacts/jobs/koalas.json`);
  const { code, stdout } = await run(["build", "--check", "--json"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ stale: ["jobs/koalas.json"], error: { message: expect.any(String) } });
});

test("a definition that throws is an error with its place, and the old artifacts stay", async () => {
  await using folder = await project();
  await run(["build"], { cwd: folder.path });
  const before = await readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8");
  await folder.write("definitions/koalas.ts", `${KOALAS}\nthrow new Error("no bucket today");\n`);
  const { code, stderr } = await run(["build"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain("definitions/koalas.ts:21:7 - error definition_threw: ");
  expect(stderr).toContain("no bucket today");
  await expect(readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8")).resolves.toBe(before);
});

test("a foreign file in the place of an artifact is an error of the user and stays", async () => {
  await using folder = await project();
  await folder.write("artifacts/jobs/koalas.json", "mine");
  const { code, stderr } = await run(["build"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain("artifacts/jobs/koalas.json exists and was not written by a build");
});

test("settings come from starfix.config.ts, and --out goes before them", async () => {
  await using folder = await project();
  const config = `import { defineConfig } from "starfix";\nexport default defineConfig({ out: "made" });\n`;
  await folder.write("starfix.config.ts", config);
  expect((await run(["build"], { cwd: folder.path })).stdout).toContain("made: 4 written");
  expect((await run(["build", "--out", "elsewhere"], { cwd: folder.path })).stdout).toContain("elsewhere: 4 written");
  expect((await readdir(folder.path)).sort()).toEqual(["definitions", "elsewhere", "made", "starfix.config.ts"]);
});
