import { type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { sortedKeys } from "./json-order.ts";
import type { MemberMergeContext } from "./merge-all-of.ts";
import type { NormalisedSchema } from "./normalised-document.ts";
import type { Draft } from "./schema-parts.ts";

/**
 * Merges the property keywords of two schemas. Returns false if one schema cannot express the result: `additionalProperties`
 * depends on the names listed in its own schema, and patterns match names that cannot be listed.
 */
export function mergeObjects(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  context: MemberMergeContext,
): boolean {
  const isPatterned = first.patternProperties !== undefined || second.patternProperties !== undefined;
  const isBounded = first.additionalProperties !== undefined || second.additionalProperties !== undefined;
  if (isPatterned && isBounded && namesMembers(first) && namesMembers(second)) return false;
  if (first.required && second.required) {
    merged.required = [...new Set([...first.required, ...second.required])].sort();
  }
  if (first.propertyNames && second.propertyNames)
    merged.propertyNames = context.both(first.propertyNames, second.propertyNames);
  mergeMaps(merged, first, second, "patternProperties", context);
  mergeMaps(merged, first, second, "dependentSchemas", context);
  mergeDependent(merged, first, second);
  if (isPatterned) mergeMaps(merged, first, second, "properties", context);
  else mergeProperties(merged, first, second, context);
  return true;
}

function namesMembers(schema: NormalisedSchema): boolean {
  return (
    schema.properties !== undefined ||
    schema.patternProperties !== undefined ||
    schema.additionalProperties !== undefined
  );
}

function mergeProperties(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  context: MemberMergeContext,
): void {
  if (!namesMembers(first) || !namesMembers(second)) return;
  const properties: JsonObject = {};
  for (const name of sortedKeys({ ...first.properties, ...second.properties })) {
    const one = memberOf(first, name);
    const two = memberOf(second, name);
    // A closed object forbids unlisted properties even if the other schema lists them.
    if (one !== false && two !== false) setMember(properties, name, asJson(context.both(one, two)));
    else
      context.conflict(`expected ${name} to be allowed by every member, received additionalProperties: false from one`);
  }
  if (first.properties ?? second.properties) merged.properties = asProperties(properties);
  const one = first.additionalProperties;
  const two = second.additionalProperties;
  if (one === false || two === false) merged.additionalProperties = false;
  else if (one && two) merged.additionalProperties = context.both(one, two);
}

/** The schema of one property; false if it is forbidden. */
function memberOf(schema: NormalisedSchema, name: string): NormalisedSchema | false {
  const property = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  return property ?? schema.additionalProperties ?? {};
}

function mergeMaps(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  key: "properties" | "patternProperties" | "dependentSchemas",
  context: MemberMergeContext,
): void {
  const one = first[key];
  const two = second[key];
  if (!one || !two) return;
  const result: JsonObject = {};
  for (const name of sortedKeys({ ...one, ...two })) {
    const left = Object.hasOwn(one, name) ? one[name] : undefined;
    const right = Object.hasOwn(two, name) ? two[name] : undefined;
    setMember(result, name, asJson(left && right ? context.both(left, right) : (left ?? right ?? {})));
  }
  merged[key] = asProperties(result);
}

function mergeDependent(merged: Draft, first: NormalisedSchema, second: NormalisedSchema): void {
  const one = first.dependentRequired;
  const two = second.dependentRequired;
  if (!one || !two) return;
  const result: JsonObject = {};
  for (const name of sortedKeys({ ...one, ...two })) {
    const names = [one, two].flatMap((map) => (Object.hasOwn(map, name) ? (map[name] ?? []) : []));
    setMember(result, name, [...new Set(names)].sort());
  }
  // The value of every member is a list of names.
  merged.dependentRequired = result as Record<string, string[]>;
}

function asJson(schema: NormalisedSchema): JsonValue {
  // A normalised schema contains only JSON; its members are readonly where those of JSON are not.
  return schema as JsonValue;
}

function asProperties(members: JsonObject): Readonly<Record<string, NormalisedSchema>> {
  // Only normalised schemas were set.
  return members as unknown as Record<string, NormalisedSchema>;
}
