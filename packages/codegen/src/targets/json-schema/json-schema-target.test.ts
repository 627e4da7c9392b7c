import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import type { JsonValue } from "../../load/json.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { temporaryFolder } from "../../testing/emit.ts";
import { runTarget, type TargetRun } from "../../testing/target-context.ts";
import type { TargetContext } from "../target.ts";
import { jsonSchemaTarget } from "./json-schema-target.ts";

const ref = (name: string): NormalisedSchema => ({ $ref: `#/components/schemas/${name}` });
const never: NormalisedSchema = { not: {} };

interface Loaded extends TargetRun {
  readonly module: Readonly<Record<string, unknown>> & { readonly jsonSchemas: readonly Record<string, unknown>[] };
}

/** Runs the target and imports what it made. */
async function load(
  schemas: Readonly<Record<string, NormalisedSchema>>,
  options: Partial<TargetContext> = {},
): Promise<Loaded> {
  const run = await runTarget(jsonSchemaTarget, schemas, options);
  await using folder = await temporaryFolder();
  const file = join(folder.path, "json-schema.gen.mjs");
  await writeFile(file, run.files.get("json-schema.gen.js") ?? "");
  return { ...run, module: await import(/* @vite-ignore */ pathToFileURL(file).href) };
}

async function converted(schema: NormalisedSchema, options: Partial<TargetContext> = {}): Promise<unknown> {
  const { module } = await load({ "Ba se": { type: "string" }, Given: schema }, options);
  const { $schema, $id, ...rest } = module.GivenJsonSchema as Record<string, unknown>;
  expect($id).toBe("https://example.com/schema/Given.json");
  return rest;
}

test.each<[string, NormalisedSchema, object]>([
  [
    "references are relative",
    { type: "array", items: ref("Ba se") },
    { type: "array", items: { $ref: "Ba%20se.json" } },
  ],
  [
    "integers are limited to those that JSON.parse does not round",
    { type: "integer", minimum: 0 },
    { type: "integer", minimum: 0, maximum: 9007199254740991 },
  ],
  [
    "int32 has bounds",
    { type: "integer", format: "int32" },
    { type: "integer", minimum: -2147483648, maximum: 2147483647 },
  ],
  [
    "a narrower exclusive bound is the only one",
    { type: "integer", exclusiveMinimum: 3 },
    { type: "integer", exclusiveMinimum: 3, maximum: 9007199254740991 },
  ],
  ["asserted formats stay", { type: "string", format: "uuid" }, { type: "string", format: "uuid" }],
  ["other formats are left out", { type: "string", format: "password" }, { type: "string" }],
  ["extensions and discriminators are left out", { type: "string", "x-a": 1 }, { type: "string" }],
  [
    "annotations stay",
    { description: "d", type: "string", default: "x", deprecated: true },
    { description: "d", type: "string", default: "x", deprecated: true },
  ],
  [
    "a name without an encoding",
    { type: "array", items: ref("\ud800") },
    { type: "array", items: { $ref: "%EF%BF%BD.json" } },
  ],
  ["nothing is allowed", never, { not: {} }],
  [
    "nothing is allowed inside",
    { type: "array", prefixItems: [{}], items: never },
    { type: "array", prefixItems: [{}], items: false },
  ],
  [
    "every place of a schema",
    {
      type: ["object", "array"],
      prefixItems: [ref("Given")],
      items: ref("Given"),
      contains: ref("Given"),
      unevaluatedItems: false,
      properties: { a: ref("Given") },
      patternProperties: { b: ref("Given") },
      additionalProperties: ref("Given"),
      propertyNames: ref("Given"),
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: ref("Given") },
      unevaluatedProperties: ref("Given"),
      allOf: [ref("Given")],
      oneOf: [ref("Given")],
      anyOf: [ref("Given")],
      not: ref("Given"),
      if: ref("Given"),
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: ref("Given"),
      else: never,
    },
    {
      type: ["object", "array"],
      prefixItems: [{ $ref: "Given.json" }],
      items: { $ref: "Given.json" },
      contains: { $ref: "Given.json" },
      unevaluatedItems: false,
      properties: { a: { $ref: "Given.json" } },
      patternProperties: { b: { $ref: "Given.json" } },
      additionalProperties: { $ref: "Given.json" },
      propertyNames: { $ref: "Given.json" },
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: { $ref: "Given.json" } },
      unevaluatedProperties: { $ref: "Given.json" },
      allOf: [{ $ref: "Given.json" }],
      oneOf: [{ $ref: "Given.json" }],
      anyOf: [{ $ref: "Given.json" }],
      not: { $ref: "Given.json" },
      if: { $ref: "Given.json" },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: { $ref: "Given.json" },
      else: false,
    },
  ],
  ["a condition without consequence is left out", { if: { type: "string" } }, {}],
])("%s", async (_, given, want) => {
  expect(await converted(given)).toEqual(want);
});

