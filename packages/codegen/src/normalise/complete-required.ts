import { type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { sortedKeys } from "./json-order.ts";
import { eachSubSchema } from "./map-sub-schemas.ts";
import { componentOfRef, type NormalisedSchema } from "./normalised-document.ts";
import { inOrder, NOTHING } from "./schema-parts.ts";

/**
 * Adds each required member to `properties`, so that targets read one list.
 * `impossible` is called for a member that a closed object both requires and forbids.
 */
export function completeRequired(schema: NormalisedSchema, impossible: (name: string) => void): NormalisedSchema {
  const { required, properties = {} } = schema;
  if (!required?.some((name) => !Object.hasOwn(properties, name))) return schema;
  const all: JsonObject = {};
  for (const name of sortedKeys({ ...properties, ...Object.fromEntries(required.map((name) => [name, 0])) })) {
    const given = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const member = given ?? unnamedMember(schema, name);
    if (member === NOTHING) impossible(name);
    // A normalised schema contains only JSON.
    setMember(all, name, member as JsonValue);
  }
  // Only normalised schemas were set.
  return inOrder({ ...schema, properties: all as unknown as Record<string, NormalisedSchema> });
}

/** The schema of a member that is not in `properties`. Patterns apply to a member whether it is listed or not. */
function unnamedMember(schema: NormalisedSchema, name: string): NormalisedSchema {
  const isMatched = Object.keys(schema.patternProperties ?? {}).some((pattern) => matches(pattern, name));
  if (isMatched) return {};
  return schema.additionalProperties === false ? NOTHING : (schema.additionalProperties ?? {});
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return new RegExp(pattern).test(name);
  }
}

/**
 * Schemas in the scope of `unevaluatedProperties`. Adding a property to them would make it evaluated,
 * and so change which values are valid.
 */
export function watchedSchemas(
  all: Iterable<NormalisedSchema>,
  schemas: ReadonlyMap<string, NormalisedSchema>,
): ReadonlySet<NormalisedSchema> {
  const watched = new Set<NormalisedSchema>();
  const watch = (schema: NormalisedSchema): void => {
    if (watched.has(schema)) return;
    watched.add(schema);
    const target = schema.$ref === undefined ? undefined : schemas.get(componentOfRef(schema.$ref) ?? "");
    const inPlace = [target, schema.if, schema.then, schema.else, ...Object.values(schema.dependentSchemas ?? {})];
    for (const member of [...inPlace, ...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) {
      if (member) watch(member);
    }
  };
  const visit = (schema: NormalisedSchema): void => {
    if (schema.unevaluatedProperties !== undefined) watch(schema);
    eachSubSchema(schema, visit);
  };
  for (const schema of all) visit(schema);
  return watched;
}
