import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf } from "../testing/emit.ts";
import { cliFolder, moment } from "../testing/run-in-folder.ts";

const document = documentOf({ Money: { type: "number" }, Thing: { type: "object" } });
const settings = { document: "api.json", out: "generated", targets: ["types"] };

test("a configuration in the folder says what to do, with paths that start from it", async () => {
  await using folder = await cliFolder({ "sub/api.json": document, "sub/starfix-codegen.config.json": settings });
  expect(await folder.run("--config", "sub/starfix-codegen.config.json")).toMatchObject({
    code: 0,
    out: "sub/generated:\n  wrote types.gen.d.ts\n",
  });
  expect(await folder.runWith({ cwd: join(folder.path, "sub") })).toMatchObject({
    code: 0,
    out: "generated is up to date (1 files)\n",
  });
  expect(await folder.run("sub/api.json", "-o", "out", "--target", "types")).toMatchObject({ code: 0 });
});

test("the command line has the last word", async () => {
  await using folder = await cliFolder({
    "api.json": document,
    "other.json": documentOf({ Other: { type: "null" } }),
    "starfix-codegen.config.json": settings,
  });
  const { out } = await folder.run("other.json", "-o", "out", "--target", "json-schema", "--json");
  const { files } = JSON.parse(out);
  expect(files).not.toEqual([]);
  for (const file of files) expect(file).toMatch(/^out\/json-schema\.gen\./);
  expect(await readFile(join(folder.path, files[0]), "utf8")).toContain("Other");
  expect((await folder.run("--no-config")).err).toBe("expected a document, received none: starfix-codegen --help\n");
});

test("several documents are generated in turn, each on its own", async () => {
  await using folder = await cliFolder({
    "api.json": document,
    "broken.json": "{",
    "starfix-codegen.config.json": [
      { ...settings, document: "broken.json", out: "a" },
      { ...settings, out: "b" },
    ],
  });
  const { code, out, err } = await folder.run();
  expect({ code, out }).toEqual({ code: 1, out: "b:\n  wrote types.gen.d.ts\n" });
  expect(err).toMatch(/^broken\.json:1:\d/);
  expect(JSON.parse((await folder.run("--json")).out)).toMatchObject({ ok: false, files: ["b/types.gen.d.ts"] });
});

test.each<[string, object, string[], RegExp]>([
  [
    "two documents and a third",
    [settings, { ...settings, out: "b" }],
    ["x.json"],
    /^expected no document with the 2 documents of starfix-codegen\.config\.json, received a document: /,
  ],
  [
    "two documents and one folder",
    [settings, { ...settings, out: "b" }],
    ["-o", "c"],
    /^expected no --out with the 2 documents/,
  ],
  [
    "one folder for two",
    [settings, { ...settings, out: "./generated/" }],
    [],
    /^expected a folder of its own for each document, received generated twice$/,
  ],
  [
    "an unknown setting",
    { ...settings, outt: "b" },
    [],
    /^starfix-codegen\.config\.json: expected the settings .* received outt$/,
  ],
  [
    "a file that is not there",
    settings,
    ["--config", "gone.ts"],
    /^gone\.ts: expected a configuration file, received none$/,
  ],
  [
    "a file of another kind",
    settings,
    ["--config", "api.yaml"],
    /^api\.yaml: expected a configuration that ends in \.ts, \.js, \.mjs, \.json$/,
  ],
])("%s: refused", async (_, config, args, want) => {
  await using folder = await cliFolder({ "starfix-codegen.config.json": config, "api.yaml": "" });
  const { code, out, err } = await folder.run(...args);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err.trimEnd()).toMatch(want);
});

test("two configurations in one folder are refused", async () => {
  await using folder = await cliFolder({ "starfix-codegen.config.json": settings, "starfix-codegen.config.ts": "" });
  expect((await folder.run()).err).toBe(
    "expected one configuration, received starfix-codegen.config.ts and starfix-codegen.config.json\n",
  );
});

const plugin = (emit: string): string =>
  `export default { document: "api.json", out: "out", targets: ["types"], plugins: [{ name: "list", emit: ${emit} }] };`;

test("a plugin adds files of its own", async () => {
  await using folder = await cliFolder({
    "api.json": document,
    "starfix-codegen.config.ts": plugin(
      `async (document, { header }) => [{ path: "lists/names.gen.ts", text: header + [...document.schemas.keys()].join() }]`,
    ),
  });
  expect((await folder.run()).out).toBe("out:\n  wrote types.gen.d.ts\n  wrote lists/names.gen.ts\n");
  expect(await readFile(join(folder.path, "out/lists/names.gen.ts"), "utf8")).toMatch(
    /^\/\/ Generated.*\nMoney,Thing$/,
  );
});

