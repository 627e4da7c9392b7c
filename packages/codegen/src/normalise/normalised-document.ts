import type { JsonObject, JsonValue } from "../load/json.ts";

export type SchemaType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/**
 * A schema in the one form that targets read: JSON Schema 2020-12, cut down to one way of saying each thing.
 *
 * - No boolean schemas: `true` is `{}`, `false` is `{ not: {} }`. Only `additionalProperties` and `unevaluated*` may be
 *   the literal `false`; where everything is allowed they are `{}` (said so) or absent (not said).
 * - A `$ref` leads to a component and stands alone beside annotations; siblings are in an `allOf` with it.
 * - `allOf` is left only where one schema cannot say the same.
 * - `nullable` is said by `type`, `enum` or `anyOf`; 3.0's `exclusiveMinimum: true` by a number; `example` by `examples`.
 * - Keywords say something about the types that are left; no `type` means any type, and the keywords of a type then
 *   hold for values of that type only.
 * - A required member is among `properties`, unless an `unevaluatedProperties` looks at the schema: naming it there
 *   would make it one that was looked at.
 * - No schema applies itself to the same value again; recursion goes through members and items.
 * - A `discriminator` stands only beside a `oneOf` or `anyOf` whose every member requires the property with literals
 *   that no other member has, and its mapping is complete.
 *
 * Keys stand in a fixed order, names in the order of their code units.
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
  /** What follows `prefixItems`; `{ not: {} }` when nothing may. */
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
  /** The mapping leads from every literal to the `$ref` of its member, or to its index where the member is no `$ref`. */
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
  /** `components.schemas`, by name. Where requests and answers differ, a second component holds what is sent. */
  readonly schemas: ReadonlyMap<string, NormalisedSchema>;
  /** From the name of such a second component to the name of the first. */
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

/** The types of a schema as a list; empty when any type will do. */
export function typesOf(schema: NormalisedSchema): readonly SchemaType[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/** Follows `$ref` to a schema that says something itself. */
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
