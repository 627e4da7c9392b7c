import { copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf } from "./testing/emit.ts";
import { cliFolder } from "./testing/run-in-folder.ts";

const document = documentOf({ Thing: { type: "object", properties: { a: { type: "string" } } } });

test("everything is written, and a second run touches nothing", async () => {
  await using folder = await cliFolder({ "api.json": document });
  expect(await folder.run("api.json", "-o", "out")).toMatchObject({ code: 0, err: "" });
  const names = await readdir(join(folder.path, "out"));
  expect(names).toContain("types.gen.d.ts");
  const times = async (): Promise<number[]> =>
    (await Promise.all(names.map((name) => stat(join(folder.path, "out", name))))).map(({ mtimeMs }) => mtimeMs);
  const before = await times();
  expect(await folder.run("api.json", "-o", "out")).toEqual({
    code: 0,
    out: `out is up to date (${names.length} files)\n`,
    err: "",
  });
  expect(await times()).toEqual(before);
  expect((await folder.run("api.json", "-o", "out", "--check")).code).toBe(0);
});

test("--check writes nothing, lists missing, stale and extra files, and prints the command to run", async () => {
  await using folder = await cliFolder({ "my api.json": document, "out/mine.gen.ts": "export {};\n" });
  const out = join(folder.path, "out");
  await folder.run("my api.json", "-o", "out");
  const types = await readFile(join(out, "types.gen.d.ts"), "utf8");
  await writeFile(join(out, "types.gen.d.ts"), `${types}// changed by hand\n`);
  for (const name of ["old.gen.ts", "old.gen.js", "old.gen.d.ts", "old.ts"])
    await copyFile(join(out, "types.gen.d.ts"), join(out, name));
  await mkdir(join(folder.path, "gone"));
  expect(await folder.run("my api.json", "-o", "out", "--check", "--quiet")).toEqual({
    code: 1,
    out: "",
    err: "out is not up to date:\n  stale types.gen.d.ts\n  extra old.gen.d.ts\n  extra old.gen.js\n  extra old.gen.ts\nrun: starfix-codegen 'my api.json' -o out\n",
  });
  expect((await folder.run("my api.json", "-o", "gone", "--check", "--target", "types")).err).toBe(
    "gone is not up to date:\n  missing types.gen.d.ts\nrun: starfix-codegen 'my api.json' -o gone --target types\n",
  );
  expect(await readdir(join(folder.path, "gone"))).toEqual([]);
  expect((await folder.run("my api.json", "-o", "out")).out).toBe(
    "out:\n  wrote types.gen.d.ts\n  removed old.gen.d.ts\n  removed old.gen.js\n  removed old.gen.ts\n",
  );
  expect(await readFile(join(out, "types.gen.d.ts"), "utf8")).toBe(types);
  expect(await readdir(out)).toEqual(expect.arrayContaining(["mine.gen.ts", "old.ts"]));
});

test("with some targets only, what the others have written stays", async () => {
  await using folder = await cliFolder({ "api.json": document });
  await folder.run("api.json", "-o", "out");
  const names = await readdir(join(folder.path, "out"));
  expect(await folder.run("api.json", "-o", "out", "--target", "types")).toMatchObject({
    code: 0,
    out: "out is up to date (1 files)\n",
  });
  expect(await readdir(join(folder.path, "out"))).toEqual(names);
});

const broken =
  "openapi: 3.1.0\ninfo: { title: t, version: '1' }\ncomponents:\n  schemas:\n    A:\n      $ref: '#/components/schemas/B'\n";

test("a broken document is located, nothing is written, and there is no stack", async () => {
  await using folder = await cliFolder({ "api.yaml": broken });
  const { code, out, err } = await folder.run("api.yaml", "-o", "out");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^api\.yaml:6:\d+ - .*unknown_ref/);
  expect(err).not.toMatch(/^ +at /m);
  expect(await readdir(folder.path)).toEqual(["api.yaml"]);
});

test("--json prints one object about what was written, and nothing else on stdout", async () => {
  await using folder = await cliFolder({ "api.json": document });
  const run = async (...args: string[]): Promise<unknown> => {
    const { out, err, code } = await folder.run(
      "api.json",
      "-o",
      "a/out",
      "--target",
      "types,json-schema",
      "--json",
      ...args,
    );
    expect(out.split("\n")).toHaveLength(2);
    expect(err).toMatch(code === 0 ? /^$/ : /^a\/out is not up to date/);
    return { code, ...JSON.parse(out) };
  };
  const missing = {
    ok: false,
    code: 1,
    missing: expect.arrayContaining(["a/out/types.gen.d.ts"]),
    stale: [],
    extra: [],
  };
  expect(await run("--check")).toMatchObject(missing);
  const written = { ok: true, written: expect.arrayContaining(["a/out/types.gen.d.ts"]), unchanged: [], removed: [] };
  expect(await run()).toMatchObject({ ...written, diagnostics: [], errors: [], durationMs: expect.any(Number) });
  expect(await run("--check")).toMatchObject({ ok: true, missing: [], unchanged: written.written, cached: false });
});

