import { type JsonObject, type JsonValue, setMember } from "../../load/json.ts";
import { componentOfRef, type NormalisedSchema, typesOf } from "../../normalise/normalised-document.ts";
import { formatMode, numberBounds } from "../formats.ts";
import type { FormatMode } from "../target.ts";
import { toDraft07 } from "./to-draft-07.ts";

/** Options for the conversion to JSON Schema. */
export interface JsonSchemaOptions {
  readonly draft: "2020-12" | "draft-07";
  /** Base URL of the schemas; ends in a slash. */
  readonly base: string;
  readonly formats: Readonly<Record<string, FormatMode>>;
  /** Called for each keyword that the draft cannot express. */
  drop(keyword: string): void;
}

const DIALECTS = {
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
  "draft-07": "http://json-schema.org/draft-07/schema#",
} as const;

const SCHEMA_MAPS: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas"]);
const SCHEMA_LISTS: ReadonlySet<string> = new Set(["prefixItems", "allOf", "oneOf", "anyOf"]);
const SCHEMAS: ReadonlySet<string> = new Set([
  "items",
  "contains",
  "unevaluatedItems",
  "additionalProperties",
  "propertyNames",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
]);

/** The JSON Schema of a component, with references relative to its `$id`. */
export function toJsonSchema(component: string, schema: NormalisedSchema, options: JsonSchemaOptions): JsonObject {
  const head = { $schema: DIALECTS[options.draft], $id: `${options.base}${fileOf(component)}` };
  const body = convert(schema, options);
  // Draft 07 ignores the siblings of a $ref, including `$id`.
  return options.draft === "draft-07" && "$ref" in body ? { ...head, allOf: [body] } : { ...head, ...body };
}

function fileOf(component: string): string {
  // A lone surrogate cannot be encoded.
  return `${encodeURIComponent(component.replace(/\p{Surrogate}/gu, "\ufffd"))}.json`;
}

function convertInner(schema: NormalisedSchema, options: JsonSchemaOptions): JsonValue {
  const keys = Object.keys(schema);
  const isFalse = keys.length === 1 && schema.not !== undefined && Object.keys(schema.not).length === 0;
  return isFalse ? false : convert(schema, options);
}

function convert(schema: NormalisedSchema, options: JsonSchemaOptions): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    // The key determines the type of its value in a normalised schema.
    if (SCHEMAS.has(key)) {
      result[key] = value === false ? false : convertInner(value as NormalisedSchema, options);
    } else if (SCHEMA_LISTS.has(key)) {
      result[key] = (value as readonly NormalisedSchema[]).map((member) => convertInner(member, options));
    } else if (SCHEMA_MAPS.has(key)) {
      const members: JsonObject = {};
      for (const [name, member] of Object.entries(value as Readonly<Record<string, NormalisedSchema>>)) {
        setMember(members, name, convertInner(member, options));
      }
      result[key] = members;
    } else if (key === "$ref") {
      result.$ref = fileOf(componentOfRef(schema.$ref ?? "") ?? "");
    } else if (key === "type") {
      const types = typesOf(schema);
      result.type = types.length === 1 ? (types[0] ?? "null") : [...types];
    } else if (key === "format") {
      if (isAsserted(schema.format ?? "", options)) result.format = schema.format ?? "";
    } else if (key !== "discriminator" && !key.startsWith("x-")) {
      // The literals of the members express the discriminator.
      result[key] = value as JsonValue;
    }
  }
  if (typesOf(schema).includes("integer") && !schema.enum && schema.const === undefined)
    setBounds(result, schema, options);
  if ("if" in result !== ("then" in result || "else" in result)) {
    for (const key of ["if", "then", "else"]) delete result[key];
  }
  return options.draft === "draft-07" ? toDraft07(result, options.drop) : result;
}

/** Formats that are not asserted are left out, since validators could reject them as unknown. */
function isAsserted(format: string, { formats }: JsonSchemaOptions): boolean {
  return format !== "int32" && formatMode(format, formats) === "assert";
}

/** Limits integers to the range of their format and of JSON.parse. */
function setBounds(result: JsonObject, schema: NormalisedSchema, { formats }: JsonSchemaOptions): void {
  const isFormatted = schema.format !== undefined && formatMode(schema.format, formats) === "assert";
  const { format: _, ...rest } = schema;
  const { minimum, maximum } = numberBounds(isFormatted ? schema : rest);
  delete result.minimum;
  delete result.maximum;
  if (minimum !== undefined) result.minimum = minimum;
  if (maximum !== undefined) result.maximum = maximum;
}
