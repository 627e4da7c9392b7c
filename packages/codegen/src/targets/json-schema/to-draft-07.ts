import { isJsonObject, type JsonObject, type JsonValue, setMember } from "../../load/json.ts";

const COMPOSITIONS = ["allOf", "anyOf", "oneOf", "if", "dependentSchemas"] as const;

/**
 * Converts a schema from draft 2020-12 to draft 07; its subschemas are converted already. Keywords without an equivalent
 * are left out and reported, so the result accepts more values, never fewer.
 *
 * @see https://json-schema.org/draft/2019-09/release-notes
 * @see https://json-schema.org/draft/2020-12/release-notes
 */
export function toDraft07(schema: JsonObject, drop: (keyword: string) => void): JsonObject {
  if (schema.$ref !== undefined) {
    const { $ref, ...siblings } = schema;
    return Object.keys(siblings).length === 0 ? schema : { ...siblings, allOf: [{ $ref }] };
  }
  const result: JsonObject = { ...schema };
  convertUnevaluated(result, drop);
  convertContains(result, drop);
  convertDependencies(result);
  if (result.prefixItems !== undefined) {
    const { prefixItems, items, ...others } = result;
    return { ...others, items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) };
  }
  return result;
}

/** Without composition, `unevaluated…` is equivalent to `items` and `additionalProperties`. */
function convertUnevaluated(result: JsonObject, drop: (keyword: string) => void): void {
  const isAlone = COMPOSITIONS.every((keyword) => result[keyword] === undefined);
  for (const [keyword, plain] of [
    ["unevaluatedItems", "items"],
    ["unevaluatedProperties", "additionalProperties"],
  ] as const) {
    const value = result[keyword];
    if (value === undefined) continue;
    delete result[keyword];
    if (result[plain] !== undefined || isAnything(value)) continue;
    if (isAlone && (plain !== "items" || result.contains === undefined)) result[plain] = value;
    else drop(keyword);
  }
}

function convertContains(result: JsonObject, drop: (keyword: string) => void): void {
  const { minContains, maxContains } = result;
  delete result.minContains;
  delete result.maxContains;
  if (result.contains === undefined) return;
  if (maxContains !== undefined) drop("maxContains");
  if (minContains === 0) delete result.contains;
  else if (minContains !== undefined && minContains !== 1) drop("minContains");
}

function convertDependencies(result: JsonObject): void {
  const { dependentRequired, dependentSchemas } = result;
  delete result.dependentRequired;
  delete result.dependentSchemas;
  const dependencies: JsonObject = {};
  for (const [name, required] of entriesOf(dependentRequired)) setMember(dependencies, name, required);
  for (const [name, schema] of entriesOf(dependentSchemas)) {
    const required = Object.hasOwn(dependencies, name) ? dependencies[name] : undefined;
    setMember(dependencies, name, required === undefined ? schema : { allOf: [{ required }, schema] });
  }
  if (Object.keys(dependencies).length > 0) result.dependencies = dependencies;
}

function isAnything(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