test.each([
  [
    "throws",
    `async () => { throw new Error("no"); }`,
    "expected the plugin list to emit, received an error: Error: no",
  ],
  [
    "emits nothing",
    "async () => undefined",
    "expected the plugin list to emit a list of { path, text } inside of the folder",
  ],
  [
    "leaves the folder",
    `async () => [{ path: "../x.ts", text: "" }]`,
    "expected the plugin list to emit a list of { path, text } inside of the folder",
  ],
])("a plugin that %s is a mistake of its author", async (_, emit, want) => {
  await using folder = await cliFolder({ "api.json": document, "starfix-codegen.config.ts": plugin(emit) });
  expect(await folder.run()).toEqual({ code: 1, out: "", err: `starfix-codegen.config.ts: ${want}\n` });
  expect((await readdir(folder.path)).sort()).toEqual(["api.json", "starfix-codegen.config.ts"]);
});

test("a file that two targets emit is refused", async () => {
  const twin = plugin(`async () => [{ path: "Types.gen.d.ts", text: "" }]`);
  await using folder = await cliFolder({ "api.json": document, "starfix-codegen.config.ts": twin });
  expect((await folder.run()).err).toBe(
    "expected each file to be emitted by one target, received Types.gen.d.ts twice\n",
  );
});

const override = (body: string): string =>
  `export default { document: "api.json", out: "out", targets: ["types"], override: (component) => (${body}) };`;

test("an override replaces a type, and a change of it is noticed", async () => {
  await using folder = await cliFolder({
    "package.json": "{}",
    "api.json": document,
    "starfix-codegen.config.ts": override(`component === "Money" ? { type: "bigint" } : undefined`),
  });
  await moment();
  await folder.run();
  const types = (): Promise<string> => readFile(join(folder.path, "out/types.gen.d.ts"), "utf8");
  expect(await types()).toMatch(/export type Money = bigint;/);
  expect(JSON.parse((await folder.run("--json")).out)).toMatchObject({ cached: true });
  await folder.write({
    "starfix-codegen.config.ts": override(`component === "Money" ? { type: "string" } : undefined`),
  });
  expect((await folder.run()).out).toBe("out:\n  wrote types.gen.d.ts\n");
  expect(await types()).toMatch(/export type Money = string;/);
});

test("what a configuration says that looks at more than its files is not recalled", async () => {
  const text = `export default { document: "api.json", out: process.env["NOTHING"] ?? "out", targets: ["types"] };`;
  await using folder = await cliFolder({
    "package.json": "{}",
    "api.json": document,
    "starfix-codegen.config.mjs": text,
  });
  await moment();
  await folder.run();
  expect(JSON.parse((await folder.run("--json")).out)).toMatchObject({ ok: true, cached: false });
});

test("a recalled configuration has its functions back when something is to be generated", async () => {
  await using folder = await cliFolder({
    "package.json": "{}",
    "api.json": document,
    "starfix-codegen.config.ts": override(`component === "Money" ? { type: "bigint" } : undefined`),
  });
  await moment();
  await folder.run();
  await folder.write({ "api.json": documentOf({ Money: { type: "number" } }) });
  expect((await folder.run()).out).toBe("out:\n  wrote types.gen.d.ts\n");
  expect(await readFile(join(folder.path, "out/types.gen.d.ts"), "utf8")).toMatch(/export type Money = bigint;/);
});

test.each([
  [`{ typ: "x" }`, /to return \{ type\?, zod\?, imports\?.* \} or undefined, received \{"typ":"x"\}\n$/],
  [`"x"`, /or undefined, received "x"\n$/],
  [`{ imports: { zod: "x" } }`, /or undefined, received \{"imports":\{"zod":"x"\}\}\n$/],
  ["component.gone.name", /to return, received an error: TypeError: .*\n$/],
])("an override that gives %s is a mistake of its author", async (body, want) => {
  await using folder = await cliFolder({ "api.json": document, "starfix-codegen.config.ts": override(body) });
  const { code, err } = await folder.run();
  expect(code).toBe(1);
  expect(err).toMatch(/^starfix-codegen\.config\.ts: expected override\("Money"\) /);
  expect(err).toMatch(want);
});
