import { isJsonObject, type JsonValue } from "../load/json.ts";

type Check = { readonly expected: string; readonly holds: (value: JsonValue) => boolean };

const TEXT: Check = { expected: "a string", holds: (value) => typeof value === "string" };
const FLAG: Check = { expected: "true or false", holds: (value) => typeof value === "boolean" };
const NUMBER: Check = { expected: "a number", holds: (value) => typeof value === "number" };
const COUNT: Check = {
  expected: "a whole number of 0 or more",
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const FILLED_LIST: Check = {
  expected: "a list with an entry",
  holds: (value) => Array.isArray(value) && value.length > 0,
};
const OBJECT: Check = { expected: "an object", holds: isJsonObject };
const NAMES: Check = {
  expected: "a list of names",
  holds: (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
};
const POSITIVE: Check = { expected: "a number above 0", holds: (value) => typeof value === "number" && value > 0 };
const ANY: Check = { expected: "a value", holds: () => true };

/** Keywords that are understood, and what their value must be. */
export const KEYWORDS: ReadonlyMap<string, Check> = new Map([
  ["$ref", TEXT],
  ["title", TEXT],
  ["description", TEXT],
  ["format", TEXT],
  ["const", ANY],
  ["enum", FILLED_LIST],
  ["minLength", COUNT],
  ["maxLength", COUNT],
  ["pattern", TEXT],
  ["minimum", NUMBER],
  [
    "exclusiveMinimum",
    { expected: "a number", holds: (value) => typeof value === "number" || typeof value === "boolean" },
  ],
  ["maximum", NUMBER],
  [
    "exclusiveMaximum",
    { expected: "a number", holds: (value) => typeof value === "number" || typeof value === "boolean" },
  ],
  ["multipleOf", POSITIVE],
  ["minItems", COUNT],
  ["maxItems", COUNT],
  ["properties", OBJECT],
  ["required", NAMES],
  [
    "additionalProperties",
    { expected: "a schema or a flag", holds: (value) => typeof value === "boolean" || isJsonObject(value) },
  ],
  ["items", OBJECT],
  ["oneOf", FILLED_LIST],
  ["anyOf", FILLED_LIST],
  ["allOf", FILLED_LIST],
  ["discriminator", OBJECT],
  ["default", ANY],
  ["examples", ANY],
  ["deprecated", FLAG],
  ["readOnly", FLAG],
  ["writeOnly", FLAG],
  ["nullable", FLAG],
  ["type", ANY],
  ["example", ANY],
  ["uniqueItems", FLAG],
]);

/** Keywords that say nothing about which values are valid, and that no target prints. */
export const IGNORED: ReadonlySet<string> = new Set([
  "$comment",
  "$schema",
  "contentEncoding",
  "contentMediaType",
  "externalDocs",
  "xml",
]);

/** Keywords of JSON Schema that not every target can express. */
export const UNSUPPORTED: ReadonlySet<string> = new Set([
  "$anchor",
  "$defs",
  "$dynamicAnchor",
  "$dynamicRef",
  "$id",
  "$recursiveRef",
  "contains",
  "contentSchema",
  "definitions",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "maxContains",
  "maxProperties",
  "minContains",
  "minProperties",
  "not",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

/** Keywords that describe and do not validate; they may stand beside a `$ref`. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Keywords that say something about values of one type only. */
export const KEYWORDS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  string: ["format", "minLength", "maxLength", "pattern"],
  number: ["format", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"],
  integer: ["format", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"],
  array: ["items", "minItems", "maxItems"],
  object: ["properties", "required", "additionalProperties"],
};

/** The order of keys in a normalised schema. Extensions come last, sorted. */
export const ORDER: readonly string[] = [
  "$ref",
  "title",
  "description",
  "type",
  "format",
  "const",
  "enum",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "items",
  "minItems",
  "maxItems",
  "properties",
  "required",
  "additionalProperties",
  "oneOf",
  "anyOf",
  "discriminator",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
];

export function isExtension(key: string): key is `x-${string}` {
  return key.startsWith("x-");
}
