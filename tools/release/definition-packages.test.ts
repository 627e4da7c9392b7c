import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { copyTeam, definitionPackages, withVersions } from "./definition-packages.ts";

/** A tree with a catalogue and a project that imports it. */
async function tree(): Promise<AsyncDisposable & { readonly root: string }> {
  const root = await mkdtemp(join(tmpdir(), "starfix-teams-"));
  const files = {
    "apps/teams/catalog/package.json": '{ "name": "catalog", "version": "1.0.0" }',
    "apps/teams/growth/package.json":
      '{ "name": "growth", "version": "1.0.0", "private": true, "dependencies": { "catalog": "^1.0.0" } }',
    "apps/teams/growth/definitions/orders.ts": "export {};\n",
    "apps/teams/growth/artifacts/manifest.json": "{}",
    "apps/teams/growth/node_modules/catalog/package.json": "{}",
    "apps/teams/teams.test.ts": "",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

test("packages that are published and projects that import them are distinguished", async () => {
  await using given = await tree();
  const { catalogues, projects } = await definitionPackages(given.root);
  expect(catalogues.map(({ manifest }) => manifest.name)).toEqual(["catalog"]);
  expect(projects.map(({ manifest }) => manifest.name)).toEqual(["growth"]);
});

test("a team has what it has written, and nothing that is installed or built", async () => {
  await using given = await tree();
  const [project] = (await definitionPackages(given.root)).projects;
  if (project === undefined) throw new Error("no project");
  const folder = join(given.root, "run");
  const versions = new Map([["catalog", "1.0.0"]]);
  const options = { folder, npmrc: "registry=x\n", versions, env: {}, signal: new AbortController().signal };
  const copy = await copyTeam(project, options);
  expect((await readdir(copy)).sort()).toEqual([".npmrc", "definitions", "package.json"]);
  expect(JSON.parse(await readFile(join(copy, "package.json"), "utf8")).dependencies).toEqual({ catalog: "1.0.0" });
});

test("packages of ours are wanted in the versions that were published, others as they were", () => {
  const given = {
    name: "@example/catalogue",
    version: "1.0.0",
    dependencies: { "@starfix/dsl": "workspace:*", zod: "^4.0.0" },
    devDependencies: { starfix: "file:../starfix.tgz" },
  };
  expect(
    withVersions(
      given,
      new Map([
        ["@starfix/dsl", "0.1.0"],
        ["starfix", "0.2.0"],
      ]),
    ),
  ).toEqual({
    ...given,
    dependencies: { "@starfix/dsl": "0.1.0", zod: "^4.0.0" },
    devDependencies: { starfix: "0.2.0" },
  });
  expect(withVersions(given, new Map())).toEqual(given);
});
