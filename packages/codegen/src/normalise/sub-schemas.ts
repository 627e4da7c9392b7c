import type { NormalisedSchema } from "./normalised-document.ts";

const ONE = [
  "items",
  "contains",
  "unevaluatedItems",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
] as const;
const LISTS = ["prefixItems", "allOf", "oneOf", "anyOf"] as const;
const MAPS = ["properties", "patternProperties", "dependentSchemas"] as const;

/** Every schema that stands directly inside a schema, with the steps that lead to it. References are not followed. */
export function* subSchemas(
  schema: NormalisedSchema,
): Generator<readonly [steps: readonly (string | number)[], schema: NormalisedSchema]> {
  for (const key of ONE) {
    const member = schema[key];
    if (typeof member === "object") yield [[key], member];
  }
  for (const key of LISTS) for (const [index, member] of (schema[key] ?? []).entries()) yield [[key, index], member];
  for (const key of MAPS) for (const [name, member] of Object.entries(schema[key] ?? {})) yield [[key, name], member];
}
