import type { JsonObject, JsonValue } from "../../load/json.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { type Draw, oneOf } from "./random-schema.ts";

type Schemas = ReadonlyMap<string, NormalisedSchema>;

const POOL: readonly JsonValue[] = [null, true, 0, 1, 2, 3, 5, 6, 1.5, "", "a", "ab", "x", "y", "xyz", [], [1], {}];

/** A random value of a sender: it has only members that the schema describes. */
export function randomValue(draw: Draw, schema: NormalisedSchema, schemas: Schemas, depth: number): JsonValue {
  const layers = flatten(draw, schema, schemas, 0);
  const literals = layers.flatMap((layer) => (layer.const === undefined ? (layer.enum ?? []) : [layer.const]));
  if (literals.length > 0 && draw(8)) return oneOf(draw, literals);
  const types = layers.flatMap((layer) => (layer.type === undefined ? [] : layer.type));
  const type = types.length > 0 ? oneOf(draw, types) : undefined;
  const isObject = layers.some((layer) => layer.properties ?? layer.additionalProperties ?? layer.patternProperties);
  if (depth > 0 && (type === "object" || (type === undefined && isObject && draw(4))))
    return randomMembers(draw, layers, schemas, depth);
  const isArray = layers.some((layer) => layer.items ?? layer.prefixItems ?? layer.contains);
  if (depth > 0 && (type === "array" || (type === undefined && isArray && draw(4))))
    return randomItems(draw, layers, schemas, depth);
  return oneOf(draw, POOL);
}

function flatten(draw: Draw, given: NormalisedSchema, schemas: Schemas, depth: number): NormalisedSchema[] {
  let schema = given;
  for (let hops = 0; schema.$ref !== undefined && hops < 5; hops++)
    schema = schemas.get(schema.$ref.split("/").at(-1) ?? "") ?? {};
  if (depth > 5) return [schema];
  const inner = [...(schema.allOf ?? []), ...Object.values(schema.dependentSchemas ?? {})];
  for (const union of [schema.oneOf, schema.anyOf]) if (union) inner.push(oneOf(draw, union));
  for (const part of [schema.if, schema.then, schema.else]) if (part) inner.push(part);
  return [schema, ...inner.flatMap((each) => flatten(draw, each, schemas, depth + 1))];
}

function randomMembers(draw: Draw, layers: readonly NormalisedSchema[], schemas: Schemas, depth: number): JsonObject {
  const known = new Map<string, NormalisedSchema[]>();
  const add = (name: string, schema: NormalisedSchema): void => {
    known.set(name, [...(known.get(name) ?? []), schema]);
  };
  for (const layer of layers) {
    for (const [name, schema] of Object.entries(layer.properties ?? {})) add(name, schema);
    for (const schema of Object.values(layer.patternProperties ?? {}))
      for (const name of ["a", "x1"]) add(name, schema);
    if (typeof layer.additionalProperties === "object")
      for (const name of ["a", "b", "c", "z"])
        if (!Object.hasOwn(layer.properties ?? {}, name)) add(name, layer.additionalProperties);
  }
  const value: JsonObject = {};
  for (const [name, speaking] of known) {
    const isRequired = layers.some((layer) => layer.required?.includes(name));
    if (isRequired || draw(2)) value[name] = randomValue(draw, oneOf(draw, speaking), schemas, depth - 1);
  }
  return value;
}

function randomItems(draw: Draw, layers: readonly NormalisedSchema[], schemas: Schemas, depth: number): JsonValue[] {
  return Array.from({ length: draw(4) }, (_, index) => {
    const speaking = layers.flatMap((layer) => {
      const own = layer.prefixItems?.[index] ?? layer.items;
      return [own, layer.contains].filter((schema) => schema !== undefined);
    });
    return speaking.length > 0 ? randomValue(draw, oneOf(draw, speaking), schemas, depth - 1) : oneOf(draw, POOL);
  });
}
