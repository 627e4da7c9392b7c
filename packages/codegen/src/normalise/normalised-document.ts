import type { JsonObject, JsonValue } from "../load/json.ts";

export type SchemaType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/**
 * The form of schemas that targets read: a subset of JSON Schema 2020-12 with one spelling for each constraint.
 *
 * - No boolean schemas: `true` is `{}`, `false` is `{ not: {} }`. Only `additionalProperties` and `unevaluated*` may be
 *   the literal `false`; where everything is allowed they are `{}` (explicitly) or absent.
 * - A `$ref` points to a component, and only annotations are its siblings; other keywords are in an `allOf` with it.
 * - `allOf` remains only where its members cannot be merged into one schema.
 * - `nullable` becomes `type`, `enum` or `anyOf`; 3.0's `exclusiveMinimum: true` a number; `example` becomes `examples`.
 * - Keywords for types that `type` excludes are removed. Without `type` any type is valid, and the keywords of a type
 *   apply to values of that type only.
 * - A required member is in `properties`, unless the schema is in the scope of an `unevaluatedProperties`: listing it
 *   would make it evaluated.
 * - No schema applies itself to the same value; recursion goes through properties and items.
 * - A `discriminator` occurs only with a `oneOf` or `anyOf` whose every member requires the property with literals
 *   of its own, and its mapping is complete.
 *
 * Keywords are in a fixed order, names sorted by code unit.
 */
export interface NormalisedSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly format?: string;
  readonly const?: JsonValue;
  readonly enum?: readonly JsonValue[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly prefixItems?: readonly NormalisedSchema[];
  /** The schema of items after `prefixItems`; `{ not: {} }` if there may be none. */
  readonly items?: NormalisedSchema;
  readonly contains?: NormalisedSchema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: false | NormalisedSchema;
  readonly properties?: Readonly<Record<string, NormalisedSchema>>;
  readonly patternProperties?: Readonly<Record<string, NormalisedSchema>>;
  readonly additionalProperties?: false | NormalisedSchema;
  readonly propertyNames?: NormalisedSchema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, NormalisedSchema>>;
  readonly unevaluatedProperties?: false | NormalisedSchema;
  readonly allOf?: readonly NormalisedSchema[];
  readonly oneOf?: readonly NormalisedSchema[];
  readonly anyOf?: readonly NormalisedSchema[];
  readonly not?: NormalisedSchema;
  readonly if?: NormalisedSchema;
  readonly then?: NormalisedSchema;
  readonly else?: NormalisedSchema;
  /** Maps every literal to the `$ref` of its member, or to the index of a member without `$ref`. */
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping: Readonly<Record<string, string | number>>;
  };
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly [extension: `x-${string}`]: JsonValue;
}

/** The document that all targets read. */
export interface NormalisedDocument {
  /** A whole OpenAPI 3.1 document, in which every schema is a `NormalisedSchema`. */
  readonly root: JsonObject;
  /** `components.schemas` by name. If requests and responses differ, a second component describes what is sent. */
  readonly schemas: ReadonlyMap<string, NormalisedSchema>;
  /** From the name of such a second component to the name of the original. */
  readonly variants: ReadonlyMap<string, string>;
}

/** The name of the component that a `$ref` of a normalised schema points to. */
export function componentOfRef(ref: string): string | undefined {
  if (!ref.startsWith(PREFIX)) return undefined;
  const name = ref.slice(PREFIX.length);
  if (name.includes("/")) return undefined;
  return name.includes("~") ? name.replaceAll("~1", "/").replaceAll("~0", "~") : name;
}

const PREFIX = "#/components/schemas/";

/** The types of a schema as a list; empty if any type is valid. */
export function typesOf(schema: NormalisedSchema): readonly SchemaType[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** Follows `$ref` to a schema without one. */
export function resolveSchema(document: NormalisedDocument, schema: NormalisedSchema): NormalisedSchema {
  let current = schema;
  const seen = new Set<string>();
  while (current.$ref !== undefined && !seen.has(current.$ref)) {
    seen.add(current.$ref);
    const target = document.schemas.get(componentOfRef(current.$ref) ?? "");
    if (!target) break;
    current = target;
  }
  return current;
}
