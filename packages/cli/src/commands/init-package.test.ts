import { execFile } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const require = createRequire(import.meta.url);
const packages = join(import.meta.dirname, "../../..");

interface Ended {
  readonly code: number;
  readonly text: string;
}

function execute(cwd: string, program: string, ...argv: readonly string[]): Promise<Ended> {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
  return new Promise((done) => {
    execFile(program, argv, { cwd, env: { ...env, NO_COLOR: "1" } }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), text: stdout + stderr });
    });
  });
}

test("init --package makes a package that checks, builds, tests and packs", async () => {
  await using folder = await tempFolder();
  const cwd = join(folder.path, "catalog");
  const made = await run(["init", "--package", "catalog"], { cwd: folder.path });
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout.split("\n").slice(0, -2)).toEqual([
    "created  package.json",
    "created  README.md",
    "created  starfix.config.ts",
    "created  tsconfig.json",
    "created  tsconfig.build.json",
    "created  src/index.ts",
    "created  src/definitions/connections.ts",
    "created  src/definitions/tables.ts",
    "created  src/orders.ts",
    "created  test/definitions.test.ts",
    "created  .gitignore",
    "created  .vscode/settings.json",
  ]);
  const manifest = JSON.parse(await readFile(join(cwd, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    name: "catalog",
    files: ["dist", "src", "artifacts"],
    peerDependencies: { "@starfix/dsl": expect.stringMatching(/^\^\d/) },
    devDependencies: { "@starfix/testing": expect.stringMatching(/^\d+\.x$/), vitest: expect.stringMatching(/^\^\d/) },
  });

  // What npm install would put there.
  await mkdir(join(cwd, "node_modules/@starfix"), { recursive: true });
  await symlink(join(packages, "testing"), join(cwd, "node_modules/@starfix/testing"));
  await symlink(join(packages, "cli"), join(cwd, "node_modules/starfix"));

  expect(await run(["check"], { cwd })).toEqual({
    code: 0,
    stdout: "no issues: connections 2, tables 1, jobs 0\n",
    stderr: "",
  });
  const tsc = require.resolve("typescript/bin/tsc");
  expect(await execute(cwd, process.execPath, tsc, "-p", ".")).toEqual({ code: 0, text: "" });
  // In the order of the script that builds.
  expect(manifest.scripts.build).toBe("tsc -p tsconfig.build.json && starfix build");
  expect(await execute(cwd, process.execPath, tsc, "-p", "tsconfig.build.json")).toEqual({ code: 0, text: "" });
  expect(await run(["build"], { cwd })).toMatchObject({ code: 0 });
  // Elsewhere there is no other above it.
  await folder.write("catalog/vitest.config.mjs", "export default {};\n");
  const vitest = join(dirname(require.resolve("vitest/package.json")), "vitest.mjs");
  const tested = await execute(cwd, process.execPath, vitest, "run", "--root", cwd);
  expect(tested.text).toMatch(/Tests\s+2 passed/);

  const packed = await execute(cwd, "npm", "pack", "--ignore-scripts", "--json", "--loglevel=silent");
  const [{ files }] = JSON.parse(packed.text);
  expect(files.map(({ path }: { path: string }) => path).filter((path: string) => !path.endsWith(".map"))).toEqual([
    "README.md",
    "artifacts/connections/lake.json",
    "artifacts/connections/landing.json",
    "artifacts/manifest.json",
    "artifacts/manifest.schema.json",
    "artifacts/tables/Orders.json",
    "dist/definitions/connections.d.ts",
    "dist/definitions/connections.js",
    "dist/definitions/tables.d.ts",
    "dist/definitions/tables.js",
    "dist/index.d.ts",
    "dist/index.js",
    "dist/orders.d.ts",
    "dist/orders.js",
    "package.json",
    "src/definitions/connections.ts",
    "src/definitions/tables.ts",
    "src/index.ts",
    "src/orders.ts",
  ]);
  expect(await readFile(join(cwd, "dist/definitions/connections.d.ts"), "utf8")).not.toContain("landing");
});

test("init --package begins only a new package", async () => {
  await using folder = await tempFolder({ "package.json": "{}" });
  expect(await run(["init", "--package"], { cwd: folder.path })).toEqual({
    code: 1,
    stdout: "",
    stderr: `${folder.path}/package.json is there: init --package begins a new package; name a folder that has none\n`,
  });
});
