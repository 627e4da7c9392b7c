import { isJsonObject, type JsonValue } from "../load/json.ts";

export interface KeywordCheck {
  readonly expected: string;
  readonly holds: (value: JsonValue) => boolean;
}

const isNames = (value: JsonValue): boolean => Array.isArray(value) && value.every((name) => typeof name === "string");

const TEXT: KeywordCheck = { expected: "a string", holds: (value) => typeof value === "string" };
const FLAG: KeywordCheck = { expected: "true or false", holds: (value) => typeof value === "boolean" };
const NUMBER: KeywordCheck = { expected: "a number", holds: (value) => typeof value === "number" };
const COUNT: KeywordCheck = {
  expected: "a whole number of 0 or more",
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const BOUND: KeywordCheck = {
  expected: "a number",
  holds: (value) => typeof value === "number" || typeof value === "boolean",
};
const LIST: KeywordCheck = { expected: "a list", holds: Array.isArray };
const FILLED_LIST: KeywordCheck = {
  expected: "a list with an entry",
  holds: (value) => Array.isArray(value) && value.length > 0,
};
const OBJECT: KeywordCheck = { expected: "an object", holds: isJsonObject };
const SCHEMA: KeywordCheck = {
  expected: "a schema or a flag",
  holds: (value) => typeof value === "boolean" || isJsonObject(value),
};
const NAMES: KeywordCheck = { expected: "a list of names", holds: isNames };
const POSITIVE: KeywordCheck = {
  expected: "a number above 0",
  holds: (value) => typeof value === "number" && value > 0,
};
const ANY: KeywordCheck = { expected: "a value", holds: () => true };

/** Supported keywords with a check of their value. */
export const KEYWORDS: ReadonlyMap<string, KeywordCheck> = new Map([
  ["$ref", TEXT],
  ["title", TEXT],
  ["description", TEXT],
  ["type", ANY],
  ["format", TEXT],
  ["const", ANY],
  ["enum", LIST],
  ["minLength", COUNT],
  ["maxLength", COUNT],
  ["pattern", TEXT],
  ["minimum", NUMBER],
  ["exclusiveMinimum", BOUND],
  ["maximum", NUMBER],
  ["exclusiveMaximum", BOUND],
  ["multipleOf", POSITIVE],
  ["prefixItems", FILLED_LIST],
  [
    "items",
    {
      expected: "a schema, a flag or a list of schemas",
      holds: (value) => typeof value === "boolean" || (typeof value === "object" && value !== null),
    },
  ],
  ["additionalItems", SCHEMA],
  ["contains", SCHEMA],
  ["minContains", COUNT],
  ["maxContains", COUNT],
  ["minItems", COUNT],
  ["maxItems", COUNT],
  ["uniqueItems", FLAG],
  ["unevaluatedItems", SCHEMA],
  ["properties", OBJECT],
  ["patternProperties", OBJECT],
  ["additionalProperties", SCHEMA],
  ["propertyNames", SCHEMA],
  ["required", NAMES],
  ["minProperties", COUNT],
  ["maxProperties", COUNT],
  [
    "dependentRequired",
    {
      expected: "an object of lists of names",
      holds: (value) => isJsonObject(value) && Object.values(value).every(isNames),
    },
  ],
  ["dependentSchemas", OBJECT],
  ["dependencies", OBJECT],
  ["unevaluatedProperties", SCHEMA],
  ["allOf", FILLED_LIST],
  ["oneOf", FILLED_LIST],
  ["anyOf", FILLED_LIST],
  ["not", SCHEMA],
  ["if", SCHEMA],
  ["then", SCHEMA],
  ["else", SCHEMA],
  ["discriminator", OBJECT],
  ["default", ANY],
  ["examples", ANY],
  ["example", ANY],
  ["deprecated", FLAG],
  ["readOnly", FLAG],
  ["writeOnly", FLAG],
  ["nullable", FLAG],
]);

/** Keywords that OpenAPI adds to JSON Schema. */
export const OPENAPI_ONLY: ReadonlySet<string> = new Set(["discriminator", "example", "nullable"]);

/** Keywords without an effect on validation that no target prints. */
export const IGNORED: ReadonlySet<string> = new Set([
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$id",
  "$recursiveAnchor",
  "$schema",
  "$vocabulary",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "definitions",
  "externalDocs",
  "xml",
]);

/** References that depend on the dynamic scope. */
export const UNSUPPORTED: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

/** Annotations: they do not validate, and may be siblings of a `$ref`. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Keywords that apply to values of one type. */
export const KEYWORDS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  string: ["format", "minLength", "maxLength", "pattern"],
  number: ["format", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"],
  integer: ["format", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"],
  array: [
    "prefixItems",
    "items",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
  ],
  object: [
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
  ],
};

/** The types that each keyword applies to; keywords for all types are not listed. */
export const TYPES_OF_KEYWORD: ReadonlyMap<string, ReadonlySet<string>> = typesOfKeywords();

function typesOfKeywords(): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  for (const [type, keywords] of Object.entries(KEYWORDS_OF_TYPE)) {
    for (const keyword of keywords) result.set(keyword, (result.get(keyword) ?? new Set()).add(type));
  }
  return result;
}

/** The order of keys in a normalised schema. Extensions come last, sorted. */
const ORDER: readonly string[] = [
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
  "prefixItems",
  "items",
  "contains",
  "minContains",
  "maxContains",
  "minItems",
  "maxItems",
  "uniqueItems",
  "unevaluatedItems",
  "properties",
  "patternProperties",
  "additionalProperties",
  "propertyNames",
  "required",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
  "allOf",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "then",
  "else",
  "discriminator",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
];

/** The position of each keyword in a normalised schema. */
export const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((keyword, index) => [keyword, index]));

export function isExtension(key: string): key is `x-${string}` {
  return key.startsWith("x-");
}
