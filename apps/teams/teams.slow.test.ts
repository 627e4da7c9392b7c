import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaking, harmless, makeNext, type NextCatalog } from "./next-catalogs.ts";

/** The command as it is built: what the teams have is installed, and nothing in it is entered by its sources. */
const starfix = join(dirname(createRequire(import.meta.url).resolve("starfix/package.json")), "bin/starfix.js");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, argv: readonly string[], cwd: string): Promise<Ran> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((done) => {
    execFile(program, argv, { cwd, env: { ...env, NO_COLOR: "1" } }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const node = (cwd: string, ...argv: readonly string[]): Promise<Ran> => run(process.execPath, argv, cwd);

/** Inside of this repository, so that `@starfix/dsl` is found; the catalogue is not. */
const root = join(import.meta.dirname, ".tmp", randomUUID());

interface Team {
  readonly folder: string;
}

/** Builds a version of the catalogue as its own scripts do, and packs it. Gives the tarball. */
async function packCatalog(next?: NextCatalog): Promise<string> {
  const version = next?.version ?? "1.0.0";
  const folder = join(root, `catalog-${version}`);
  await cp(join(import.meta.dirname, "catalog"), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|artifacts)$/.test(path),
  });
  if (next) await makeNext(folder, next);
  expect(await node(folder, tsc, "-p", ".")).toMatchObject({ code: 0, stdout: "" });
  expect(await node(folder, starfix, "build")).toMatchObject({ code: 0 });
  const packed = await run("npm", ["pack", "--ignore-scripts", "--pack-destination", root], folder);
  expect(packed.code).toBe(0);
  return join(root, `acme-catalog-${version}.tgz`);
}

/** Copies a team's project and unpacks the catalogue where npm would. */
async function installTeam(name: string, tarball: string): Promise<Team> {
  const folder = join(root, `${name}-${randomUUID()}`);
  await cp(join(import.meta.dirname, name), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|artifacts)$/.test(path),
  });
  await mkdir(join(folder, "node_modules/@acme"), { recursive: true });
  const unpacked = await run("tar", ["-xzf", tarball], join(folder, "node_modules/@acme"));
  expect(unpacked).toMatchObject({ code: 0 });
  await rename(join(folder, "node_modules/@acme/package"), join(folder, "node_modules/@acme/catalog"));
  return { folder };
}

let current = "";
let broken = "";
let extended = "";

beforeAll(async () => {
  await mkdir(root, { recursive: true });
  [current, broken, extended] = await Promise.all([packCatalog(), packCatalog(breaking), packCatalog(harmless)]);
});

afterAll(() => rm(root, { recursive: true, force: true }));

test("the catalogue is published with its types, its sources and its manifest", async () => {
  const { folder } = await installTeam("growth", current);
  const catalog = join(folder, "node_modules/@acme/catalog");
  const files = await readdir(catalog, { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining([
      "README.md",
      "artifacts/connections/acme-lake.json",
      "artifacts/manifest.json",
      "artifacts/tables/Orders.json",
      "dist/index.d.ts",
      "dist/index.js",
      "src/index.ts",
    ]),
  );
  const manifest = JSON.parse(await readFile(join(catalog, "artifacts/manifest.json"), "utf8"));
  expect(manifest).toMatchObject({ formatVersion: 1, package: "@acme/catalog", imports: [] });
  expect(await readFile(join(catalog, "dist/definitions/connections.d.ts"), "utf8")).not.toContain("landing");
  expect(await readFile(join(catalog, "dist/definitions/connections.js"), "utf8")).toContain("landing");
});

test("each team builds its own jobs, which refer to what the catalogue owns", async () => {
  const [growth, finance] = await Promise.all([installTeam("growth", current), installTeam("finance", current)]);
  for (const { folder } of [growth, finance]) {
    expect(await node(folder, starfix, "check", "--types")).toMatchObject({ code: 0, stderr: "" });
    expect(await node(folder, starfix, "build")).toMatchObject({ code: 0 });
  }
  const manifest = JSON.parse(await readFile(join(growth.folder, "artifacts/manifest.json"), "utf8"));
  expect(manifest).toMatchObject({
    package: "@acme/growth",
    imports: [{ package: "@acme/catalog", version: "1.0.0", definitions: ["connection:acme-lake", "table:Orders"] }],
    artifacts: [
      { name: "orders-app", owner: "Growth", contact: "#growth", tags: ["team:growth"], writes: "Orders" },
      { name: "orders-web", dependsOn: ["connection:acme-lake", "table:Orders"] },
    ],
  });
  expect(await readdir(join(growth.folder, "artifacts"))).toEqual(["jobs", "manifest.json", "manifest.schema.json"]);
  const listed = await node(finance.folder, starfix, "list", "--json");
  expect(JSON.parse(listed.stdout)).toMatchObject({
    definitions: [
      { name: "orders-invoiced", owner: "Finance", tags: ["team:finance"] },
      { name: "revenue", owner: "Finance", tags: ["team:finance", "closing"], writes: "Revenue" },
    ],
    imports: [{ package: "@acme/catalog", version: "1.0.0" }],
  });
});

test("the breaking change is caught by check --against and by tsc", async () => {
  const { folder } = await installTeam("growth", current);
  const checked = await node(folder, starfix, "check", "--against", broken);
  expect(checked.code).toBe(1);
  expect(checked.stderr).toContain("definitions/orders.ts:12:");
  expect(checked.stderr).toContain('"country"');
  expect(checked.stderr).toContain("errors, @acme/catalog 2.0.0 would break this project");
  const updated = await installTeam("growth", broken);
  const typed = await node(updated.folder, tsc, "-p", ".");
  expect(typed.code).not.toBe(0);
  expect(typed.stdout).toMatch(/^definitions\/orders\.ts\(12,\d+\): error TS/m);
  expect(typed.stdout).toContain("unknown column: country is not in table Orders, which is strict");
});

test("the harmless change passes both", async () => {
  const { folder } = await installTeam("growth", current);
  expect(await node(folder, starfix, "check", "--against", extended)).toEqual({
    code: 0,
    stdout: "no issues with @acme/catalog 1.1.0, where 1.0.0 is installed\n",
    stderr: "",
  });
  const updated = await installTeam("growth", extended);
  expect(await node(updated.folder, tsc, "-p", ".")).toMatchObject({ code: 0, stdout: "" });
});

test("an internal connection is a type error and an error of check, at the line that uses it", async () => {
  const { folder } = await installTeam("growth", current);
  const file = join(folder, "definitions/orders.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("{ lake,", "{ landing as lake,"));
  const typed = await node(folder, tsc, "-p", ".");
  expect(typed.stdout).toMatch(
    /^definitions\/orders\.ts\(1,10\): error TS2305: Module '"@acme\/catalog"' has no exported member 'landing'/,
  );
  const checked = await node(folder, starfix, "check");
  expect(checked.code).toBe(1);
  expect(checked.stderr).toContain(
    'definitions/orders.ts:7:6 - error internal_definition: connection "acme-landing" is internal to "@acme/catalog"',
  );
});
