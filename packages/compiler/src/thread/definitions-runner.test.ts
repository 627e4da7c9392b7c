import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type CompileOptions, compileProject } from "../build/compile-project.ts";
import type { CompileResult } from "../compile/compile-result.ts";
import { formatIssue } from "../issues/compile-issue.ts";
import { loadProject } from "../load/load-project.ts";
import { formatPosition } from "../project/position.ts";
import { conditions, demoConnection, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

async function compile(project: TemporaryProject, options: CompileOptions = {}): Promise<CompileResult> {
  return compileProject(await loadProject({ cwd: project.cwd, conditions }), { conditions, ...options });
}

async function reported(project: TemporaryProject, options: CompileOptions = {}): Promise<readonly string[]> {
  const { issues } = await compile(project, options);
  return issues.map((issue) => {
    const place = issue.position ? `${formatPosition(issue.position, project.cwd)} ` : "";
    return `${place}${issue.code}: ${formatIssue(issue, project.cwd)}`;
  });
}

test("a definition that never returns is stopped where it is", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": `let i = 0;\n\nfunction forever(): void {\n  for (;;) i += 1;\n}\nforever();\n`,
  });
  const [issue, ...others] = await reported(project, { timeLimit: 8000 });
  expect(issue).toMatch(/^definitions\/b\.ts:4:\d+ definitions_timeout: the definitions were stopped after 8 s: /);
  expect(others).toEqual([]);
});

test("a definition that waits for ever is reported with its file", async () => {
  await using waits = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": `setInterval(() => {}, 1000);\nawait new Promise(() => {});\n`,
  });
  expect(await reported(waits, { timeLimit: 8000 })).toEqual([
    "definitions/b.ts:1:1 definitions_timeout: the definitions were stopped after 8 s: expected them to come to an end",
  ]);
  await using stuck = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": `await new Promise(() => {});\n`,
  });
  expect(await reported(stuck)).toEqual([
    "definitions/b.ts:1:1 definitions_unsettled: the definitions wait for a promise that nothing can settle: await only what comes to an end",
  ]);
});

test("a definition that ends the process ends only its own thread, and is shown", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": demoConnection,
    "definitions/b.ts": `export const b = 1;\nif (b) process.exit(3);\n`,
  });
  expect(await reported(project)).toEqual([
    "definitions/b.ts:2:16 definitions_exited: process.exit(3) was called before all definitions were read: throw an error instead",
  ]);
});

test("an error that comes later, while definitions are awaited, is shown at its line", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `setTimeout(() => {\n  throw new Error("too late");\n}, 1);\nawait new Promise(() => {});\n`,
  });
  expect(await reported(project)).toEqual(["definitions/a.ts:2:9 definition_threw: too late"]);
});

test("definitions that need all memory are stopped", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `const all: unknown[] = [];\nfor (;;) all.push(new Array(100_000).fill(all.length));\n`,
  });
  const [issue] = await reported(project, { memoryLimit: 64 });
  expect(issue).toMatch(/^definitions\/a\.ts:1:1 definitions_memory: the definitions ran out of memory: /);
}, 60_000);

test("what definitions print goes to the output that is given", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}console.log("to say");\nconsole.error("to warn");\n`,
  });
  let printed = "";
  const { issues } = await compile(project, { output: { write: (text: string) => (printed += text) } });
  expect(issues).toEqual([]);
  expect(printed.split("\n").sort()).toEqual(["", "to say", "to warn"]);
});

test("definitions may leave timers and listeners behind", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}setInterval(() => {}, 1000);\nprocess.on("exit", () => {});\n`,
  });
  expect((await compile(project)).artifacts).toHaveLength(1);
});

test("one build knows nothing of another", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `import { s3Connection } from "@starfix/dsl";
const times = Reflect.get(globalThis, "times") ?? 0;
Reflect.set(globalThis, "times", times + 1);
export const a = s3Connection(\`times-\${times}\`).bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");\n`,
  });
  for (const _ of [1, 2]) {
    expect((await compile(project)).artifacts.map(({ name }) => name)).toEqual(["times-0"]);
  }
  expect(Reflect.has(globalThis, "times")).toBe(false);
});

