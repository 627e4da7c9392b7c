import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { jsonSchemas } from "./json-schema.ts";
import { connectionByKey, job, samples } from "./testing/samples.ts";
import * as schemas from "./zod.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
for (const schema of jsonSchemas) ajv.addSchema(schema);

const components = jsonSchemas.map((schema) => String(schema.$id).replace(/^.*\/(\w+)\.json$/, "$1"));
const zod = new Map(Object.entries(schemas).map(([name, schema]) => [name.slice(1), schema]));

test("every component has a zod schema, a JSON Schema and samples of both kinds", () => {
  expect([...zod.keys()].sort()).toEqual([...components].sort());
  expect(Object.keys(samples).sort()).toEqual([...components].sort());
  for (const { valid, invalid } of Object.values(samples))
    expect(Math.min(valid.length, invalid.length)).toBeGreaterThan(0);
});

test.each(components)("%s: zod and ajv give the same verdicts, and zod changes nothing", (component) => {
  const validate = ajv.getSchema(`https://starfix.dev/schema/${component}.json`);
  const schema = zod.get(component);
  if (!validate || !schema) throw new Error(`no schema of ${component}`);
  const { valid, invalid } = samples[component] ?? { valid: [], invalid: [] };
  for (const value of valid) {
    const before = structuredClone(value);
    expect({ value, ajv: validate(value), errors: validate.errors }).toMatchObject({ ajv: true });
    expect(schema.parse(value)).toEqual(before);
    expect(value).toEqual(before);
  }
  for (const value of invalid) {
    expect({ value, ajv: validate(value), zod: schema.safeParse(value).success }).toEqual({
      value,
      ajv: false,
      zod: false,
    });
  }
});

test("an unknown key is an issue at its object, with the name of the key", () => {
  const result = schemas.zCreateJobRequest.safeParse({
    ...job,
    source: { ...(job.source as object), uri: "x", url: "y" },
  });
  expect(result.error?.issues).toMatchObject([{ code: "unrecognized_keys", path: ["source"], keys: ["uri", "url"] }]);
  const nested = schemas.zCreateConnectionRequest.safeParse({
    ...connectionByKey,
    secrets: { type: "access_key", accessKeySecret: "s", "a/b": 1 },
  });
  expect(nested.error?.issues).toMatchObject([{ code: "unrecognized_keys", path: ["secrets"], keys: ["a/b"] }]);
});

test("an unknown discriminator is an issue at the discriminator", () => {
  const result = schemas.zCreateJobRequest.safeParse({ ...job, source: { ...(job.source as object), type: "gcs" } });
  expect(result.error?.issues).toMatchObject([
    {
      code: "invalid_union",
      path: ["source", "type"],
      options: ["azure", "connection", "s3", "table", "inline", "uploaded"],
    },
  ]);
});

test("lengths are counted as characters, and said so", () => {
  expect(schemas.zConnectionName.safeParse("🐨".repeat(65)).error?.issues).toMatchObject([
    { code: "too_big", maximum: 64, origin: "string" },
  ]);
  expect(schemas.zConnectionName.safeParse("").error?.issues).toMatchObject([{ code: "too_small", minimum: 1 }]);
});

test("defaults are not filled in", () => {
  expect(schemas.zSqlRequest.parse({ query: "SELECT 1" })).toEqual({ query: "SELECT 1" });
});

test("every mistake is an issue with its path, in the order of their names", () => {
  const result = schemas.zCreateJobRequest.safeParse({ type: "batch", tpye: 1 });
  expect(result.error?.issues.map((issue) => issue.path)).toEqual([["source"], ["target"], []]);
});
