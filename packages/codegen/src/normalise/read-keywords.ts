import { describeValue, type JsonObject } from "../load/json.ts";
import { sortJson } from "./json-order.ts";
import { IGNORED, isExtension, KEYWORDS, OPENAPI_ONLY, UNSUPPORTED } from "./keywords.ts";
import type { Dialect } from "./modernise.ts";
import type { Report } from "./normalise-schema.ts";
import { type Place, pointerOf } from "./place.ts";
import { keysInOrder } from "./schema-parts.ts";

/** The known keywords of a schema that have a valid value; all others are reported. */
export function readKeywords(
  value: JsonObject,
  place: Place,
  dialect: Dialect,
  report: Report,
): Record<string, unknown> {
  const draft: Record<string, unknown> = {};
  // OpenAPI 3.0 ignores the siblings of a $ref. `nullable` is kept, since authors expect it to apply.
  const isAlone = dialect === "openapi-3.0" && value.$ref !== undefined;
  // In the order of a normalised schema, so that later copies need no sorting.
  for (const key of keysInOrder(value)) {
    const member = value[key] ?? null;
    if (isExtension(key)) {
      draft[key] = sortJson(member);
      continue;
    }
    if (isAlone && key !== "$ref" && key !== "nullable") continue;
    const check = KEYWORDS.get(key);
    if (!check) {
      if (IGNORED.has(key)) continue;
      const at = pointerOf(place, key);
      if (UNSUPPORTED.has(key)) report("unsupported_keyword", at, `expected $ref, received ${key}`);
      else report("unknown_keyword", at, `expected a keyword of JSON Schema or x-…, received ${key}`);
    } else if (dialect === "json-schema" && OPENAPI_ONLY.has(key)) {
      // In JSON Schema it is an unknown keyword, which is ignored.
    } else if (check.holds(member)) {
      draft[key] = member;
    } else {
      report(
        "invalid_schema",
        pointerOf(place, key),
        `expected ${key} to be ${check.expected}, received ${describeValue(member)}`,
      );
    }
  }
  // OpenAPI 3.0 marks binary content with a format, OpenAPI 3.1 with an annotation.
  if (dialect === "openapi-3.1" && isBytes(value)) draft.format ??= "binary";
  return draft;
}

/** Whether a schema describes binary content that is not encoded as text. */
function isBytes({ type, contentMediaType, contentEncoding }: JsonObject): boolean {
  if ((type !== undefined && type !== "string") || contentEncoding !== undefined) return false;
  return typeof contentMediaType === "string" && !/^text\/|[/+](?:json|xml|yaml)\b/i.test(contentMediaType);
}