test.each<[string, NormalisedSchema, object]>([
  ["references have no siblings", ref("Ba se"), { allOf: [{ $ref: "Ba%20se.json" }] }],
  [
    "annotations next to a reference",
    { type: "array", items: { description: "d", ...ref("Ba se") } },
    { type: "array", items: { description: "d", allOf: [{ $ref: "Ba%20se.json" }] } },
  ],
  [
    "tuples",
    { type: "array", prefixItems: [{ type: "string" }], items: never },
    { type: "array", items: [{ type: "string" }], additionalItems: false },
  ],
  [
    "dependencies",
    { type: "object", dependentRequired: { a: ["b"], c: ["d"] }, dependentSchemas: { a: never, e: {} } },
    { type: "object", dependencies: { a: { allOf: [{ required: ["b"] }, false] }, c: ["d"], e: {} } },
  ],
  [
    "what is unevaluated where nothing else evaluates",
    { type: "object", properties: { a: {} }, unevaluatedProperties: false },
    { type: "object", properties: { a: {} }, additionalProperties: false },
  ],
  ["contains of none", { type: "array", contains: { type: "string" }, minContains: 0 }, { type: "array" }],
])("draft 07: %s", async (_, given, want) => {
  expect(await converted(given, { jsonSchemaDraft: "draft-07" })).toEqual(want);
});

test("draft 07: what it has nothing for is left out and reported", async () => {
  const { module, reports } = await load(
    {
      "a/b": {
        type: ["array", "object"],
        contains: {},
        minContains: 2,
        maxContains: 3,
        unevaluatedItems: false,
        unevaluatedProperties: false,
        anyOf: [{ properties: { a: {} } }],
      },
    },
    { jsonSchemaDraft: "draft-07" },
  );
  expect(module.jsonSchemas).toEqual([
    {
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "https://example.com/schema/a%2Fb.json",
      type: ["array", "object"],
      contains: {},
      anyOf: [{ properties: { a: {} } }],
    },
  ]);
  expect(reports.map(({ code, pointer, message }) => [code, pointer, message.split(" received ")[1]])).toEqual([
    ["dropped_keyword", "/components/schemas/a~1b", "unevaluatedItems; it is left out of ABJsonSchema"],
    ["dropped_keyword", "/components/schemas/a~1b", "unevaluatedProperties; it is left out of ABJsonSchema"],
    ["dropped_keyword", "/components/schemas/a~1b", "maxContains; it is left out of ABJsonSchema"],
    ["dropped_keyword", "/components/schemas/a~1b", "minContains; it is left out of ABJsonSchema"],
  ]);
});

test("a format that the user takes as a description is left out", async () => {
  const formats = { uuid: "annotate", int32: "annotate" } as const;
  expect(await converted({ type: "string", format: "uuid" }, { formats })).toEqual({ type: "string" });
  expect(await converted({ type: "integer", format: "int32" }, { formats })).toEqual({
    type: "integer",
    minimum: -9007199254740991,
    maximum: 9007199254740991,
  });
});

