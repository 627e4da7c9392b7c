import type { Expr, ExprUse } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { call } from "./call.ts";
import type { CastResult, Json, JsonPath, LiteralValue, Text } from "./operand-types.ts";

/**
 * The single value at a place in a JSON value, as text or as the type that `returning` names. NULL for an object or a
 * missing place; a list at that place is a trap: as text it is a Java address, as a number it fails the job.
 *
 * @example
 * String(jsonValue(c.doc, "$.name"));
 * // => `JSON_VALUE("doc", '$.name')`
 * String(jsonValue(c.doc, "$.items[0].count", "BIGINT"));
 * // => `JSON_VALUE("doc", '$.items[0].count' RETURNING BIGINT)`
 */
export function jsonValue<TReturning extends JsonValueType = "VARCHAR", TUse extends ExprUse = ExprUse>(
  json: Json<TUse>,
  path: JsonPath,
  returning?: TReturning,
): Expr<CastResult[TReturning], TUse> {
  return call("JSON_VALUE", [json, path], returning === undefined ? {} : { returning });
}

/** The types that `jsonValue` can return. */
export type JsonValueType =
  | "VARCHAR"
  | "BIGINT"
  | "DOUBLE"
  | "BOOLEAN"
  | "VARCHAR ARRAY"
  | "BIGINT ARRAY"
  | "DOUBLE ARRAY";

/**
 * The value at a place in a JSON value, as JSON: an object or a list as it is.
 *
 * @example
 * String(jsonQuery(c.doc, "$.address"));
 * // => `JSON_QUERY("doc", '$.address')`
 */
export function jsonQuery<TUse extends ExprUse>(json: Json<TUse>, path: JsonPath): Expr<"COMPLEX<json>", TUse> {
  return call("JSON_QUERY", [json, path]);
}

/**
 * The elements of the list at a place in a JSON value, each as JSON.
 *
 * @example
 * String(jsonQueryArray(c.doc, "$.items"));
 * // => `JSON_QUERY_ARRAY("doc", '$.items')`
 */
export function jsonQueryArray<TUse extends ExprUse>(
  json: Json<TUse>,
  path: JsonPath,
): Expr<"COMPLEX<json> ARRAY", TUse> {
  return call("JSON_QUERY_ARRAY", [json, path]);
}

/**
 * The names of the fields of the object at a place in a JSON value.
 *
 * @example
 * String(jsonKeys(c.doc, "$.address"));
 * // => `JSON_KEYS("doc", '$.address')`
 */
export function jsonKeys<TUse extends ExprUse>(json: Json<TUse>, path: JsonPath): Expr<"VARCHAR ARRAY", TUse> {
  return call("JSON_KEYS", [json, path]);
}

/**
 * The paths of all single values in a JSON value.
 *
 * @example
 * String(jsonPaths(c.doc));
 * // => 'JSON_PATHS("doc")'
 */
export function jsonPaths<TUse extends ExprUse>(json: Json<TUse>): Expr<"VARCHAR ARRAY", TUse> {
  return call("JSON_PATHS", [json]);
}

/**
 * Objects put together into one; where two have the same name, the last one's value is kept.
 *
 * @example
 * String(jsonMerge(c.doc, parseJson('{"seen":true}')));
 * // => `JSON_MERGE("doc", PARSE_JSON('{"seen":true}'))`
 */
export function jsonMerge<TUse extends ExprUse>(
  ...objects: readonly [Json<TUse>, Json<TUse>, ...Json<TUse>[]]
): Expr<"COMPLEX<json>", TUse> {
  return call("JSON_MERGE", objects);
}

/**
 * A JSON object with these fields, in this order.
 *
 * @example
 * String(jsonObject({ city: c.city, source: "web" }));
 * // => `JSON_OBJECT(KEY 'city' VALUE "city", KEY 'source' VALUE 'web')`
 */
export function jsonObject<TUse extends ExprUse>(
  fields: Readonly<Record<string, Expr<SqlType, TUse> | LiteralValue>>,
): Expr<"COMPLEX<json>", TUse> {
  return call("JSON_OBJECT", Object.entries(fields).flat());
}

/**
 * Text read as JSON. Text that is not JSON fails the job.
 *
 * @example
 * String(parseJson(c.city));
 * // => 'PARSE_JSON("city")'
 */
export function parseJson<TUse extends ExprUse>(text: Text<TUse>): Expr<"COMPLEX<json>", TUse> {
  return call("PARSE_JSON", [text]);
}

/**
 * Text read as JSON; NULL for text that is not JSON.
 *
 * @example
 * String(tryParseJson(c.city));
 * // => 'TRY_PARSE_JSON("city")'
 */
export function tryParseJson<TUse extends ExprUse>(text: Text<TUse>): Expr<"COMPLEX<json>", TUse> {
  return call("TRY_PARSE_JSON", [text]);
}

/**
 * Any value written as JSON text.
 *
 * @example
 * String(toJsonString(c.doc));
 * // => 'TO_JSON_STRING("doc")'
 */
export function toJsonString<TUse extends ExprUse>(value: Expr<SqlType, TUse>): Expr<"VARCHAR", TUse> {
  return call("TO_JSON_STRING", [value]);
}
