import type { NormalisedSchema } from "../../normalise/normalised-document.ts";

/** Draws a whole number from 0 up to, but not including, `limit`. */
export type Draw = (limit: number) => number;

const NAMES = ["a", "b", "c"] as const;

/** A seeded generator, so that failures can be repeated. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (limit) => {
    // The generator mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

export function oneOf<TValue>(draw: Draw, values: readonly TValue[]): TValue {
  const index = draw(values.length);
  if (index >= values.length) throw new Error("expected a value to draw");
  // The index is valid; an entry may be undefined itself.
  return values[index] as TValue;
}

/** A random normalised schema, with references to the components A and B. */
export function randomSchema(draw: Draw, depth: number): NormalisedSchema {
  const leaf = depth <= 0;
  switch (draw(leaf ? 6 : 14)) {
    case 0:
      return randomString(draw);
    case 1:
      return randomNumber(draw);
    case 2:
      return { enum: [...new Set([0, 1, 2].map(() => oneOf(draw, ["x", "y", 1, null, true])))] };
    case 3:
      return { const: oneOf(draw, ["x", "y", 1, 5]) };
    case 4:
      return oneOf<NormalisedSchema>(draw, [{}, { not: {} }, { type: "boolean" }, { type: "null" }]);
    case 5:
      return { type: ["string", "null"], maxLength: draw(3) };
    case 6:
    case 7:
      return randomObject(draw, depth);
    case 8:
      return randomArray(draw, depth);
    case 9:
      return { $ref: oneOf(draw, ["#/components/schemas/A", "#/components/schemas/B"]) };
    case 10:
      return draw(2) ? { oneOf: members(draw, depth) } : { anyOf: members(draw, depth) };
    case 11:
      return { ...randomObject(draw, depth), [oneOf(draw, ["oneOf", "anyOf"])]: members(draw, depth) };
    case 12:
      return { allOf: members(draw, depth), ...(draw(2) ? randomObject(draw, depth) : {}), ...unevaluated(draw) };
    default:
      return randomCondition(draw, depth);
  }
}

function members(draw: Draw, depth: number): NormalisedSchema[] {
  return Array.from({ length: 1 + draw(3) }, () => randomSchema(draw, depth - 1));
}

function unevaluated(draw: Draw): NormalisedSchema {
  return draw(4) === 0 ? { unevaluatedProperties: false } : {};
}

function randomString(draw: Draw): NormalisedSchema {
  return {
    type: "string",
    ...(draw(2) ? { minLength: draw(3) } : {}),
    ...(draw(2) ? { maxLength: draw(4) } : {}),
    ...(draw(4) ? {} : { pattern: oneOf(draw, ["^a", "b"]) }),
  };
}

function randomNumber(draw: Draw): NormalisedSchema {
  return {
    type: oneOf(draw, ["integer", "number"]),
    ...(draw(2) ? { [oneOf(draw, ["minimum", "exclusiveMinimum"])]: draw(3) } : {}),
    ...(draw(2) ? { [oneOf(draw, ["maximum", "exclusiveMaximum"])]: draw(8) } : {}),
    ...(draw(3) ? {} : { multipleOf: 1 + draw(3) }),
  };
}

function randomObject(draw: Draw, depth: number): NormalisedSchema {
  const properties: Record<string, NormalisedSchema> = {};
  for (const name of NAMES) if (draw(2)) properties[name] = randomSchema(draw, depth - 1);
  const rest = oneOf<NormalisedSchema | false | undefined>(draw, [
    undefined,
    undefined,
    undefined,
    false,
    {},
    { type: "string" },
  ]);
  const required = Object.keys(properties).filter(() => draw(2));
  return {
    type: "object",
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(rest === undefined ? {} : { additionalProperties: rest }),
    ...(draw(8) ? {} : { patternProperties: { "^[ax]": randomSchema(draw, depth - 1) } }),
    ...(draw(8) ? {} : { propertyNames: { maxLength: 1, type: "string" } }),
    ...(draw(8) ? {} : { [oneOf(draw, ["minProperties", "maxProperties"])]: draw(3) }),
    ...(draw(8) ? {} : { dependentRequired: { a: ["b"] } }),
    ...(draw(8) ? {} : { dependentSchemas: { b: randomSchema(draw, depth - 1) } }),
  };
}