test("names of the language stay names", async () => {
  const properties = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"string"}}');
  const { module } = await load({ Given: { type: "object", properties } });
  const validate = new Ajv2020({ strict: true }).compile(module.GivenJsonSchema as object);
  expect(validate(JSON.parse('{"__proto__":"a","constructor":"b"}'))).toBe(true);
  expect(validate(JSON.parse('{"__proto__":1}'))).toBe(false);
});

test("all schemas are listed and declared", async () => {
  const { module, files } = await load({ A: { description: "One.", type: "string" }, "b-c": {} });
  expect(module.jsonSchemas).toEqual([module.AJsonSchema, module.BCJsonSchema]);
  expect(files.get("json-schema.gen.d.ts")).toBe(`// header
/** A JSON Schema of draft 2020-12. References between them are relative, so a validator is given all of \`jsonSchemas\`. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** One. */
export declare const AJsonSchema: JsonSchema;

export declare const BCJsonSchema: JsonSchema;

/** Every schema of this file. */
export declare const jsonSchemas: readonly JsonSchema[];
`);
});

const samples: Readonly<Record<string, { schema: NormalisedSchema; valid: JsonValue[]; invalid: JsonValue[] }>> = {
  Tree: {
    schema: { type: "object", properties: { next: { description: "d", ...ref("Tree") }, id: { type: "integer" } } },
    valid: [{}, { next: { next: { id: 1 } } }],
    invalid: [{ next: { next: 1 } }, { id: 1.5 }],
  },
  Alias: { schema: { description: "Another name.", ...ref("Tree") }, valid: [{}], invalid: [1] },
  Tuple: {
    schema: { type: "array", prefixItems: [{ type: "string" }], items: { type: "number" }, minItems: 1 },
    valid: [["a"], ["a", 1, 2]],
    invalid: [[], [1], ["a", "b"]],
  },
  Dependent: {
    schema: {
      type: "object",
      properties: { a: {}, b: {}, c: { type: "string" } },
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: { properties: { c: { const: "x" } } } },
    },
    valid: [{}, { a: 1, b: 1 }, { a: 1, b: 1, c: "x" }],
    invalid: [{ a: 1 }, { a: 1, b: 1, c: "y" }],
  },
  Sealed: {
    schema: { type: "object", properties: { a: {} }, unevaluatedProperties: { type: "string" } },
    valid: [{ a: 1, b: "c" }],
    invalid: [{ b: 1 }],
  },
  Time: { schema: { type: "string", format: "date-time" }, valid: ["2024-02-29T12:00:00Z"], invalid: ["today"] },
  Contains: {
    schema: { type: "array", contains: { type: "string" } },
    valid: [["a"], [1, "a"]],
    invalid: [[], [1]],
  },
};

test.each(["2020-12", "draft-07"] as const)("ajv accepts and rejects values of every schema in %s", async (draft) => {
  const schemas = Object.fromEntries(Object.entries(samples).map(([name, { schema }]) => [name, schema]));
  const { module, reports } = await load(schemas, { jsonSchemaDraft: draft });
  expect(reports).toEqual([]);
  const ajv =
    draft === "2020-12"
      ? new Ajv2020({ strict: true, strictTuples: false, strictRequired: false })
      : new Ajv({ strict: true, strictTuples: false, strictRequired: false });
  addFormats.default(ajv);
  for (const schema of module.jsonSchemas) ajv.addSchema(schema);
  for (const [name, { valid, invalid }] of Object.entries(samples)) {
    const validate = ajv.getSchema(`https://example.com/schema/${name}.json`);
    for (const value of valid) expect([name, value, validate?.(value)]).toEqual([name, value, true]);
    for (const value of invalid) expect([name, value, validate?.(value)]).toEqual([name, value, false]);
  }
});
