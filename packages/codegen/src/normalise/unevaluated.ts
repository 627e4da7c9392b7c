import type { NormalisedSchema } from "./normalised-document.ts";
import { type Draft, inOrder, isAnything, NOTHING } from "./schema-parts.ts";

const IN_PLACE = ["$ref", "allOf", "oneOf", "anyOf", "if", "then", "else"] as const;

/** What a schema says of the members that nothing else in it has looked at. */
export type Unevaluated = Pick<NormalisedSchema, "unevaluatedItems" | "unevaluatedProperties">;

/**
 * Adds `unevaluated…` to a schema. Where no other schema looks at the same value, nothing but the keywords beside it
 * can have looked at a member, and then it is what `additionalProperties` and `items` say.
 */
export function withUnevaluated(schema: NormalisedSchema, unevaluated: Unevaluated): NormalisedSchema {
  const { unevaluatedItems: items, unevaluatedProperties: properties } = unevaluated;
  if (items === undefined && properties === undefined) return schema;
  const { $ref, ...rest } = schema;
  const draft: Draft = $ref === undefined ? { ...rest } : { ...rest, allOf: [{ $ref }] };
  const isComposed = IN_PLACE.some((key) => schema[key] !== undefined);
  if (properties !== undefined && draft.additionalProperties === undefined) {
    if (isComposed || schema.dependentSchemas) draft.unevaluatedProperties = properties;
    else draft.additionalProperties = properties;
  }
  if (items !== undefined && draft.items === undefined) {
    if (isComposed || schema.dependentSchemas || schema.contains) draft.unevaluatedItems = items;
    else draft.items = items === false ? NOTHING : items;
  }
  return inOrder(draft);
}

/** Whether a schema sees through what another schema says of the same value. */
export function isScoped(schema: NormalisedSchema): boolean {
  return schema.unevaluatedItems !== undefined || schema.unevaluatedProperties !== undefined;
}

/** Whether a schema says what it says by itself, so that it can be said again elsewhere. */
export function isPlain(schema: NormalisedSchema): boolean {
  return (
    !IN_PLACE.some((key) => schema[key] !== undefined) &&
    (schema.not === undefined || isAnything(schema.not)) &&
    schema.dependentSchemas === undefined &&
    !isScoped(schema)
  );
}
