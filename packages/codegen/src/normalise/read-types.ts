import { KEYWORDS_OF_TYPE } from "./keywords.ts";
import type { Dialect } from "./modernise.ts";
import type { Report } from "./normalise-schema.ts";
import type { SchemaType } from "./normalised-document.ts";
import { type Place, pointerOf } from "./place.ts";

const TYPES: ReadonlySet<unknown> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** The types of a schema without duplicates; `integer` is dropped next to `number`. */
export function readTypes(given: unknown, place: Place, dialect: Dialect, report: Report): readonly SchemaType[] {
  if (given === undefined) return [];
  const named: readonly unknown[] = Array.isArray(given) ? given : [given];
  const list: unknown[] = [...new Set(dialect === "json-schema" ? named : named.map((type) => type ?? "null"))];
  if (dialect !== "json-schema" && named.includes(null)) {
    report("loose_keyword", pointerOf(place, "type"), 'expected "null" as the name of a type, received null');
  }
  if (list.length > 0 && list.every((type): type is SchemaType => TYPES.has(type))) {
    return list.includes("number") ? list.filter((type) => type !== "integer") : list;
  }
  report(
    "invalid_schema",
    pointerOf(place, "type"),
    `expected a type of JSON Schema, received ${JSON.stringify(given)}`,
  );
  return [];
}

const OBJECT: ReadonlySet<string> = new Set(KEYWORDS_OF_TYPE.object);
const ARRAY: ReadonlySet<string> = new Set(KEYWORDS_OF_TYPE.array);

/** The type that `properties` or `items` imply in an OpenAPI schema without a type. */
export function impliedType(draft: object): SchemaType | undefined {
  let isObject = false;
  let isArray = false;
  for (const key of Object.keys(draft)) {
    if (key === "const" || key === "enum") return undefined;
    isObject ||= OBJECT.has(key);
    isArray ||= ARRAY.has(key);
  }
  if (isObject === isArray) return undefined;
  return isObject ? "object" : "array";
}
