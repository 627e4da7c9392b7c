import { type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import type { NormalisedSchema } from "./normalised-document.ts";
import type { Draft } from "./schema-parts.ts";

/** The shape of the value of each keyword that contains subschemas. */
export const SHAPE_OF_KEYWORD: ReadonlyMap<string, "one" | "list" | "map"> = new Map([
  ["items", "one"],
  ["contains", "one"],
  ["unevaluatedItems", "one"],
  ["additionalProperties", "one"],
  ["propertyNames", "one"],
  ["unevaluatedProperties", "one"],
  ["not", "one"],
  ["if", "one"],
  ["then", "one"],
  ["else", "one"],
  ["prefixItems", "list"],
  ["allOf", "list"],
  ["oneOf", "list"],
  ["anyOf", "list"],
  ["properties", "map"],
  ["patternProperties", "map"],
  ["dependentSchemas", "map"],
]);

/** Visits each direct subschema. References are not followed. */
export function eachSubSchema(schema: NormalisedSchema, visit: (schema: NormalisedSchema) => void): void {
  for (const key of Object.keys(schema)) {
    const shape = SHAPE_OF_KEYWORD.get(key);
    if (shape === undefined) continue;
    const value: unknown = Reflect.get(schema, key);
    if (value === false) continue;
    // The shape of the keyword determines the type of its value.
    if (shape === "one") visit(value as NormalisedSchema);
    else if (shape === "list") for (const member of value as readonly NormalisedSchema[]) visit(member);
    else for (const member of Object.values(value as Readonly<Record<string, NormalisedSchema>>)) visit(member);
  }
}

/** Replaces each direct subschema; returns the schema itself if nothing changes. */
export function mapSubSchemas(
  schema: NormalisedSchema,
  change: (schema: NormalisedSchema, key: string, name?: string | number) => NormalisedSchema,
): NormalisedSchema {
  let draft: Draft | undefined;
  for (const key of Object.keys(schema)) {
    const shape = SHAPE_OF_KEYWORD.get(key);
    if (shape === undefined) continue;
    const value: unknown = Reflect.get(schema, key);
    if (value === false) continue;
    // The shape of the keyword determines the type of its value.
    const changed =
      shape === "one"
        ? change(value as NormalisedSchema, key)
        : shape === "list"
          ? mapList(value as readonly NormalisedSchema[], (member, index) => change(member, key, index))
          : mapMembers(value as Readonly<Record<string, NormalisedSchema>>, (member, name) =>
              change(member, key, name),
            );
    if (changed === value) continue;
    draft ??= { ...schema };
    Reflect.set(draft, key, changed);
  }
  return draft ?? schema;
}

function mapList(
  list: readonly NormalisedSchema[],
  change: (schema: NormalisedSchema, index: number) => NormalisedSchema,
): readonly NormalisedSchema[] {
  const result = list.map(change);
  return result.every((member, index) => member === list[index]) ? list : result;
}

function mapMembers(
  members: Readonly<Record<string, NormalisedSchema>>,
  change: (schema: NormalisedSchema, name: string) => NormalisedSchema,
): Readonly<Record<string, NormalisedSchema>> {
  let result: JsonObject | undefined;
  for (const name of Object.keys(members)) {
    const member = members[name] ?? {};
    const changed = change(member, name);
    if (changed === member) continue;
    // A normalised schema contains only JSON.
    result ??= { ...(members as unknown as JsonObject) };
    setMember(result, name, changed as JsonValue);
  }
  return (result as Record<string, NormalisedSchema> | undefined) ?? members;
}
