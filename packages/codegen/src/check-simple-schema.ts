import { isJsonObject, type JsonObject, type JsonValue } from "./load/json.ts";
import { joinPointer } from "./load/json-pointer.ts";
import { isSameJson, jsonKey } from "./normalise/json-order.ts";
import {
  type NormalisedDocument,
  type NormalisedSchema,
  resolveSchema,
  typesOf,
} from "./normalise/normalised-document.ts";
import { isOfType, valuesOf } from "./normalise/reconcile-values.ts";
import { isNothing } from "./normalise/schema-parts.ts";

/** Whether a value is valid; `open` if that needs a full validator. */
export type SimpleResult = "fits" | "open" | { readonly reason: string };

/** Keywords that need a full validator. */
const OPEN = [
  "allOf",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "contains",
  "unevaluatedItems",
  "patternProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
] as const satisfies readonly (keyof NormalisedSchema)[];

/** Validates a value by keywords without references and composition. Formats are not checked. */
export function checkSimpleSchema(
  value: JsonValue,
  given: NormalisedSchema,
  document: NormalisedDocument,
  pointer = "",
): SimpleResult {
  const schema = resolveSchema(document, given);
  const reason = ownReason(value, schema, document);
  if (reason !== undefined) return { reason: pointer === "" ? reason : `at ${pointer}: ${reason}` };
  let isOpen = schema.$ref !== undefined || OPEN.some((key) => schema[key] !== undefined) || isFraction(value, schema);
  for (const [step, member, memberSchema] of membersOf(value, schema)) {
    const result = checkSimpleSchema(member, memberSchema, document, joinPointer(pointer, step));
    if (result === "open") isOpen = true;
    else if (result !== "fits") return result;
  }
  return isOpen ? "open" : "fits";
}

function ownReason(value: JsonValue, schema: NormalisedSchema, document: NormalisedDocument): string | undefined {
  if (isNothing(schema)) return "expected nothing here";
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return `expected ${types.join(" or ")}, received ${typeName(value)}`;
  const values = valuesOf(schema);
  if (values && !values.some((each) => isSameJson(each, value))) return `expected ${listed(values)}`;
  if (typeof value === "number") return numberReason(value, schema);
  if (typeof value === "string") return stringReason(value, schema);
  if (Array.isArray(value)) return arrayReason(value, schema);
  return isJsonObject(value) ? objectReason(value, schema, document) : undefined;
}

function numberReason(value: number, schema: NormalisedSchema): string | undefined {
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return `expected ${minimum} or more`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `expected more than ${exclusiveMinimum}`;
  if (maximum !== undefined && value > maximum) return `expected ${maximum} or less`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `expected less than ${exclusiveMaximum}`;
  if (multipleOf === undefined || isFraction(value, schema) || value % multipleOf === 0) return undefined;
  return `expected a multiple of ${multipleOf}`;
}

/** Whether the check of a multiple needs decimal arithmetic, since JavaScript rounds. */
function isFraction(value: JsonValue, { multipleOf }: NormalisedSchema): boolean {
  return typeof value === "number" && multipleOf !== undefined && !Number.isInteger(multipleOf);
}

function stringReason(value: string, { maxLength, minLength, pattern }: NormalisedSchema): string | undefined {
  // JSON Schema counts code points.
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  if (minLength !== undefined && length < minLength)
    return `expected ${counted(minLength, "character")} or more, received ${length}`;
  if (maxLength !== undefined && length > maxLength)
    return `expected ${counted(maxLength, "character")} or less, received ${length}`;
  if (pattern === undefined || regExpOf(pattern).test(value)) return undefined;
  return `expected a match of ${JSON.stringify(pattern)}`;
}

function arrayReason(value: readonly JsonValue[], schema: NormalisedSchema): string | undefined {
  const { maxItems, minItems, uniqueItems } = schema;
  if (minItems !== undefined && value.length < minItems)
    return `expected ${counted(minItems, "item")} or more, received ${value.length}`;
  if (maxItems !== undefined && value.length > maxItems)
    return `expected ${counted(maxItems, "item")} or less, received ${value.length}`;
  return uniqueItems && new Set(value.map(jsonKey)).size < value.length ? "expected each item once" : undefined;
}

function objectReason(value: JsonObject, schema: NormalisedSchema, document: NormalisedDocument): string | undefined {
  const { additionalProperties, maxProperties, minProperties, patternProperties, properties = {} } = schema;
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name) && !isOneWay(schema, name, document));
  if (missing !== undefined) return `expected a member ${JSON.stringify(missing)}`;
  const count = Object.keys(value).length;
  if (minProperties !== undefined && count < minProperties)
    return `expected ${counted(minProperties, "member")} or more, received ${count}`;
  if (maxProperties !== undefined && count > maxProperties)
    return `expected ${counted(maxProperties, "member")} or less, received ${count}`;
  if (additionalProperties !== false || patternProperties !== undefined) return undefined;
  const extra = Object.keys(value).find((name) => !Object.hasOwn(properties, name));
  return extra === undefined ? undefined : `expected no member ${JSON.stringify(extra)}`;
}

/** Whether a property may be absent because it is readOnly or writeOnly. */
export function isOneWay(schema: NormalisedSchema, name: string, document: NormalisedDocument): boolean {
  const { properties } = schema;
  const property = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return property !== undefined && isMarked(property, document);
}

function isMarked(schema: NormalisedSchema, document: NormalisedDocument): boolean {
  if (schema.readOnly || schema.writeOnly) return true;
  const target = resolveSchema(document, schema);
  if (target.readOnly || target.writeOnly) return true;
  return target.allOf?.some((member) => isMarked(member, document)) ?? false;
}

/** The members of a value with their schemas. */
function membersOf(
  value: JsonValue,
  schema: NormalisedSchema,
): readonly (readonly [step: string | number, value: JsonValue, schema: NormalisedSchema])[] {
  const { additionalProperties, items, patternProperties, prefixItems, properties = {} } = schema;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const itemSchema = prefixItems?.[index] ?? items;
      return itemSchema ? [[index, item, itemSchema] as const] : [];
    });
  }
  if (!isJsonObject(value)) return [];
  const rest = patternProperties === undefined && additionalProperties ? additionalProperties : undefined;
  return Object.entries(value).flatMap(([name, member]) => {
    const memberSchema = Object.hasOwn(properties, name) ? properties[name] : rest;
    return memberSchema ? [[name, member, memberSchema] as const] : [];
  });
}

const patterns = new Map<string, RegExp>();

function regExpOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? compile(pattern);
  patterns.set(pattern, known);
  return known;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const MOST_LISTED = 5;

function listed(values: readonly JsonValue[]): string {
  const first = values.slice(0, MOST_LISTED).map((value) => JSON.stringify(value));
  const more = values.length > MOST_LISTED ? `, … (${values.length} values)` : "";
  return `${values.length > 1 ? "one of " : ""}${first.join(", ")}${more}`;
}

function typeName(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
