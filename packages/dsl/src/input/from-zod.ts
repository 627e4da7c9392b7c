import { type $ZodType, toJSONSchema } from "zod/v4/core";
import { DefinitionError, refuse } from "../definition-error.ts";
import { readFields } from "./from-json-schema.ts";
import type { InputOfType } from "./input-of.ts";

/** An object schema of zod 4, also of `zod/mini`: known by what it is, so that any copy of zod will do. */
export interface Zod4Object<TRecord = unknown> {
  readonly _zod: { readonly def: { readonly type: string }; readonly input: TRecord };
}

/**
 * The input schema of records that a zod 4 object describes, before its transforms: text, dates and booleans are `string`,
 * whole numbers (`z.int()`) and bigints `long`, other numbers `double`, objects `json`, lists of text or numbers
 * `stringArray`, `longArray` or `doubleArray`, other lists `json`.
 *
 * @example
 * fromZod(z.object({ city: z.string(), visits: z.int(), tags: z.array(z.string()).optional() }));
 * // => { city: "string", visits: "long", tags: "stringArray" }
 *
 * @throws DefinitionError for a schema of zod 3, which `fromZod3()` of `@starfix/dsl/zod3` takes; and with the JSON pointer of a field that fits
 * no column, such as text or a number.
 */
export function fromZod<TRecord>(schema: Zod4Object<TRecord>): InputOfType<TRecord> {
  if (typeof schema !== "object" || schema === null || !("_zod" in schema)) {
    if (typeof schema === "object" && schema !== null && "_def" in schema) {
      throw new DefinitionError(
        "invalid input schema: expected an object of zod 4, received one of zod 3: call fromZod3() of @starfix/dsl/zod3",
      );
    }
    refuse("input schema", "an object of zod 4 such as z.object({ city: z.string() })", schema);
  }
  const json = toJSONSchema(schema as unknown as $ZodType, {
    io: "input",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      // JSON has neither: a date is read from text, a bigint is a whole number.
      const { type } = zodSchema._zod.def;
      if (type === "date") jsonSchema.type = "string";
      if (type === "bigint") jsonSchema.type = "integer";
    },
  });
  // The types say of the records what the JSON Schema says of their fields.
  return readFields(json) as InputOfType<TRecord>;
}
