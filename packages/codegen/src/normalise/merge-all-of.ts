import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../load/json.ts";
import { ANNOTATIONS } from "./keywords.ts";
import { type NormalisedSchema, type SchemaType, typesOf } from "./normalised-document.ts";
import { inOrder } from "./schema-parts.ts";

/** Why two members of an `allOf` cannot be said as one schema. */
export class MergeConflict extends Error {
  override readonly name = "MergeConflict";
}

type Draft = { -readonly [TKey in keyof NormalisedSchema]?: NormalisedSchema[TKey] };

/**
 * Says in one schema what two schemas say together. `resolve` follows a `$ref`.
 * Titles, descriptions and the like are those of `right`, then of `left`.
 *
 * @throws {MergeConflict} when one schema cannot say it.
 */
export function mergeSchemas(
  left: NormalisedSchema,
  right: NormalisedSchema,
  resolve: (schema: NormalisedSchema) => NormalisedSchema,
): NormalisedSchema {
  if (isDeepStrictEqual(left, right) || isAnything(right)) return { ...left, ...right };
  if (isAnything(left)) return { ...left, ...right };
  const first = resolve(left);
  const second = resolve(right);
  if (first.oneOf ?? first.anyOf ?? second.oneOf ?? second.anyOf) {
    throw new MergeConflict("expected members without oneOf or anyOf, received one beside another member");
  }
  const merged: Draft = { ...first, ...second };
  const types = intersectTypes(first, second);
  if (types) merged.type = types.length === 1 && types[0] ? types[0] : types;
  for (const key of ["minLength", "minimum", "exclusiveMinimum", "minItems"] as const)
    pick(merged, key, first, second, Math.max);
  for (const key of ["maxLength", "maximum", "exclusiveMaximum", "maxItems"] as const)
    pick(merged, key, first, second, Math.min);
  for (const key of ["format", "pattern", "multipleOf"] as const) {
    if (first[key] !== undefined && second[key] !== undefined && first[key] !== second[key]) {
      throw new MergeConflict(`expected one ${key}, received ${first[key]} and ${second[key]}`);
    }
  }
  mergeValues(merged, first, second);
  if (first.items && second.items) merged.items = mergeSchemas(first.items, second.items, resolve);
  mergeObjects(merged, first, second, resolve);
  // Only members that are present were set.
  return inOrder(merged as NormalisedSchema);
}

function isAnything(schema: NormalisedSchema): boolean {
  return Object.keys(schema).every((key) => ANNOTATIONS.has(key) || key.startsWith("x-"));
}

function intersectTypes(first: NormalisedSchema, second: NormalisedSchema): readonly SchemaType[] | undefined {
  const one = typesOf(first);
  const two = typesOf(second);
  if (one.length === 0 || two.length === 0) return one.length === 0 ? (two.length === 0 ? undefined : two) : one;
  const both = one.flatMap((type) => {
    if (two.includes(type)) return [type];
    if (type === "integer" && two.includes("number")) return [type];
    return type === "number" && two.includes("integer") ? (["integer"] as const) : [];
  });
  if (both.length === 0)
    throw new MergeConflict(`expected a common type, received ${one.join("|")} and ${two.join("|")}`);
  return both;
}

type Bound =
  | "minLength"
  | "minimum"
  | "exclusiveMinimum"
  | "minItems"
  | "maxLength"
  | "maximum"
  | "exclusiveMaximum"
  | "maxItems";

function pick(
  merged: Draft,
  key: Bound,
  first: NormalisedSchema,
  second: NormalisedSchema,
  choose: typeof Math.max,
): void {
  const bounds = [first[key], second[key]].filter((bound) => bound !== undefined);
  if (bounds.length > 0) merged[key] = choose(...bounds);
}

function mergeValues(merged: Draft, first: NormalisedSchema, second: NormalisedSchema): void {
  const one = valuesOf(first);
  const two = valuesOf(second);
  if (!one || !two) return;
  const both = one.filter((value) => two.includes(value));
  if (both.length === 0) {
    throw new MergeConflict(`expected a common value, received ${JSON.stringify(one)} and ${JSON.stringify(two)}`);
  }
  delete merged.const;
  delete merged.enum;
  if (both.length === 1 && both[0] !== undefined) merged.const = both[0];
  else merged.enum = both;
}

function valuesOf(schema: NormalisedSchema): readonly JsonValue[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function mergeObjects(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  resolve: (schema: NormalisedSchema) => NormalisedSchema,
): void {
  if (!first.properties && !second.properties && first.additionalProperties === undefined) return;
  const properties: Record<string, NormalisedSchema> = {};
  for (const name of new Set([...Object.keys(first.properties ?? {}), ...Object.keys(second.properties ?? {})])) {
    const one = memberOf(first, name);
    const two = memberOf(second, name);
    if (one === false || two === false) {
      throw new MergeConflict(`expected ${name} to be allowed by every member, one has additionalProperties: false`);
    }
    properties[name] = mergeSchemas(one, two, resolve);
  }
  merged.properties = properties;
  const required = [...new Set([...(first.required ?? []), ...(second.required ?? [])])];
  if (required.length > 0) merged.required = required;
  const one = first.additionalProperties ?? {};
  const two = second.additionalProperties ?? {};
  if (first.additionalProperties === undefined && second.additionalProperties === undefined) return;
  if (one === false || two === false) merged.additionalProperties = false;
  else merged.additionalProperties = mergeSchemas(one, two, resolve);
}

/** What a schema says about one member: false when it forbids it. */
function memberOf(schema: NormalisedSchema, name: string): NormalisedSchema | false {
  const property = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  if (property) return property;
  return schema.additionalProperties ?? {};
}
