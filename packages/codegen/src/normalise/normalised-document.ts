import type { JsonObject, JsonValue } from "../load/json.ts";

export type SchemaType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/**
 * A schema in the one form that targets read: JSON Schema 2020-12 without `allOf`, with `nullable` said by `type`.
 * Keys stand in a fixed order; only the order of `properties`, `enum`, `oneOf` and `anyOf` is that of the document.
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
  readonly items?: NormalisedSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, NormalisedSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | NormalisedSchema;
  readonly oneOf?: readonly NormalisedSchema[];
  readonly anyOf?: readonly NormalisedSchema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> };
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
  /** `components.schemas`, in the order of the document. */
  readonly schemas: ReadonlyMap<string, NormalisedSchema>;
}

/** The name of the component that a `$ref` of a normalised schema points to. */
export function componentOfRef(ref: string): string | undefined {
  const prefix = "#/components/schemas/";
  const rest = ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
  return rest === undefined || rest.includes("/") ? undefined : rest.replaceAll("~1", "/").replaceAll("~0", "~");
}

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
