import { compileSchema } from "@starfix/codegen";
import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { timeAlternating } from "../time-alternating.ts";
import type { BenchContext } from "./bench-context.ts";
import { ITEM_SCHEMA } from "./item.ts";

type Schema = Parameters<typeof compileSchema>[0];
type Compile = (schema: Schema) => (value: unknown) => boolean;

/** Schemas of every size that all three compile, each with a value it takes and one it refuses. */
export const SCHEMAS: readonly { readonly schema: Schema; readonly valid: unknown; readonly invalid: unknown }[] = [
  { schema: { type: "string", minLength: 2 }, valid: "ab", invalid: "a" },
  { schema: { enum: ["a", "b", 3] }, valid: 3, invalid: 4 },
  { schema: { anyOf: [{ type: "integer" }, { type: "boolean" }] }, valid: true, invalid: "true" },
  {
    schema: { type: "array", prefixItems: [{ type: "string" }], items: { type: "number" } },
    valid: ["a", 1, 2],
    invalid: ["a", "b"],
  },
  {
    schema: {
      type: "object",
      properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
      required: ["name"],
    },
    valid: { name: "a", children: [{ name: "b" }] },
    invalid: { name: "a", children: [{}] },
  },
  {
    schema: {
      $defs: {
        point: { type: "object", properties: { x: { type: "number" }, y: { type: "number" } }, required: ["x"] },
      },
      type: "object",
      properties: { from: { $ref: "#/$defs/point" }, to: { $ref: "#/$defs/point" } },
      additionalProperties: false,
    },
    valid: { from: { x: 1 } },
    invalid: { from: { y: 1 } },
  },
];

/** One for all schemas, as its users have it: a new one would compile the schemas of JSON Schema itself again. */
const ajv = new Ajv2020({ validateFormats: false, strict: false });

export const COMPILERS: ReadonlyMap<string, Compile> = new Map<string, Compile>([
  [
    "ours",
    (schema) => {
      const compiled = compileSchema(schema);
      return (value) => compiled.safeParse(value).success;
    },
  ],
  [
    "ajv",
    (schema) => {
      // By identity ajv remembers what it compiled.
      const fresh = structuredClone(asObject(schema));
      const validate = ajv.compile(fresh);
      ajv.removeSchema(fresh);
      return validate;
    },
  ],
  [
    "z.fromJSONSchema",
    (schema) => {
      const compiled = z.fromJSONSchema(asObject(schema));
      return (value) => compiled.safeParse(value).success;
    },
  ],
]);

/** What it costs to make a validator of a JSON Schema and to judge a first value with it. */
export async function compileSchemaRow(context: BenchContext): Promise<ResultRow> {
  const samples = [...SCHEMAS, { schema: ITEM_SCHEMA as Schema, valid: undefined, invalid: undefined }];
  const times = await timeAlternating(
    [...COMPILERS].map(([name, compile]) => ({
      name,
      times: samples.length,
      run: () => samples.map(({ schema, valid }) => compile(schema)(valid)),
    })),
  );
  const microseconds = (name: string): number => (times.get(name) ?? Number.NaN) / 1000;
  const peers = { ajv: microseconds("ajv"), "z.fromJSONSchema": microseconds("z.fromJSONSchema") };
  context.say(`compileSchema: ${microseconds("ours").toFixed(0)} µs a schema`);
  return measuredRow({ name: "compile-schema.wall", value: microseconds("ours"), unit: "µs", peers });
}

function asObject(schema: Schema): { readonly [key: string]: unknown } {
  if (typeof schema === "object" && schema !== null && !Array.isArray(schema))
    return schema as { [key: string]: unknown };
  throw new Error(`expected a schema that is an object, received ${JSON.stringify(schema)}`);
}
