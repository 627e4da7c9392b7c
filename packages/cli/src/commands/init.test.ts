import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { type TempFolder, tempFolder } from "../testing/temp-folder.ts";

const read = (folder: TempFolder, name: string): Promise<string> => readFile(`${folder.path}/${name}`, "utf8");
const lines = (text: string): readonly string[] => text.trimEnd().split("\n").slice(0, -1);

test("init makes a new folder a project whose example has no issue", async () => {
  await using folder = await tempFolder();
  const { code, stdout, stderr } = await run(["init", "Ingest Me"], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(lines(stdout)).toEqual([
    "created  package.json",
    "created  starfix.config.ts",
    "created  definitions/demo.ts",
    "created  tsconfig.json",
    "created  .gitignore",
    "created  .vscode/settings.json",
  ]);
  expect(stdout).toMatch(/\nnext: cd 'Ingest Me' && \w+ install && \w+ .*starfix check\n$/);
  expect(JSON.parse(await read(folder, "Ingest Me/package.json"))).toMatchObject({
    name: "ingest-me",
    type: "module",
    scripts: { "definitions:check": "starfix check --types", "definitions:build": "starfix build" },
    dependencies: { "@starfix/dsl": expect.stringMatching(/^\^\d/) },
    devDependencies: { starfix: expect.stringMatching(/^\^\d/), typescript: expect.stringMatching(/^\^\d/) },
  });
  expect(await read(folder, "Ingest Me/.gitignore")).toBe("node_modules/\n.starfix/\n");
  const check = await run(["check", "--cwd", "Ingest Me"], { cwd: folder.path });
  expect(check).toEqual({ code: 0, stdout: "no issues: connections 1, tables 0, jobs 1\n", stderr: "" });
});

test("the example has no type error", { timeout: 120_000 }, async () => {
  await using folder = await tempFolder();
  await run(["init"], { cwd: folder.path });
  // As `init` makes it, but for entering the packages by their sources, which keep to the rules of this repository.
  const { compilerOptions, ...config } = JSON.parse(await read(folder, "tsconfig.json"));
  const own = { declaration: false, isolatedDeclarations: false, types: ["node"] };
  await folder.write(
    "tsconfig.json",
    JSON.stringify({
      extends: "../../../../tsconfig.json",
      ...config,
      exclude: [],
      compilerOptions: { ...compilerOptions, ...own },
    }),
  );
  await folder.write("definitions/wrong.ts", `import { demo } from "./demo";\nexport const n: number = demo;\n`);
  const { code, stderr, stdout } = await run(["check", "--types", "--json"], { cwd: folder.path });
  expect(code).toBe(1);
  // The one that is wrong shows that the others were looked at.
  expect(JSON.parse(stdout).issues.filter(({ code }: { code: string }) => code.startsWith("TS"))).toMatchObject([
    { code: "TS2322", position: { file: "definitions/wrong.ts", line: 2, column: 14 } },
  ]);
  expect(stderr).toContain("  2 | export const n: number = demo;\n    |              ^\n");
});

test("a second init changes nothing", async () => {
  await using folder = await tempFolder();
  await run(["init"], { cwd: folder.path });
  const names = ["package.json", "starfix.config.ts", "definitions/demo.ts", ".gitignore", ".vscode/settings.json"];
  const before = await Promise.all(names.map((name) => read(folder, name)));
  const { code, stdout } = await run(["init"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(lines(stdout).filter((line) => !line.startsWith("kept "))).toEqual([]);
  expect(await Promise.all(names.map((name) => read(folder, name)))).toEqual(before);
});

const PACKAGE = `{
\t"name": "@acme/site",
\t"files": ["dist", "src"],
\t"scripts": {
\t\t"build": "make"
\t},
\t"devDependencies": {
\t\t"typescript": "~5.9.3"
\t}
}
`;

test("init adds to what a repository has, and keeps its form", async () => {
  await using folder = await tempFolder({
    "package.json": PACKAGE,
    "tsconfig.json": "{}",
    ".gitignore": "/node_modules\ndist",
    ".vscode/settings.json": '{\n  // ours\n  "editor.tabSize": 2,\n}\n',
    "definitions/koalas.ts": KOALAS,
  });
  const { code, stdout } = await run(["init"], { cwd: folder.path });
  expect(code).toBe(0);
  expect(lines(stdout).map((line) => line.replaceAll(/\^\d[\w.]*/g, "^x"))).toEqual([
    "changed  package.json  (added script definitions:check, script definitions:build, @starfix/dsl ^x, starfix ^x)",
    "created  starfix.config.ts",
    "kept     definitions  (has definitions, so that no example is added)",
    "kept     tsconfig.json  (was there; see that it includes the definitions)",
    "changed  .gitignore  (added .starfix/)",
    "changed  .vscode/settings.json  (added schema of artifacts/connections/*.json, schema of artifacts/tables/*.json, schema of artifacts/jobs/*.json, schema of artifacts/manifest.json)",
  ]);
  const manifest = await read(folder, "package.json");
  expect(manifest).toContain('\t"files": ["dist", "src"],\n');
  expect(manifest).toContain('\t\t"build": "make",\n\t\t"definitions:check": "starfix check --types",\n');
  expect(JSON.parse(manifest).devDependencies.typescript).toBe("~5.9.3");
  expect(await read(folder, ".gitignore")).toBe("/node_modules\ndist\n.starfix/\n");
  expect(await read(folder, "tsconfig.json")).toBe("{}");
  const settings = await read(folder, ".vscode/settings.json");
  expect(settings).toMatch(/^\{\n {2}\/\/ ours\n {2}"editor.tabSize": 2,\n {2}"json.schemas": \[\n/);
  expect(await readdir(`${folder.path}/definitions`)).toEqual(["koalas.ts"]);
});

test("the editor is told of the folder that the settings name, beside what it was told before", async () => {
  await using folder = await tempFolder({
    "starfix.config.ts": 'export default { out: "made/here" };\n',
    ".vscode/settings.json": '{ "json.schemas": [{ "fileMatch": ["x.json"], "url": "./x.schema.json" }] }',
  });
  const { stdout } = await run(["init"], { cwd: folder.path });
  expect(stdout).toContain("kept     definitions  (starfix.config.ts was there, so that no example is added)");
  const { "json.schemas": schemas } = JSON.parse(await read(folder, ".vscode/settings.json"));
  expect(schemas).toMatchObject([
    { fileMatch: ["x.json"] },
    {
      fileMatch: ["/made/here/connections/*.json"],
      url: expect.stringMatching(/node_modules\/starfix\/dist\/schemas\/connection\.json$/),
    },
    { fileMatch: ["/made/here/tables/*.json"] },
    { fileMatch: ["/made/here/jobs/*.json"] },
    { fileMatch: ["/made/here/manifest.json"], url: "./made/here/manifest.schema.json" },
  ]);
});

test.each([["init"], ["init", "--package"]])(
  "%s %s tells pnpm about esbuild, and other package managers nothing",
  async (...argv) => {
    const path = await mkdtemp(join(tmpdir(), "starfix-init-"));
    const init = (folder: string, agent: string) =>
      run([...argv, folder], { cwd: path, env: { npm_config_user_agent: agent } });
    const pnpm = await init("a", "pnpm/12.21.0 npm/? node/?");
    const npm = await init("b", "npm/10.8.2 node/v20.19.0");
    const written = await readFile(join(path, "a/pnpm-workspace.yaml"), "utf8");
    const names = await readdir(join(path, "b"));
    await rm(path, { recursive: true });
    expect(pnpm.stdout).toContain("created  pnpm-workspace.yaml\n");
    expect(pnpm.stdout).toMatch(/next: cd a && pnpm install && pnpm exec starfix check\n$/);
    expect(written).toBe("allowBuilds:\n  esbuild: false\n");
    expect(npm.stdout).toMatch(/next: cd b && npm install && npx starfix check\n$/);
    expect(names).not.toContain("pnpm-workspace.yaml");
  },
);

test("init leaves the file of a whole workspace to its owners", async () => {
  const path = await mkdtemp(join(tmpdir(), "starfix-init-"));
  await writeFile(join(path, "pnpm-workspace.yaml"), "packages:\n  - apps/*\n");
  const env = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/?" };
  const told = await run(["init", "apps/one"], { cwd: path, env });
  await writeFile(join(path, "pnpm-workspace.yaml"), "allowBuilds:\n  esbuild: true\n");
  const silent = await run(["init", "apps/two"], { cwd: path, env });
  await rm(path, { recursive: true });
  expect(told.stdout).toContain(
    "kept     ../../pnpm-workspace.yaml  (is the whole workspace's; add esbuild: false to its allowBuilds)\n",
  );
  expect(silent.stdout).not.toContain("pnpm-workspace.yaml");
});

test("init --json tells what became of each file", async () => {
  await using folder = await tempFolder({ "tsconfig.json": "{}" });
  const { stdout } = await run(["init", "--json"], { cwd: folder.path });
  const { files, folder: path } = JSON.parse(stdout);
  expect(path).toBe(folder.path);
  expect(files).toContainEqual({ path: "definitions/demo.ts", action: "created", note: "" });
  expect(files).toContainEqual({ path: "tsconfig.json", action: "kept", note: expect.any(String) });
});

test.each([
  {
    what: "a file in the place of the folder",
    files: { here: "" },
    want: "/here is a file: init needs a folder there",
  },
  {
    what: "a file in the place of definitions",
    files: { "here/definitions": "" },
    want: "/here/definitions cannot be there: a part of its path is a file",
  },
  {
    what: "a folder in the place of a file",
    files: { "here/tsconfig.json/x": "" },
    want: "/here/tsconfig.json is a folder: init needs a file there",
  },
  {
    what: "a package.json that is not JSON",
    files: { "here/package.json": '{\n  "name": oops\n}\n' },
    want: "/here/package.json:2:11 is not JSON (InvalidSymbol): fix the file, and run init again",
  },
  {
    what: "a package.json with a list of scripts",
    files: { "here/package.json": '{ "scripts": [] }' },
    want: "/here/package.json: expected an object at scripts, received []",
  },
  {
    what: "a list in the place of settings",
    files: { "here/.vscode/settings.json": "[]" },
    want: "/here/.vscode/settings.json: expected a JSON object: fix the file, and run init again",
  },
  {
    what: "schemas that are no list",
    files: { "here/.vscode/settings.json": '{ "json.schemas": {} }' },
    want: '/here/.vscode/settings.json: expected a list in "json.schemas", received {}',
  },
])("$what is an error, and nothing is written", async ({ files, want }) => {
  await using folder = await tempFolder(files);
  const before = await readdir(folder.path, { recursive: true });
  expect(await run(["init", "here"], { cwd: folder.path })).toEqual({
    code: 1,
    stdout: "",
    stderr: `${folder.path}${want}\n`,
  });
  expect(await readdir(folder.path, { recursive: true })).toEqual(before);
});
