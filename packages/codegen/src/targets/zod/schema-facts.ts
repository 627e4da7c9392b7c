import type { JsonValue } from "../../load/json.ts";
import {
  componentOfRef,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { canonicalText } from "./js-literal.ts";
import type { ZodScope } from "./zod-scope.ts";

/** Access to other components. */
export type FactScope = Pick<ZodScope, "asserts" | "schemaOf">;

const DESCRIBING: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

/** Whether a schema accepts every value. */
export function isAnything(schema: NormalisedSchema): boolean {
  for (const key in schema) if (!DESCRIBING.has(key) && !key.startsWith("x-")) return false;
  return true;
}

/** Whether a schema is `{ not: {} }`. */
export function isNever(schema: NormalisedSchema): boolean {
  return schema.not !== undefined && isAnything(schema.not);
}

/** Whether a schema accepts null and nothing else. */
export function isNull(schema: NormalisedSchema): boolean {
  for (const key in schema) if (key !== "type" && !DESCRIBING.has(key) && !key.startsWith("x-")) return false;
  return schema.type === "null";
}

/** Whether a schema certainly rejects null. */
export function refusesNull(schema: NormalisedSchema, scope: FactScope): boolean {
  let current: NormalisedSchema | undefined = schema;
  for (let steps = 0; current?.$ref !== undefined; steps++) {
    if (steps > 100) return false;
    current = scope.schemaOf(componentOfRef(current.$ref) ?? "");
  }
  if (current === undefined) return false;
  if (current.enum) return !current.enum.includes(null);
  const types = typesOf(current);
  return types.length > 0 && !types.includes("null");
}

/** The values of `const` and `enum` that have an allowed type; undefined without these keywords. */
export function literalsOf(schema: NormalisedSchema): readonly JsonValue[] | undefined {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values === undefined) return undefined;
  const types = typesOf(schema);
  const kept = types.length === 0 ? values : values.filter((value) => types.some((type) => isOfType(value, type)));
  if (schema.const === undefined || schema.enum === undefined) return kept;
  return kept.filter((value) => schema.enum?.some((member) => canonicalText(member) === canonicalText(value)));
}

export function isOfType(value: JsonValue, type: SchemaType): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

const KEYWORDS: readonly (readonly [SchemaType, readonly (keyof NormalisedSchema)[]])[] = [
  ["string", ["minLength", "maxLength", "pattern"]],
  ["number", ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"]],
  ["array", ["prefixItems", "items", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"]],
  [
    "object",
    [
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
  ],
];

/** The keywords of a schema for values of one type. */
export function keywordsOf(schema: NormalisedSchema, type: SchemaType): NormalisedSchema {
  const named = type === "integer" ? "number" : type;
  const keywords = KEYWORDS.find(([candidate]) => candidate === named)?.[1] ?? [];
  const kept: readonly string[] = [...keywords, "format"];
  return { ...Object.fromEntries(Object.entries(schema).filter(([key]) => kept.includes(key))), type };
}

/** The allowed types for which a schema has keywords. */
export function keywordTypes(schema: NormalisedSchema, scope: FactScope): SchemaType[] {
  const types = typesOf(schema);
  const used = (type: SchemaType, keywords: readonly (keyof NormalisedSchema)[]): boolean =>
    keywords.some((keyword) => schema[keyword] !== undefined) ||
    (type === "string" && schema.format !== undefined && scope.asserts(schema.format));
  return KEYWORDS.flatMap(([type, keywords]) => {
    const isPossible = types.length === 0 || types.includes(type) || (type === "number" && types.includes("integer"));
    return isPossible && used(type, keywords) ? [type] : [];
  });
}
