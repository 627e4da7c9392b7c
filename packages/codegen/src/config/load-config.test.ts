import { join } from "node:path";
import { expect, test } from "vitest";
import { cliFolder } from "../testing/run-in-folder.ts";
import { UserError } from "../user-error.ts";
import { loadConfig } from "./load-config.ts";

type Files = Readonly<Record<string, string | object>>;

/** Loads the first of some files. */
async function load(files: Files): Promise<Awaited<ReturnType<typeof loadConfig>>> {
  await using folder = await cliFolder(files);
  const loaded = await loadConfig(join(folder.path, Object.keys(files)[0] ?? ""), folder.path);
  return { ...loaded, inputs: loaded.inputs.map((path) => path.slice(folder.path.length + 1)).sort() };
}

const entry = { document: "api.yaml", out: "generated" };
const one = JSON.stringify(entry);

test.each<[string, Files]>([
  ["JSON", { "a.json": { $schema: "./schema.json", ...entry } }],
  ["JavaScript", { "a.js": `export default ${one};` }],
  ["a module of JavaScript", { "a.mjs": `export default ${one};` }],
  ["TypeScript", { "a.ts": `const out: string = "generated"; export default { document: "api.yaml", out };` }],
  [
    "defineConfig, installed or not",
    { "a.ts": `import { defineConfig } from "@starfix/codegen"; export default defineConfig(${one});` },
  ],
])("%s is read", async (_, files) => {
  expect(await load(files)).toMatchObject({ entries: [entry], inputs: Object.keys(files), selfContained: true });
});

test("a list has the settings of several documents", async () => {
  expect((await load({ "a.json": [entry, { ...entry, out: "b" }] })).entries).toEqual([entry, { ...entry, out: "b" }]);
});

test("what is imported is read too, and each file knows where it is", async () => {
  const loaded = await load({
    "a.ts": `import { out } from "./lib/out.ts"; import names from "./names.json"; export default { document: names[0], out };`,
    "lib/out.ts": `export const out: string = new URL("x", import.meta.url).pathname.split("/").slice(-2).join("/");`,
    "names.json": ["api.yaml"],
  });
  expect(loaded.entries).toEqual([{ document: "api.yaml", out: "lib/x" }]);
  expect(loaded.inputs).toEqual(["a.ts", "lib/out.ts", "names.json"]);
  expect(loaded.selfContained).toBe(true);
});

test.each([
  ["a package", `import { part } from "part"; export default { document: part, out: "o" };`],
  ["a module of Node", `import { sep } from "node:path"; export default { document: "api.yaml", out: sep };`],
  ["the environment", `export default { document: "api.yaml", out: process.env.NOTHING ?? "o" };`],
])("a configuration that looks at %s can say something else tomorrow", async (_, text) => {
  const part = {
    "node_modules/part/package.json": { name: "part", main: "part.cjs" },
    "node_modules/part/part.cjs": "exports.part = 'p';",
  };
  const loaded = await load({ "a.mjs": text, ...part });
  expect(loaded.selfContained).toBe(false);
  expect(loaded.inputs).toEqual(["a.mjs"]);
});

test.each<[string, string, RegExp]>([
  ["ts", "export const a = 1;", /^a\.ts: expected a default export such as defineConfig\(.*\), received none$/],
  ["ts", "export default () => 1;", /^a\.ts: expected a default export .* received a function$/],
  ["ts", "export default [];", /^a\.ts: expected the settings of a document, received an empty list$/],
  ["ts", `export default [${one}, 1];`, /^a\.ts: expected \[1\] such as defineConfig\(.*\), received 1$/],
  [
    "ts",
    `export default [{ ...${one}, ouut: 1 }];`,
    /^a\.ts: expected the settings document, out, .* received \[0\]\.ouut$/,
  ],
  ["ts", `export default { ...${one}, $schema: "" };`, /^a\.ts: expected the settings .* received \$schema$/],
  ["ts", `export default { out: "o" };`, /^a\.ts: expected document, received none$/],
  ["ts", `export default { document: "api.yaml" };`, /^a\.ts: expected out, received none$/],
  ["ts", "export default {", /^a\.ts:1:17: .*end of file/],
  ["ts", `import "./gone.ts"; export default {};`, /^a\.ts:1:8: Could not resolve "\.\/gone\.ts"/],
  ["ts", `import "gone"; export default {};`, /^a\.ts:1:8: Could not resolve "gone"/],
  ["ts", `throw new Error("no");`, /^a\.ts: expected settings, received an error: no$/],
  ["json", "{", /^a\.json: expected JSON, received /],
])("in a.%s `%s` is refused", async (ending, text, want) => {
  const error = await load({ [`a.${ending}`]: text }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(want);
});

test.each([
  ["document", 1, "a path"],
  ["out", "", "a path"],
  ["overlays", "a.yaml", "a list of paths"],
  ["targets", ["typs"], "a list of types, zod, guards, json-schema, builders, descriptors, operations"],
  ["targets", [], "a list of types, zod, guards, json-schema, builders, descriptors, operations"],
  ["plugins", [{ name: "x" }], "a list of targets, each with a name and emit()"],
  ["schemaBase", "here", "a URL"],
  ["jsonSchemaDraft", "04", "2020-12 or draft-07"],
  ["builderBases", "../builder.ts", "true or false"],
  ["builderBase", "../builder.ts", "an object of the texts module, name and types"],
  ["builderBase", { module: "a", name: "builder", types: "b" }, "an object of the texts module, name and types"],
  ["formats", { uuid: "check" }, 'an object of "assert" and "annotate" by format'],
  ["allowRemote", "yes", "true or false"],
  ["override", "x", "a function"],
])("%s: %j is refused", async (key, value, expected) => {
  await expect(load({ "a.json": { ...entry, [key]: value } })).rejects.toThrow(
    `a.json: expected ${key} to be ${expected}, received ${JSON.stringify(value)}`,
  );
});

test("every setting is taken as it should be", async () => {
  const settings = {
    ...entry,
    overlays: ["a.yaml"],
    targets: ["types", "zod"],
    schemaBase: "https://example.com/",
    jsonSchemaDraft: "draft-07",
    builderBases: true,
    builderBase: { module: "../builder.ts", name: "Builder", types: "./types.gen.js" },
    formats: { uuid: "annotate", email: "assert" },
    allowRemote: true,
  };
  expect((await load({ "a.json": settings })).entries).toEqual([settings]);
});
