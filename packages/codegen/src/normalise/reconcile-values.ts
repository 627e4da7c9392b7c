import type { JsonValue } from "../load/json.ts";
import { isSameJson, jsonKey } from "./json-order.ts";
import { TYPES_OF_KEYWORD } from "./keywords.ts";
import { type NormalisedSchema, type SchemaType, typesOf } from "./normalised-document.ts";
import { type Draft, inOrder, NOTHING } from "./schema-parts.ts";

/**
 * Removes types without a listed value and values of other types, then keywords for types that are not allowed.
 * `impossible` is called if no value remains. Modifies the draft.
 */
export function reconcileTypesAndValues(draft: Draft, impossible: (message: string) => void): NormalisedSchema {
  let types = typesOf(draft);
  const given = valuesOf(draft);
  if (given) {
    const isListed = types.length === 0 || given.every((value) => types.some((type) => isOfType(value, type)));
    const values = isListed ? given : given.filter((value) => types.some((type) => isOfType(value, type)));
    if (values.length === 0) {
      impossible(
        given.length === 0
          ? "expected a value in enum, received none"
          : `expected a value of type ${types.join("|")}, received ${JSON.stringify(given)}`,
      );
      return NOTHING;
    }
    if (types.length > 1) types = types.filter((type) => values.some((value) => isOfType(value, type)));
    if (draft.const === undefined) draft.enum = withoutRepeats(values);
    else drop(draft, "enum");
  }
  const type = types.length === 1 ? types[0] : undefined;
  if (types.length > 0) {
    for (const keyword of Object.keys(draft)) {
      const about = TYPES_OF_KEYWORD.get(keyword);
      if (about && !(type ? about.has(type) : types.some((each) => about.has(each)))) drop(draft, keyword);
    }
    draft.type = type ?? types;
  } else drop(draft, "type");
  if (draft.contains === undefined) drop(draft, "minContains", "maxContains");
  // `then` and `else` have no effect without `if`.
  if (draft.if === undefined) drop(draft, "then", "else");
  return inOrder(draft);
}

/** Checks for the key first: deleting an absent key is as slow as deleting a present one. */
function drop(draft: Draft, ...keys: readonly string[]): void {
  for (const key of keys) if (key in draft) Reflect.deleteProperty(draft, key);
}

/** The values of `const` and `enum` together; undefined if there are neither. */
export function valuesOf(schema: NormalisedSchema): readonly JsonValue[] | undefined {
  const { const: only, enum: values } = schema;
  if (only === undefined) return values;
  return !values || values.some((value) => isSameJson(value, only)) ? [only] : [];
}

function withoutRepeats(values: readonly JsonValue[]): readonly JsonValue[] {
  if (values.every((value) => typeof value === "string")) {
    const unique = new Set(values);
    return unique.size === values.length ? values : [...unique];
  }
  const unique = new Map<string, JsonValue>();
  for (const value of values) {
    const key = jsonKey(value);
    if (!unique.has(key)) unique.set(key, value);
  }
  return [...unique.values()];
}

export function isOfType(value: JsonValue, type: SchemaType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