test("parameters reach the definitions, and one that no definition reads is an error", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `import { param, s3Connection } from "@starfix/dsl";
export const a = s3Connection("a").bucket(param("bucket", { default: "demo-bucket" })).region("us-east-1").role("arn:aws:iam::012345678901:role/r");\n`,
  });
  const bucketOf = ({ artifacts }: CompileResult): unknown => artifacts[0]?.json;
  expect(bucketOf(await compile(project))).toMatchObject({ bucket: "demo-bucket" });
  expect(bucketOf(await compile(project, { params: { bucket: "other-bucket" } }))).toMatchObject({
    bucket: "other-bucket",
  });
  expect(await reported(project, { params: { bukket: "x" } })).toEqual([
    'unused_param: no definition reads parameter "bukket": expected "bucket"',
  ]);
});

/** Without the issues of packages that were not built. */
const copiesIn = async (project: TemporaryProject): Promise<readonly string[]> =>
  (await reported(project)).filter((line) => line.includes(" package_loaded_twice: "));

test("two copies of a package of definitions are reported with both folders, at an import of one", async () => {
  await using project = await temporaryProject({
    "package.json": `{ "name": "team" }`,
    "definitions/a.ts": `export { shared as one } from "shared";\nexport { other } from "uses-shared";\n`,
    "node_modules/shared/package.json": sharedManifest,
    "node_modules/shared/index.ts": sharedConnection("one"),
    "node_modules/uses-shared/package.json": `{ "name": "uses-shared", "exports": "./index.ts" }`,
    "node_modules/uses-shared/index.ts": `export { shared as other } from "shared";\n`,
    "node_modules/uses-shared/node_modules/shared/package.json": sharedManifest,
    "node_modules/uses-shared/node_modules/shared/index.ts": sharedConnection("two"),
  });
  expect(await copiesIn(project)).toEqual([
    'definitions/a.ts:1:31 package_loaded_twice: "shared" is loaded twice, from node_modules/shared and from node_modules/uses-shared/node_modules/shared: make all packages use one version, then run npm dedupe or the same command of your package manager',
  ]);
});

test("one package that is reached through a link is loaded once", async () => {
  await using project = await temporaryProject({
    "package.json": `{ "name": "team" }`,
    "definitions/a.ts": `${demoConnection}export { shared } from "shared";\nexport { other } from "uses-shared";\n`,
    "node_modules/shared/package.json": sharedManifest,
    "node_modules/shared/index.ts": sharedConnection("one"),
    "node_modules/uses-shared/package.json": `{ "name": "uses-shared", "exports": "./index.ts" }`,
    "node_modules/uses-shared/index.ts": `export { shared as other } from "shared";\n`,
  });
  const link = join(project.cwd, "node_modules/uses-shared/node_modules/shared");
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(project.cwd, "node_modules/shared"), link);
  expect(await copiesIn(project)).toEqual([]);
});

test("a definition of another version of the language is reported", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}const mark = { kind: "job", format: 7, name: "k", origin: {} };
export const k = { [Symbol.for("@starfix/dsl/definition")]: mark, toNode: () => ({}) };\n`,
  });
  await writeFile(join(project.cwd, "package.json"), `{ "name": "team" }`);
  expect(await reported(project)).toEqual([
    "definitions/a.ts:1:1 definition_format: this definition was made by a @starfix/dsl of format 7, and this compiler reads format 2: install a newer starfix",
  ]);
});

const sharedManifest = `{ "name": "shared", "exports": "./index.ts", "peerDependencies": { "@starfix/dsl": "*" } }`;

function sharedConnection(name: string): string {
  return `import { s3Connection } from "@starfix/dsl";
export const shared = s3Connection("${name}").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");\n`;
}
