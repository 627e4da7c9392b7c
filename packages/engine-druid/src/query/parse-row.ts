import type { Cell } from "@starfix/engine";
import type { SqlType } from "@starfix/expr";

/** The texts of JSON, which are left as they are, and its numbers. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** One line of `arrayLines`. A whole number beyond 2^53 becomes a bigint, an infinite one a number. */
export function parseRow(line: string, types: readonly SqlType[]): readonly Cell[] {
  // A whole number that a double may not hold is read as a text.
  const quote = (part: string): string => (/^-?\d{16,}$/.test(part) ? `"${part}"` : part);
  const row: unknown = JSON.parse(/\d{16}/.test(line) ? line.replace(TEXT_OR_NUMBER, quote) : line);
  if (!Array.isArray(row)) throw new Error(`unexpected row of Druid: ${line}`);
  return row.map((value: unknown, index) => toCell(value, types[index] ?? "OTHER"));
}

function toCell(value: unknown, type: SqlType): Cell {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") {
    // NaN and the infinities are texts in JSON.
    if (type === "DOUBLE" || type === "FLOAT") return Number(value);
    return type === "BIGINT" ? wholeNumber(value) : value;
  }
  if (Array.isArray(value))
    return value.map((item: unknown) => toCell(item, type === "BIGINT ARRAY" ? "BIGINT" : "OTHER"));
  return JSON.stringify(value);
}

function wholeNumber(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