test("--json tells what is wrong with a document, an argument or a folder", async () => {
  await using folder = await cliFolder({ "api.yaml": broken, "good.json": document });
  const json = async (...args: string[]): Promise<unknown> => JSON.parse((await folder.run(...args, "--json")).out);
  expect(await json("api.yaml", "-o", "out")).toMatchObject({
    ok: false,
    files: [],
    diagnostics: [{ code: "unknown_ref", file: "api.yaml", line: 6, severity: "error" }],
  });
  expect(await json("api.yaml", "-o", "out", "--wat")).toEqual({
    ok: false,
    errors: ["unknown option '--wat'\n(Did you mean --watch?)"],
  });
  expect(await json("good.json", "-o", "api.yaml", "--target", "json-schema")).toMatchObject({
    ok: false,
    errors: ["cannot write api.yaml: expected a folder, received a file (EEXIST)"],
  });
});

test("--quiet prints errors only", async () => {
  await using folder = await cliFolder({ "api.json": document, "api.yaml": broken });
  expect(await folder.run("api.json", "-o", "out", "--target", "types", "--quiet")).toEqual({
    code: 0,
    out: "",
    err: "",
  });
  expect((await folder.run("api.yaml", "-o", "out", "--quiet")).err).toContain("unknown_ref");
});

test("overlays are applied in their order", async () => {
  const overlay = (description: string): string =>
    `overlay: 1.0.0\ninfo: { title: t, version: "1" }\nactions:\n  - target: $.components.schemas.Thing\n    update: { description: ${description} }\n`;
  await using folder = await cliFolder({
    "api.json": document,
    "one.yaml": overlay("first"),
    "two.yaml": overlay("second"),
  });
  const args = ["api.json", "-o", "out", "--overlay", "one.yaml", "--overlay", "two.yaml", "--target", "types"];
  expect(await folder.run(...args)).toMatchObject({ code: 0 });
  const types = await readFile(join(folder.path, "out/types.gen.d.ts"), "utf8");
  expect(types.split("\n")[0]).toContain("`starfix-codegen api.json --overlay one.yaml --overlay two.yaml`");
  expect(types).toContain("/** second */\nexport type Thing");
});

test("the options of JSON Schemas reach them", async () => {
  await using folder = await cliFolder({ "api.json": document });
  const args = ["--target", "json-schema", "--schema-base", "https://example.com/s", "--json-schema-draft", "draft-07"];
  expect(await folder.run("api.json", "-o", "out", ...args)).toMatchObject({ code: 0 });
  const [name = ""] = (await readdir(join(folder.path, "out"))).filter((it) => !it.endsWith(".d.ts"));
  const text = await readFile(join(folder.path, "out", name), "utf8");
  expect(text).toContain("https://example.com/s/Thing");
  expect(text).toContain("draft-07");
});

test.each([
  ["api.json/out", "cannot write api.json/out: expected a folder, received a file (ENOTDIR)\n"],
  ["api.json", "cannot write api.json: expected a folder, received a file (EEXIST)\n"],
  ["loop", "cannot read loop: expected a link to a file, received links that form a cycle (ELOOP)\n"],
])("an output folder that cannot be: %s", async (out, want) => {
  await using folder = await cliFolder({ "api.json": document });
  await symlink("loop", join(folder.path, "loop"));
  expect(await folder.run("api.json", "-o", out, "--target", "types")).toEqual({ code: 1, out: "", err: want });
});

test("an output folder may be a link", async () => {
  await using folder = await cliFolder({ "api.json": document, "real/keep.txt": "" });
  await symlink("real", join(folder.path, "out"));
  expect((await folder.run("api.json", "-o", "out", "--target", "types")).code).toBe(0);
  expect((await readdir(join(folder.path, "real"))).sort()).toEqual(["keep.txt", "types.gen.d.ts"]);
});

test.each<[string[], string | RegExp]>([
  [["api.json"], "expected a folder to write to, received none: name one with --out\n"],
  [["-o", "out"], "expected a document, received none: starfix-codegen --help\n"],
  [["a.json", "b.json", "-o", "out"], /too many arguments/],
  [
    ["api.json", "-o", "out", "--target", "typs"],
    /expected types, zod, guards, json-schema, builders, descriptors, operations, received typs/,
  ],
  [["api.json", "-o", "out", "--json-schema-draft", "4"], /expected 2020-12, draft-07, received 4/],
  [["api.json", "-o", "out", "--schema-base", "here"], /expected a URL, received here/],
  [["api.json", "-o", "out", "--builder-bases=yes"], /unknown option '--builder-bases=yes'|does not take/],
  [["api.json", "-o", "out", "--overlay"], /option '--overlay <file>' argument missing/],
  [["api.json", "-o", "out", "--check", "--watch"], "expected --check or --watch, received both\n"],
  [["api.json", "-o", "out", "--check=yes"], /unknown option '--check=yes'|does not take/],
  [["nope.yaml", "-o", "out"], /nope\.yaml:1:1 - .*unreadable_file/],
])("%j is refused with exit code 1", async (args, want) => {
  await using folder = await cliFolder({});
  const { code, out, err } = await folder.run(...args);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(want);
});

test("an internal error has exit code 2 and asks for a report", async () => {
  await using folder = await cliFolder({ "api.json": document });
  const out = (): void => {
    throw new Error("boom");
  };
  const { code, err } = await folder.runWith({ out }, "api.json", "-o", "out", "--target", "types");
  expect(code).toBe(2);
  expect(err).toMatch(/^internal error of starfix-codegen; please report it.*\nError: boom\n {4}at /);
});
