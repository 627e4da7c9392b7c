import { parse } from "lossless-json";
import { type InputRecord, type JsonValue, WholeDouble } from "../values/json-value.ts";

/**
 * What JSON.parse would lose: integers of 16 digits and more, a double whose value is whole (or is rounded to be), minus
 * zero, and escapes that may be half a surrogate pair. A number follows `:`, `,` or `[`; what looks like one within a
 * string only costs time.
 */
const LOSSY =
  /[:,[]\s*(?:-0\s*[,}\]]|-?(?:\d{16}|\d{8,15}\.[09]|\d+\.(?:0+\s*[,}\]]|0{7}|9{7}|\d{16})|\d+(?:\.\d+)?[eE]))|\\u[dD][89a-fA-F]/;

const EMPTY: InputRecord = Object.freeze({});
/** How deep Druid's JSON parser goes (Jackson's default since 2.15). */
const MAX_DEPTH = 1000;
const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/**
 * Reads one line of newline-delimited JSON as Druid 33 does. Undefined when the line cannot be read: it is blank, or
 * no JSON. Whatever follows the first object is passed over, a lone list or scalar is a record without fields, and of a
 * name that comes twice the last value counts. Integers are exact up to 64 bits.
 *
 * @example
 * parseRecord('{"id":9007199254740993}{"id":2}');
 * // => { id: 9007199254740993n }
 */
export function parseRecord(line: string): InputRecord | undefined {
  // A byte order mark is passed over on any line, since each is read on its own.
  const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
  // Files of blank lines are common, and an exception for each would take most of the time.
  if (isBlank(text)) return undefined;
  if (text.length > MAX_DEPTH && isTooDeep(text)) return undefined;
  const value = parseValue(text) ?? parseValue(firstValue(text));
  if (value === undefined) return undefined;
  const { json } = value;
  return typeof json === "object" && json !== null && !Array.isArray(json) && !(json instanceof WholeDouble)
    ? // What is left of JsonValue after the list and the scalars.
      (json as InputRecord)
    : EMPTY;
}

/** The blanks of JSON. */
function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return false;
  }
  return true;
}

function parseValue(text: string | undefined): { readonly json: JsonValue } | undefined {
  if (text === undefined) return undefined;
  try {
    if (LOSSY.test(text)) return { json: parseExactly(text) };
    return { json: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parseExactly(text: string): JsonValue {
  // parseNumber below makes every number a JsonValue; the rest is plain JSON.
  const json = parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
  return /\\u[dD][89a-fA-F]/.test(text) ? wellFormed(json) : json;
}

/** @see org.apache.druid.java.util.common.parsers.JSONFlattenerMaker#convertJsonNode */
function parseNumber(text: string): number | bigint | WholeDouble {
  if (/[.eE]/.test(text)) {
    const double = Number(text);
    return Number.isInteger(double) || !Number.isFinite(double) ? new WholeDouble(double) : double;
  }
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  const whole = BigInt(text);
  return whole >= MIN_LONG && whole <= MAX_LONG ? whole : new WholeDouble(number);
}

/** A lone surrogate becomes a question mark, as it does when Java encodes it. */
function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.replace(/\p{Cs}/gu, "?");
  if (typeof value !== "object" || value === null || value instanceof WholeDouble) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, wellFormed(field)]));
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) quoted = !quoted;
    else if (!quoted && (code === 0x7b || code === 0x5b) && ++depth > MAX_DEPTH) return true;
    else if (!quoted && (code === 0x7d || code === 0x5d) && --depth <= 0) return false;
  }
  return false;
}

const SCALAR = /^[ \t\r\n]*(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[ \t\r\n])|(?:true|false|null)(?![\w$]))/;

/** The text of the first value of a line, when something follows it; undefined when there is none. */
function firstValue(text: string): string | undefined {
  const scalar = SCALAR.exec(text);
  if (scalar !== null) return scalar[0];
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
      if (quoted || depth > 0) continue;
      return text.slice(0, i + 1);
    }
    if (char === '"') quoted = true;
    else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth <= 0) return text.slice(0, i + 1);
  }
  return undefined;
}
