import { formatDouble } from "./double-text.ts";
import { type JsonValue, WholeDouble } from "./json-value.ts";

/**
 * Prints a JSON value as Java's `String.valueOf` prints the value that Druid makes of it: `{a=1, b=[x, null]}`.
 *
 * @example
 * javaText({ a: [1, { b: null }] });
 * // => "{a=[1, {b=null}]}"
 */
export function javaText(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatDouble(value);
  if (value instanceof WholeDouble) return formatDouble(value.value);
  if (isList(value)) return `[${value.map(javaText).join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}=${javaText(field)}`);
  return `{${fields.join(", ")}}`;
}

/**
 * Prints a JSON value as Druid 33 stores it in a `COMPLEX<json>` column: numbers the Java way, no blanks.
 *
 * @example
 * jsonText({ a: 1e300, b: "x" });
 * // => '{"a":1.0E300,"b":"x"}'
 */
export function jsonText(value: JsonValue): string {
  if (typeof value === "string") return quoted(value);
  if (isList(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value === "object" && value !== null && !(value instanceof WholeDouble)) {
    return `{${Object.entries(value)
      .map(([name, field]) => `${quoted(name)}:${jsonText(field)}`)
      .join(",")}}`;
  }
  return javaText(value);
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** JSON.stringify writes control characters in lower-case hexadecimal, Jackson in upper case. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\\u00") ? json.replace(CONTROL, (digits) => digits.toUpperCase()) : json;
}

const CONTROL = /(?<=(?<!\\)(?:\\\\)*\\u)00[01][0-9a-f]/g;
