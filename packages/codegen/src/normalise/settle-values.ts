import type { JsonValue } from "../load/json.ts";
import { joinPointer } from "../load/json-pointer.ts";
import { KEYWORDS_OF_TYPE } from "./keywords.ts";
import type { Report } from "./normalise-schema.ts";
import type { NormalisedSchema, SchemaType } from "./normalised-document.ts";

/** Puts types and listed values in agreement, and drops keywords that say nothing about the types that are left. */
export function settleValues(
  draft: Record<string, unknown>,
  types: readonly SchemaType[],
  pointer: string,
  report: Report,
): NormalisedSchema {
  const result: Record<string, unknown> = { ...draft };
  let left = types;
  for (const key of ["enum", "const"] as const) {
    if (draft[key] === undefined) continue;
    // Both were checked to be JSON when the keywords were.
    const values = (key === "enum" ? draft.enum : [draft.const]) as JsonValue[];
    if (values.some((value) => typeof value === "object" && value !== null)) {
      report(
        "unsupported_keyword",
        joinPointer(pointer, key),
        `expected strings, numbers, booleans or null in ${key}, received an object or an array`,
      );
      delete result[key];
      continue;
    }
    const kept = types.length === 0 ? values : values.filter((value) => types.some((type) => isOfType(value, type)));
    if (kept.length === 0) {
      report(
        "invalid_schema",
        joinPointer(pointer, key),
        `expected ${key} to hold a value of type ${types.join("|")}, received ${JSON.stringify(values)}`,
      );
    }
    if (key === "enum") result.enum = [...new Set(kept)];
    left = left.filter((type) => kept.some((value) => isOfType(value, type)));
  }
  for (const [type, keywords] of Object.entries(KEYWORDS_OF_TYPE)) {
    if (left.length === 0 || left.some((name) => name === type)) continue;
    const others = left.flatMap((name) => KEYWORDS_OF_TYPE[name] ?? []);
    for (const keyword of keywords) if (!others.includes(keyword)) delete result[keyword];
  }
  if (left.length > 0) result.type = left.length === 1 ? left[0] : left;
  // Every keyword was checked when it was read.
  return result as NormalisedSchema;
}

function isOfType(value: JsonValue, type: SchemaType): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}
