import { ANNOTATIONS, isExtension, ORDER } from "./keywords.ts";
import { type NormalisedSchema, typesOf } from "./normalised-document.ts";

/** Lets a schema take null, too. */
export function allowNull(schema: NormalisedSchema): NormalisedSchema {
  const types = typesOf(schema);
  if (
    types.length === 0 &&
    !schema.$ref &&
    !schema.oneOf &&
    !schema.anyOf &&
    !schema.enum &&
    schema.const === undefined
  )
    return schema;
  if (types.includes("null")) return schema;
  if (types.length > 0) {
    const values = schema.const === undefined ? schema.enum : [schema.const];
    const { const: _, ...rest } = schema;
    return { ...rest, type: [...types, "null"], ...(values ? { enum: [...values, null] } : {}) };
  }
  return { ...annotationsOf(schema), anyOf: [inOrder(validating(schema)), { type: "null" }] };
}

export function annotationsOf(schema: object): NormalisedSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => ANNOTATIONS.has(key) || isExtension(key)));
}

export function validating(schema: NormalisedSchema): NormalisedSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !ANNOTATIONS.has(key) && !isExtension(key)));
}

/** The same schema with its keys in the one order. */
export function inOrder(schema: NormalisedSchema): NormalisedSchema {
  const keys = [...ORDER, ...Object.keys(schema).filter(isExtension).sort()];
  const members = new Map(Object.entries(schema));
  return Object.fromEntries(keys.flatMap((key) => (members.get(key) === undefined ? [] : [[key, members.get(key)]])));
}
