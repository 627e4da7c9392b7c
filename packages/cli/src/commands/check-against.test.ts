import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { run } from "../testing/run.ts";
import { type TempFolder, tempFolder } from "../testing/temp-folder.ts";

const CATALOG = `import { detailTable, s3Connection } from "@starfix/dsl";

export const lake = s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake");
export const orders = detailTable("Orders").columns({ city: "string" }).writers("@acme/growth");
`;
const GROWTH = `import { lake, orders } from "@acme/catalog";
import { batchJob, timeParse } from "@starfix/dsl";

export const load = batchJob("load-orders")
  .from(lake)
  .prefixes("orders/")
  .input({ at: "string", city: "string" })
  .into(orders)
  .map((c) => ({ __time: timeParse(c.at), city: c.city }));
`;

/** A project next to two versions of the package that it imports: the installed one, and `next`. */
async function projectWith(change: (text: string) => string): Promise<TempFolder> {
  const folder = await tempFolder({
    "growth/package.json": '{ "name": "@acme/growth" }',
    "growth/definitions/load.ts": GROWTH,
  });
  for (const [name, version, source] of [
    ["catalog", "1.0.0", CATALOG],
    ["next", "1.1.0", change(CATALOG)],
  ] as const) {
    const exports = "./definitions/index.ts";
    await folder.write(`${name}/package.json`, JSON.stringify({ name: "@acme/catalog", version, exports }));
    await folder.write(`${name}/definitions/index.ts`, source);
    expect(await run(["build", "--cwd", name], { cwd: folder.path })).toMatchObject({ code: 0 });
  }
  await mkdir(join(folder.path, "growth/node_modules/@acme"), { recursive: true });
  await rename(join(folder.path, "catalog"), join(folder.path, "growth/node_modules/@acme/catalog"));
  return folder;
}

const renamed = (text: string): string => text.replace('"lake"', '"lake-eu"');

const runProgram = promisify(execFile);

const pack = async (folder: string): Promise<void> => {
  await runProgram("npm", ["pack", "--ignore-scripts", "--pack-destination", ".."], { cwd: folder });
};

test.each([
  { what: "a folder", given: "../next", prepare: async () => {} },
  { what: "a tarball", given: "../acme-catalog-1.1.0.tgz", prepare: pack },
])("check --against $what reports what would break, at the line that uses it", async ({ given, prepare }) => {
  await using folder = await projectWith(renamed);
  await prepare(join(folder.path, "next"));
  const before = await readdir(folder.path, { recursive: true });
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith("starfix-against-"));
  expect(await run(["check", "--against", given], { cwd: join(folder.path, "growth") })).toEqual({
    code: 1,
    stdout: "",
    stderr: `definitions/load.ts:5:4 - error imported_name: job "load-orders" uses connection "lake" of "@acme/catalog", which would be named "lake-eu": expected the name to stay, received another one
  5 |   .from(lake)
    |    ^~~~
  help: Agree with the owner of the package on when the new name is applied, or ask for the old name to stay.
1 error, @acme/catalog 1.1.0 would break this project
`,
  });
  expect(await readdir(folder.path, { recursive: true })).toEqual(before);
  expect((await readdir(tmpdir())).filter((name) => name.startsWith("starfix-against-"))).toEqual(left);
});

test("check --against reports what would change without breaking, also as JSON", async () => {
  await using folder = await projectWith((text) =>
    text.replace('city: "string" }', 'city: "string", country: "string" }').replace("acme-lake", "acme-lake-2"),
  );
  const cwd = join(folder.path, "growth");
  const against = (...argv: readonly string[]) => run(["check", "--against", "../next", ...argv], { cwd });
  expect(await against()).toEqual({
    code: 0,
    stdout: "no issues with @acme/catalog 1.1.0, where 1.0.0 is installed\n",
    stderr: "",
  });
  expect(JSON.parse((await against("--json")).stdout)).toEqual({
    against: { package: "@acme/catalog", installed: "1.0.0", version: "1.1.0" },
    changes: [],
    issues: [],
  });
});

test("list shows what is imported, and graph whose it is", async () => {
  await using folder = await projectWith((text) => text);
  const cwd = join(folder.path, "growth");
  expect((await run(["list"], { cwd })).stdout).toBe(`job  load-orders  definitions/load.ts:4:21  @acme/growth
imported  connection:lake  @acme/catalog 1.0.0
imported  table:Orders  @acme/catalog 1.0.0
`);
  expect((await run(["graph"], { cwd })).stdout).toContain("connection lake  @acme/catalog\n");
});

test.each([
  {
    given: "nowhere",
    want: 'invalid --against: expected a folder, a tarball (.tgz) or a version such as @acme/catalog@1.2.0, received "nowhere"\n',
  },
  {
    given: "--types",
    want: 'invalid --against: expected a folder, a tarball (.tgz) or a version such as @acme/catalog@1.2.0, received "--types"\n',
  },
  {
    given: "plain.txt",
    want: 'invalid --against: expected a folder, a tarball (.tgz) or a version such as @acme/catalog@1.2.0, received "plain.txt"\n',
  },
  {
    given: "plain.tgz",
    want: "npm could not install plain.tgz (TAR_BAD_ARCHIVE: Unrecognized archive format): expected a tarball as npm pack makes it, or a folder\n",
  },
  {
    given: "empty.tgz",
    want: "npm could not install empty.tgz (TAR_BAD_ARCHIVE: Unrecognized archive format): expected a tarball as npm pack makes it, or a folder\n",
  },
  { given: "short.tgz", want: expect.stringMatching(/^npm could not install short\.tgz \(/) },
  { given: "other.tgz", want: expect.stringMatching(/^npm could not install other\.tgz \(.*package\.json/) },
  { given: "definitions", want: "definitions is no package: expected a package.json in it\n" },
])("check --against $given is refused", async ({ given, want }) => {
  await using folder = await tempFolder({
    "definitions/load.ts": "export {};\n",
    "plain.txt": "no archive",
    "plain.tgz": "no archive",
    "package/index.js": "",
  });
  await runProgram("tar", ["-czf", "other.tgz", "package"], { cwd: folder.path });
  const other = await readFile(join(folder.path, "other.tgz"));
  await writeFile(join(folder.path, "short.tgz"), other.subarray(0, other.length / 2));
  await writeFile(join(folder.path, "empty.tgz"), gzipSync(Buffer.alloc(1024)));
  const { code, stdout, stderr } = await run(["check", "--against", given], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.replaceAll(`${folder.path}/`, "")).toEqual(want);
});

test("a tarball puts nothing outside of its own folder", async () => {
  await using folder = await tempFolder({
    "definitions/load.ts": "export {};\n",
    "package/package.json": '{ "name": "evil", "version": "1.0.0" }',
    "package/x": "x",
  });
  const moved = "s,^package/x$,package/../../../starfix-evil,";
  const argv = ["-czPf", "evil.tgz", "--transform", moved, "package"];
  await runProgram("tar", argv, { cwd: folder.path });
  expect((await runProgram("tar", ["-tzPf", "evil.tgz"], { cwd: folder.path })).stdout).toContain("../starfix-evil");
  expect(await run(["check", "--against", "evil.tgz"], { cwd: folder.path })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("evil is not installed in"),
  });
  expect(await readdir(tmpdir())).not.toContain("starfix-evil");
});
