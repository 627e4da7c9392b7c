import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, expect, test } from "vitest";
import type { z } from "zod";
import { generate } from "../generate.ts";
import { documentOf } from "../testing/emit.ts";

// Inside the package, so that the generated files find zod.
const root = join(dirname(fileURLToPath(import.meta.url)), "../../.tmp");
await mkdir(root, { recursive: true });
const folder = await mkdtemp(join(root, "verdicts-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const leaf = { type: "object", required: ["t"], properties: { t: { const: "leaf" } }, additionalProperties: false };
const branch = {
  type: "object",
  required: ["t", "parts"],
  properties: { t: { enum: ["branch", "twig"] }, parts: { type: "array", items: ref("Tree") } },
};

const cases: Readonly<Record<string, { readonly schema: object; readonly values: readonly unknown[] }>> = {
  Anything: { schema: {}, values: [null, 1, {}] },
  Holder: { schema: { type: "object", required: ["a"], properties: { a: {} } }, values: [{}, { a: null }, { b: 1 }] },
  Integer: {
    schema: { type: "integer", minimum: -3, exclusiveMaximum: 5 },
    values: [-4, -3, 0, 1.5, 4, 5, 1.0, "1", 2 ** 53],
  },
  Large: { schema: { type: "integer", format: "int64" }, values: [2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300] },
  Small: { schema: { type: "integer", format: "int32" }, values: [2147483647, 2147483648, -2147483648, -2147483649] },
  Amount: {
    schema: { type: "number", exclusiveMinimum: 0, maximum: 10, multipleOf: 0.5 },
    values: [0, 0.5, 0.7, 10, 10.5],
  },
  Text: {
    schema: { type: "string", minLength: 2, maxLength: 3 },
    values: ["a", "ab", "🐨", "🐨🐨", "🐨🐨🐨", "🐨🐨🐨🐨", "abcd"],
  },
  Pattern: { schema: { type: "string", pattern: "^\\p{L}+/$" }, values: ["ü/", "ü", "1/", "a/b"] },
  Day: {
    schema: { type: "string", format: "date" },
    values: ["2024-02-29", "2023-02-29", "2024-2-1", "2024-02-29T00:00:00Z"],
  },
  Nullable: { schema: { type: ["string", "null"], enum: ["a", null] }, values: ["a", null, "b", ""] },
  Mixed: { schema: { type: ["string", "integer"], minLength: 2, minimum: 5 }, values: ["ab", "a", 5, 4, 5.5, null] },
  Numbers: { schema: { enum: [1, "1", true, null] }, values: [1, "1", true, null, false, 0] },
  List: {
    schema: { type: "array", items: { type: "boolean" }, minItems: 1, maxItems: 2 },
    values: [[], [true], [true, false], [true, true, true], ["true"], {}],
  },
  Dictionary: {
    schema: { type: "object", additionalProperties: { type: "integer" } },
    values: [{}, { a: 1 }, { a: "1" }, [], null],
  },
  Catchall: {
    schema: { type: "object", properties: { a: { type: "string" } }, additionalProperties: { type: "integer" } },
    values: [{ a: "x", b: 1 }, { b: "x" }, { a: 1 }],
  },
  Closed: {
    schema: { type: "object", additionalProperties: false, properties: { a: { type: "string" } } },
    values: [{}, { a: "x" }, { b: 1 }, { A: "x" }],
  },
  ExactlyOne: {
    schema: { oneOf: [{ type: "number", minimum: 5 }, { type: "integer" }] },
    values: [1, 5.5, 6, 1.5, "x"],
  },
  AnyOf: { schema: { anyOf: [{ type: "number", minimum: 5 }, { type: "integer" }] }, values: [1, 5.5, 6, 1.5, "x"] },
  Merged: {
    schema: {
      allOf: [
        ref("Holder"),
        { type: "object", required: ["b"], properties: { a: { type: "string" }, b: { type: "integer" } } },
      ],
    },
    values: [{ a: "x", b: 1 }, { a: 1, b: 1 }, { a: "x" }, { b: 1 }],
  },
  Alias: { schema: { description: "Another name.", ...ref("Text") }, values: ["ab", "a"] },
  Tree: {
    schema: { oneOf: [ref("Leaf"), ref("Branch")], discriminator: { propertyName: "t" } },
    values: [
      { t: "leaf" },
      { t: "twig", parts: [{ t: "leaf" }, { t: "branch", parts: [] }] },
      { t: "branch", parts: [{}] },
      { t: "leaf", x: 1 },
      { t: "root" },
      {},
    ],
  },
  Forest: {
    schema: { oneOf: [ref("Tree"), ref("Stone")], discriminator: { propertyName: "t" } },
    values: [{ t: "stone" }, { t: "leaf" }, { t: "branch" }, { t: "x" }],
  },
  Leaf: { schema: leaf, values: [{ t: "leaf" }, { t: "branch" }] },
  Branch: { schema: branch, values: [{ t: "branch", parts: [], more: 1 }, { t: "leaf" }] },
  Stone: {
    schema: { type: "object", required: ["t"], properties: { t: { const: "stone" } } },
    values: [{ t: "stone" }, {}],
  },
  Maybe: { schema: { anyOf: [ref("Tree"), { type: "null" }] }, values: [null, { t: "leaf" }, {}, "x"] },
  Circle: {
    schema: { type: "object", properties: { next: ref("Circle") } },
    values: [{ next: { next: {} } }, { next: { next: 1 } }],
  },
};

const schemas = Object.fromEntries(Object.entries(cases).map(([name, { schema }]) => [name, schema]));
await writeFile(join(folder, "api.json"), JSON.stringify(documentOf(schemas)));
const { files } = await generate({ document: "api.json", cwd: folder, targets: ["zod", "json-schema"] });
for (const { path, text } of files) await writeFile(join(folder, path), text);
const zod: Readonly<Record<string, z.ZodType>> = await import(
  /* @vite-ignore */ pathToFileURL(join(folder, "zod.gen.ts")).href
);
const { jsonSchemas } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "json-schema.gen.ts")).href);

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats.default(ajv);
for (const schema of jsonSchemas) ajv.addSchema(schema);

test.each(Object.keys(cases))(
  "%s: zod and ajv give the same verdict of every value, and both verdicts occur",
  (name) => {
    const validate = ajv.getSchema(`https://starfix.dev/schema/${name}.json`);
    const schema = zod[`z${name}`];
    if (!validate || !schema) throw new Error(`no schema of ${name}`);
    const verdicts = (cases[name]?.values ?? []).map((value) => {
      const result = schema.safeParse(value);
      if (result.success) expect(result.data).toEqual(value);
      expect({ value, verdict: result.success }).toEqual({ value, verdict: validate(value) });
      return result.success;
    });
    expect([...new Set(verdicts)].sort()).toEqual(name === "Anything" ? [true] : [false, true]);
  },
);
