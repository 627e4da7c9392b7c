import type { NormalisedSchema } from "./normalised-document.ts";
import { type Draft, inOrder, isAnything, NOTHING } from "./schema-parts.ts";

const IN_PLACE = ["$ref", "allOf", "oneOf", "anyOf", "if", "then", "else"] as const;

/** The schemas for members that no other keyword has evaluated. */
export type Unevaluated = Pick<NormalisedSchema, "unevaluatedItems" | "unevaluatedProperties">;

/**
 * Adds `unevaluated…` to a schema. If no other schema applies to the same value, only the sibling keywords
 * can have evaluated a member, so `additionalProperties` and `items` have the same effect.
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

/** Whether the result of a schema depends on what other schemas evaluated. */
export function isScoped(schema: NormalisedSchema): boolean {
  return schema.unevaluatedItems !== undefined || schema.unevaluatedProperties !== undefined;
}

/** Whether a schema does not depend on what other schemas evaluated, so that it can be moved. */
export function isPlain(schema: NormalisedSchema): boolean {
  return (
    !IN_PLACE.some((key) => schema[key] !== undefined) &&
    (schema.not === undefined || isAnything(schema.not)) &&
    schema.dependentSchemas === undefined &&
    !isScoped(schema)
  );
}
