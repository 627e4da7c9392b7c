import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./run-cli.ts";
import { documentOf, temporaryFolder } from "./testing/emit.ts";

async function run(cwd: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, { cwd, out: (text) => void out.push(text), err: (text) => void err.push(text) });
  return { code, out: out.join(""), err: err.join("") };
}

const document = documentOf({ Thing: { type: "object", properties: { a: { type: "string" } } } });

test("everything is written, and a second run touches nothing", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeFile(join(cwd, "api.json"), JSON.stringify(document));
  const first = await run(cwd, "api.json", "-o", "out");
  expect(first).toMatchObject({ code: 0, err: "" });
  const names = ["builders.gen.ts", "json-schema.gen.ts", "operations.gen.ts", "types.gen.ts", "zod.gen.ts"];
  expect((await readdir(join(cwd, "out"))).sort()).toEqual(names);
  const before = await Promise.all(names.map((name) => stat(join(cwd, "out", name))));
  expect(await run(cwd, "api.json", "-o", "out")).toEqual({ code: 0, out: "out is up to date (5 files)\n", err: "" });
  const after = await Promise.all(names.map((name) => stat(join(cwd, "out", name))));
  expect(after.map(({ mtimeMs }) => mtimeMs)).toEqual(before.map(({ mtimeMs }) => mtimeMs));
  expect((await run(cwd, "api.json", "-o", "out", "--check")).code).toBe(0);
});

test("--check writes nothing, names what is missing, stale and extra, and how to mend it", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeFile(join(cwd, "my api.json"), JSON.stringify(document));
  await run(cwd, "my api.json", "-o", "out");
  const zod = await readFile(join(cwd, "out/zod.gen.ts"), "utf8");
  await writeFile(join(cwd, "out/zod.gen.ts"), `${zod}// changed by hand\n`);
  await copyFile(join(cwd, "out/types.gen.ts"), join(cwd, "out/old.gen.ts"));
  await writeFile(join(cwd, "out/mine.gen.ts"), "export {};\n");
  await mkdir(join(cwd, "gone"));
  expect(await run(cwd, "my api.json", "-o", "out", "--check")).toEqual({
    code: 1,
    out: "",
    err: "out is not up to date:\n  stale zod.gen.ts\n  extra old.gen.ts\nrun: starfix-codegen 'my api.json' -o out\n",
  });
  expect((await run(cwd, "my api.json", "-o", "gone", "--check", "--target", "types,zod")).err).toBe(
    "gone is not up to date:\n  missing types.gen.ts\n  missing zod.gen.ts\nrun: starfix-codegen 'my api.json' -o gone --target types,zod\n",
  );
  expect(await readdir(join(cwd, "gone"))).toEqual([]);
  expect((await run(cwd, "my api.json", "-o", "out")).out).toBe("out:\n  wrote zod.gen.ts\n  removed old.gen.ts\n");
  expect(await readFile(join(cwd, "out/zod.gen.ts"), "utf8")).toBe(zod);
  expect(await readdir(join(cwd, "out"))).toContain("mine.gen.ts");
});

test("a broken document is located, nothing is written, and there is no stack", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const text =
    "openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n";
  await writeFile(join(cwd, "api.yaml"), text);
  expect(await run(cwd, "api.yaml", "-o", "out")).toEqual({
    code: 1,
    out: "",
    err: "api.yaml:6:13 - unknown_ref: expected #/components/schemas/B to lead somewhere, there is nothing (at #/components/schemas/A/$ref)\n",
  });
  expect(await readdir(cwd)).toEqual(["api.yaml"]);
});

test("overlays are applied in their order", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeFile(join(cwd, "api.json"), JSON.stringify(document));
  const overlay = (description: string): string =>
    `overlay: 1.0.0\ninfo: { title: t, version: "1" }\nactions:\n  - target: $.components.schemas.Thing\n    update: { description: ${description} }\n`;
  await writeFile(join(cwd, "one.yaml"), overlay("first"));
  await writeFile(join(cwd, "two.yaml"), overlay("second"));
  expect((await run(cwd, "api.json", "-o", "out", "--overlay", "one.yaml", "--overlay", "two.yaml")).code).toBe(0);
  const types = await readFile(join(cwd, "out/types.gen.ts"), "utf8");
  expect(types.split("\n")[0]).toContain("`starfix-codegen api.json --overlay one.yaml --overlay two.yaml`");
  expect(types).toContain("/** second */\nexport type Thing");
});

test("an output folder that cannot be made is said without a stack", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeFile(join(cwd, "api.json"), JSON.stringify(document));
  const result = await run(cwd, "api.json", "-o", "api.json/out");
  expect(result.code).toBe(1);
  expect(result.err).toMatch(/^cannot read or write: (ENOTDIR|EEXIST)/);
});

test.each<[string[], RegExp]>([
  [["api.json"], /required option '-o, --out <folder>' not specified/],
  [["-o", "out"], /missing required argument 'document'/],
  [
    ["api.json", "-o", "out", "--target", "typs"],
    /expected types, zod, json-schema, builders, operations, received typs/,
  ],
  [["nope.yaml", "-o", "out"], /nope\.yaml:1:1 - unreadable_file/],
])("%j is refused with exit code 1", async (args, want) => {
  await using folder = await temporaryFolder();
  const result = await run(folder.path, ...args);
  expect(result.code).toBe(1);
  expect(result.err).toMatch(want);
});
