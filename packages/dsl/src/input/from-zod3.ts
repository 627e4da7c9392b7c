import { zodToJsonSchema } from "zod-to-json-schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { readFields } from "./from-json-schema.ts";
import type { InputOfType } from "./input-of.ts";

/** An object schema of zod 3: known by what it is, so that any copy of zod will do. */
export interface Zod3Object<TRecord = unknown> {
  readonly _def: object;
  readonly _input: TRecord;
  /** An object of zod 4 has this. */
  readonly _zod?: never;
}

/**
 * The input schema of records that a zod 3 object describes, before its transforms; the types are those of `fromZod()`, and
 * `z.number().int()` is `long`. Needs the package `zod-to-json-schema` to be installed: zod 3 makes no JSON Schema by itself.
 *
 * @example
 * fromZod3(z.object({ city: z.string(), visits: z.number().int() }));
 * // => { city: "string", visits: "long" }
 *
 * @throws DefinitionError for a schema of zod 4, which `fromZod()` of `@starfix/dsl/input` takes; and with the JSON pointer of a field that fits no
 * column, such as text or a number.
 */
export function fromZod3<TRecord>(schema: Zod3Object<TRecord>): InputOfType<TRecord> {
  if (typeof schema !== "object" || schema === null || "_zod" in schema || !("_def" in schema)) {
    // zod-to-json-schema makes an empty schema of an object of zod 4, without a word.
    if (typeof schema === "object" && schema !== null && "_zod" in schema) {
      throw new DefinitionError(
        "invalid input schema: expected an object of zod 3, received one of zod 4: call fromZod() of @starfix/dsl/input",
      );
    }
    refuse("input schema", "an object of zod 3 such as z.object({ city: z.string() })", schema);
  }
  const json = zodToJsonSchema(schema as unknown as Parameters<typeof zodToJsonSchema>[0], {
    effectStrategy: "input",
    pipeStrategy: "input",
    dateStrategy: "string",
    $refStrategy: "root",
  });
  // The types say of the records what the JSON Schema says of their fields.
  return readFields(json) as InputOfType<TRecord>;
}