function randomArray(draw: Draw, depth: number): NormalisedSchema {
  return {
    type: "array",
    ...(draw(3) ? { items: randomSchema(draw, depth - 1) } : {}),
    ...(draw(3) ? {} : { prefixItems: members(draw, depth) }),
    ...(draw(4) ? {} : { contains: randomSchema(draw, depth - 1), maxContains: 1 + draw(3) }),
    ...(draw(4) ? {} : { minItems: draw(3) }),
    ...(draw(4) ? {} : { maxItems: draw(4) }),
    ...(draw(4) ? {} : { uniqueItems: true }),
  };
}

function randomCondition(draw: Draw, depth: number): NormalisedSchema {
  if (draw(3) === 0) return { not: randomSchema(draw, depth - 1) };
  return {
    if: randomSchema(draw, depth - 1),
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema.
    ...(draw(2) ? { then: randomSchema(draw, depth - 1) } : {}),
    ...(draw(2) ? { else: randomSchema(draw, depth - 1) } : {}),
  };
}

/** The schema with one random change. */
export function mutate(draw: Draw, schema: NormalisedSchema, depth: number): NormalisedSchema {
  const keys = Object.keys(schema) as (keyof NormalisedSchema)[];
  const key = keys.length > 0 ? oneOf(draw, keys) : undefined;
  if (key === undefined || draw(6) === 0) return randomSchema(draw, depth);
  const value: unknown = schema[key];
  const { [key]: _, ...rest } = schema;
  if (key === "required") return { ...schema, required: Object.keys(schema.properties ?? {}).filter(() => draw(2)) };
  if (key === "properties" || key === "patternProperties")
    return { ...schema, [key]: mutateMap(draw, schema[key], depth) };
  if (key === "oneOf" || key === "anyOf" || key === "allOf" || key === "prefixItems") {
    if (draw(6) === 0 && (key === "oneOf" || key === "anyOf"))
      return { ...rest, [key === "oneOf" ? "anyOf" : "oneOf"]: value };
    return { ...schema, [key]: mutateList(draw, schema[key] ?? [], depth) };
  }
  if (draw(4) === 0 && key !== "type") return complete(rest);
  if (
    ["items", "contains", "not", "if", "then", "else", "additionalProperties"].includes(key) &&
    typeof value === "object"
  )
    return { ...schema, [key]: mutate(draw, value as NormalisedSchema, depth - 1) };
  if (typeof value === "number")
    return { ...schema, [key]: Math.max(key === "multipleOf" ? 1 : 0, value + oneOf(draw, [-1, 1, 2])) };
  return randomSchema(draw, depth);
}

/** Adds required members to `properties`. */
function complete(schema: NormalisedSchema): NormalisedSchema {
  if (schema.required && !schema.properties) {
    const { required: _, ...rest } = schema;
    return rest;
  }
  return schema;
}

function mutateMap(
  draw: Draw,
  members: Readonly<Record<string, NormalisedSchema>> = {},
  depth: number,
): Record<string, NormalisedSchema> {
  const name = oneOf(draw, NAMES);
  const found = members[name];
  if (!found) return { ...members, [name]: randomSchema(draw, depth - 1) };
  return { ...members, [name]: mutate(draw, found, depth - 1) };
}

function mutateList(draw: Draw, members: readonly NormalisedSchema[], depth: number): NormalisedSchema[] {
  const index = draw(members.length);
  switch (draw(3)) {
    case 0:
      return [...members, randomSchema(draw, depth - 1)];
    case 1:
      return members.length > 1 ? members.filter((_, each) => each !== index) : [...members];
    default:
      return members.map((member, each) => (each === index ? mutate(draw, member, depth - 1) : member));
  }
}
