import type { JsonValue } from "../load/json.ts";
import { ANNOTATIONS, isExtension, RANK } from "./keywords.ts";
import { type NormalisedSchema, typesOf } from "./normalised-document.ts";

/** A mutable schema. */
export type Draft = { -readonly [TKey in keyof NormalisedSchema]: NormalisedSchema[TKey] };

/** The schema for which no value is valid. */
export const NOTHING: NormalisedSchema = { not: {} };

/** Keywords that apply other schemas to the same value, so that adding null to `type` is not enough. */
const IN_PLACE = ["$ref", "allOf", "oneOf", "anyOf", "not", "if"] as const;

/** Makes null valid, too. */
export function allowNull(schema: NormalisedSchema): NormalisedSchema {
  const types = typesOf(schema);
  const isComposed = IN_PLACE.some((key) => schema[key] !== undefined);
  if (!isComposed) {
    if (types.includes("null")) return schema;
    const { const: only, ...rest } = schema;
    const draft: Draft = types.length > 0 ? { ...rest, type: [...types, "null"] } : rest;
    const values = only === undefined ? schema.enum : [only];
    if (values) draft.enum = values.includes(null) ? values : [...values, null];
    return inOrder(draft);
  }
  if (isNullIn(schema)) return schema;
  return { ...annotationsOf(schema), anyOf: [validating(schema), { type: "null" }] };
}

function isNullIn(schema: NormalisedSchema): boolean {
  const others = Object.keys(schema).filter((key) => key !== "anyOf" && !isAnnotation(key));
  return others.length === 0 && (schema.anyOf ?? []).some((member) => member.type === "null");
}

export function isAnnotation(key: string): boolean {
  return ANNOTATIONS.has(key) || isExtension(key);
}

/** Whether every value is valid: the schema has only annotations. */
export function isAnything(schema: NormalisedSchema): boolean {
  for (const key of Object.keys(schema)) if (!isAnnotation(key)) return false;
  return true;
}

export function isNothing(schema: NormalisedSchema): boolean {
  return schema.not !== undefined && Object.keys(schema.not).length === 0;
}

export function annotationsOf(schema: object): NormalisedSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => isAnnotation(key)));
}

export function validating(schema: NormalisedSchema): NormalisedSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !isAnnotation(key)));
}

const LAST = RANK.size;

function rankOf(key: string): number {
  return RANK.get(key) ?? LAST;
}

/** The keys of a schema in the order of normalised schemas. */
export function keysInOrder(schema: object): string[] {
  const keys = Object.keys(schema);
  for (let index = 1; index < keys.length; index++) {
    if (compareKeys(keys[index - 1] ?? "", keys[index] ?? "") > 0) return keys.sort(compareKeys);
  }
  return keys;
}

function compareKeys(one: string, two: string): number {
  return rankOf(one) - rankOf(two) || (one < two ? -1 : 1);
}

/** The schema with its keys in the order of normalised schemas, without undefined ones. */
export function inOrder(schema: NormalisedSchema): NormalisedSchema {
  const keys = Object.keys(schema);
  let last = "";
  let isInOrder = true;
  for (const key of keys) {
    if ((last !== "" && compareKeys(last, key) > 0) || Reflect.get(schema, key) === undefined) {
      isInOrder = false;
      break;
    }
    last = key;
  }
  if (isInOrder) return schema;
  const result: Record<string, JsonValue> = {};
  for (const key of keys.sort(compareKeys)) {
    const value: JsonValue | undefined = Reflect.get(schema, key);
    if (value !== undefined) result[key] = value;
  }
  // The entries are those of a normalised schema.
  return result as NormalisedSchema;
}
