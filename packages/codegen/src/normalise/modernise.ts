import { isJsonObject, type JsonObject } from "../load/json.ts";
import { isSameJson } from "./json-order.ts";
import type { Report } from "./normalise-schema.ts";
import { type Place, pointerOf } from "./place.ts";

/** The version of the specification that a schema follows. */
export type Dialect = "openapi-3.0" | "openapi-3.1" | "json-schema";

/** Converts keywords of older drafts and of OpenAPI 3.0 to JSON Schema 2020-12. Modifies the draft. */
export function modernise(draft: Record<string, unknown>, place: Place, dialect: Dialect, report: Report): void {
  modernBounds(draft, place, dialect, report);
  modernItems(draft);
  modernDependencies(draft, place, report);
  if (draft.example !== undefined) {
    draft.examples ??= [draft.example];
    delete draft.example;
  }
  // An object of examples, as media types of OpenAPI have it, is only an annotation here.
  if (draft.examples !== undefined && !Array.isArray(draft.examples)) delete draft.examples;
  if (draft.uniqueItems === false) delete draft.uniqueItems;
  if (typeof draft.pattern === "string" && !isPattern(draft.pattern)) {
    foreign(draft.pattern, pointerOf(place, "pattern"), report);
    delete draft.pattern;
  }
  if (isJsonObject(draft.patternProperties)) {
    const known = Object.entries(draft.patternProperties).filter(([pattern]) => {
      if (isPattern(pattern)) return true;
      foreign(pattern, pointerOf(place, "patternProperties", pattern), report);
      return false;
    });
    draft.patternProperties = Object.fromEntries(known);
  }
}

const BOUNDS = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
] as const;

function modernBounds(draft: Record<string, unknown>, place: Place, dialect: Dialect, report: Report): void {
  for (const [bound, exclusive] of BOUNDS) {
    const flag = draft[exclusive];
    if (typeof flag !== "boolean") continue;
    delete draft[exclusive];
    const message = `expected ${exclusive} to be a number, received ${flag}`;
    if (dialect === "json-schema") {
      report("invalid_schema", pointerOf(place, exclusive), message);
      continue;
    }
    if (dialect === "openapi-3.1") report("loose_keyword", pointerOf(place, exclusive), message);
    if (flag && draft[bound] !== undefined) {
      draft[exclusive] = draft[bound];
      delete draft[bound];
    }
  }
}

/** A list in `items` becomes `prefixItems`, and `additionalItems` becomes `items`. */
function modernItems(draft: Record<string, unknown>): void {
  const { items, additionalItems } = draft;
  if (additionalItems !== undefined) delete draft.additionalItems;
  if (!Array.isArray(items)) return;
  delete draft.items;
  if (items.length > 0) draft.prefixItems ??= items;
  if (additionalItems !== undefined) draft.items = additionalItems;
}

function modernDependencies(draft: Record<string, unknown>, place: Place, report: Report): void {
  const { dependencies } = draft;
  if (!isJsonObject(dependencies)) return;
  delete draft.dependencies;
  const required: JsonObject = isJsonObject(draft.dependentRequired) ? { ...draft.dependentRequired } : {};
  const schemas: JsonObject = isJsonObject(draft.dependentSchemas) ? { ...draft.dependentSchemas } : {};
  for (const [name, given] of Object.entries(dependencies)) {
    const isList = Array.isArray(given) && given.every((member) => typeof member === "string");
    if (!isList && Array.isArray(given)) {
      const at = pointerOf(place, "dependencies", name);
      report("invalid_schema", at, "expected a dependency to be a schema or a list of names, received another list");
      continue;
    }
    const target = isList ? required : schemas;
    if (Object.hasOwn(target, name) && !isSameJson(target[name], given)) {
      const at = pointerOf(place, "dependencies", name);
      report("invalid_schema", at, `expected the dependencies of ${name} in one keyword, received two`);
    } else Object.defineProperty(target, name, { value: given, writable: true, enumerable: true, configurable: true });
  }
  if (Object.keys(required).length > 0) draft.dependentRequired = required;
  if (Object.keys(schemas).length > 0) draft.dependentSchemas = schemas;
}

const patterns = new Map<string, boolean>();

/** Whether JavaScript can compile the pattern, with or without the `u` flag. */
function isPattern(pattern: string): boolean {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const result = ["u", ""].some((flags) => {
    try {
      new RegExp(pattern, flags);
      return true;
    } catch {
      return false;
    }
  });
  patterns.set(pattern, result);
  return result;
}

function foreign(pattern: string, pointer: string, report: Report): void {
  report("foreign_pattern", pointer, `expected a regular expression of ECMA-262, received ${JSON.stringify(pattern)}`);
}
