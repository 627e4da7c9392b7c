import type { InputField } from "@starfix/rules";
import type { DataType } from "@starfix/schema";
import { isList, javaText, jsonText } from "./java-text.ts";
import { type InputRecord, type JsonValue, WholeDouble } from "./json-value.ts";
import { parseDouble, trimJava } from "./parse-double.ts";

/**
 * A value read into a declared type. BIGINT: a whole `number` within ±(2^53-1), a `bigint` beyond. DOUBLE and FLOAT: a
 * `number`, NaN and infinities included, FLOAT already rounded to 32 bits. VARCHAR: a `string`. COMPLEX<json>: JSON text.
 */
export type ColumnValue = string | number | bigint | null;

/** A value that Druid reads and this reader cannot reproduce exactly. The job must fail with `code`. */
export class UnreadableValueError extends Error {
  readonly code: "cannot_parse_multi_value_dimension" | "column_type_not_supported";
  constructor(code: UnreadableValueError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UnreadableValueError";
    this.code = code;
  }
}

export type ReadableDataType = Extract<
  DataType,
  "string" | "varchar" | "long" | "bigint" | "double" | "float" | "json" | "complex<json>"
>;

type Read = (value: JsonValue) => ColumnValue;

/** The types that can be read, each with its reader. The others of the contract are refused by name. */
const READERS: Readonly<Record<ReadableDataType, Read>> = {
  string: readVarchar,
  varchar: readVarchar,
  long: readBigint,
  bigint: readBigint,
  double: readDouble,
  float: readFloat,
  json: readJson,
  "complex<json>": readJson,
};

/** Data types that records can be read into, in the order messages list them. */
export const readableDataTypes: readonly ReadableDataType[] = [
  "string",
  "varchar",
  "long",
  "bigint",
  "double",
  "float",
  "json",
  "complex<json>",
];

/** Whether values of this type can be read exactly as Druid reads them. */
export function isReadable(dataType: DataType): dataType is ReadableDataType {
  return Object.hasOwn(READERS, dataType);
}

/**
 * Reads one JSON value into a declared type, as Druid 33 does (typed reading, not CAST): what cannot be read is null.
 *
 * @example
 * coerce("3,5", "long");
 * // => 35
 *
 * @throws UnreadableValueError for a list of two or more values in a text column, which Druid stores as a multi-value
 * string, and for a bare boolean in a JSON column, whose stored form depends on the other rows.
 * @throws TypeError for a data type that cannot be read.
 */
export function coerce(value: JsonValue, dataType: DataType): ColumnValue {
  return readerOf(dataType)(value);
}

/**
 * Makes the reader of one field, to be called for each record. A field that a record lacks is null.
 *
 * @example
 * columnReader({ name: "session_length", dataType: "long" })({ session_length: "345" });
 * // => 345
 *
 * @throws TypeError for a data type that cannot be read. What it returns throws {@link UnreadableValueError}, which
 * names the field.
 */
export function columnReader(field: InputField): (record: InputRecord) => ColumnValue {
  const { name } = field;
  const reader = readerOf(field.dataType);
  const read = named(field, reader);
  // Names such as "constructor" are found on every object.
  if (name in {}) return (record) => (Object.hasOwn(record, name) ? read(record[name] ?? null) : null);
  if (reader === readVarchar) {
    return (record) => {
      const value = record[name];
      return typeof value === "string" ? value : value === undefined || value === null ? null : read(value);
    };
  }
  return (record) => {
    const value = record[name];
    return value === undefined || value === null ? null : read(value);
  };
}

function named(field: InputField, read: Read): Read {
  return (value) => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof UnreadableValueError)) throw error;
      throw new UnreadableValueError(error.code, `field ${JSON.stringify(field.name)}: ${error.message}`, {
        cause: error,
      });
    }
  };
}

function readerOf(dataType: DataType): Read {
  if (isReadable(dataType)) return READERS[dataType];
  throw new TypeError(
    `unsupported data type: expected one of ${readableDataTypes.join(", ")}, received ${JSON.stringify(dataType)}`,
  );
}

function readVarchar(value: JsonValue): string | null {
  if (typeof value === "string" || value === null) return value;
  if (!isList(value)) return javaText(value);
  const [only = null, ...others] = value;
  if (others.length > 0) {
    throw new UnreadableValueError(
      "cannot_parse_multi_value_dimension",
      `a list of ${value.length} values in a text column is a multi-value string, which is not supported; ` +
        "declare the field as json, or ingest one value",
    );
  }
  return only === null ? null : javaText(only);
}

function readBigint(value: JsonValue): number | bigint | null {
  const parsed = readNumber(value, parseLong);
  if (parsed === undefined) return null;
  if (typeof parsed === "bigint" || Number.isSafeInteger(parsed)) return parsed === 0 ? 0 : parsed;
  return truncate(parsed);
}

function readDouble(value: JsonValue): number | null {
  const parsed = readNumber(value);
  return parsed === undefined ? null : Number(parsed);
}

function readFloat(value: JsonValue): number | null {
  const parsed = readNumber(value);
  if (parsed === undefined) return null;
  return typeof parsed === "bigint" ? roundToFloat(parsed) : Math.fround(parsed);
}

function readJson(value: JsonValue): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") {
    throw new UnreadableValueError(
      "column_type_not_supported",
      "a bare boolean in a json column is stored in a form that depends on the other rows, which is not supported; " +
        "declare the field as string",
    );
  }
  return jsonText(value);
}

/** @see org.apache.druid.data.input.Rows#objectToNumber */
function readNumber(
  value: JsonValue,
  parse: (text: string) => number | bigint | undefined = parseText,
): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "string") return parse(trimJava(value).replaceAll(",", ""));
  return value instanceof WholeDouble ? value.value : undefined;
}

function parseText(text: string): number | undefined {
  return parseDouble(text);
}

function parseLong(text: string): number | bigint | undefined {
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  if (/^[+-]?\d+$/.test(text)) {
    const whole = BigInt(text.startsWith("+") ? text.slice(1) : text);
    if (whole >= MIN_LONG && whole <= MAX_LONG) return narrow(whole);
  }
  return parseDouble(text);
}

const MIN_LONG = -(2n ** 63n);
const MAX_LONG = 2n ** 63n - 1n;

/** `Number.longValue` of Java: towards zero, saturating, NaN is 0. */
function truncate(value: number): number | bigint {
  if (Number.isNaN(value)) return 0;
  if (value >= 2 ** 63) return MAX_LONG;
  if (value <= -(2 ** 63)) return MIN_LONG;
  return narrow(BigInt(Math.trunc(value)));
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A 64-bit integer to 32 bits of floating point in one rounding; going by way of a double would round twice. */
function roundToFloat(value: bigint): number {
  const size = value < 0n ? -value : value;
  const drop = Math.max(0, size.toString(2).length - 26);
  const kept = size >> BigInt(drop);
  const sticky = kept << BigInt(drop) === size ? 0n : 1n;
  const rounded = Math.fround(Number((kept << 1n) | sticky)) * 2 ** (drop - 1);
  return value < 0n ? -rounded : rounded;
}
