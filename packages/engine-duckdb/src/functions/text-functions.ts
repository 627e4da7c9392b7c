import { parseDouble } from "@starfix/engine";

/** Texts as Java sees them: lengths and places count UTF-16 units. An error that is thrown here fails the job. */

/** `SUBSTRING(text, start, length)`, both from 1; null past the end. */
export function substring(text: string, start: number, length: number): string | null {
  return start > text.length ? null : whole("SUBSTRING", text.slice(start - 1, start - 1 + length));
}

export function left(text: string, count: number): string {
  if (count < 0) throw new RangeError(`LEFT: expected a count of 0 or more, received ${count}`);
  return whole("LEFT", text.slice(0, count));
}

export function right(text: string, count: number): string {
  if (count < 0) throw new RangeError(`RIGHT: expected a count of 0 or more, received ${count}`);
  return whole("RIGHT", count === 0 ? "" : text.slice(-count));
}

/** Druid cannot write half of a surrogate pair. */
function whole(name: string, text: string): string {
  if (!/\p{Cs}/u.test(text)) return text;
  throw new RangeError(`${name}: it cuts a character in half`);
}

/** By code point: `StringBuilder.reverse` keeps surrogate pairs. */
export function reverse(text: string): string {
  return [...text].reverse().join("");
}

export function trim(text: string, characters: string, start: boolean, end: boolean): string {
  let from = 0;
  let to = text.length;
  while (start && from < to && characters.includes(text.charAt(from))) from++;
  while (end && to > from && characters.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/** `CAST(text AS DOUBLE)`: Guava's `Doubles.tryParse`, which allows no blanks, and the words true and false. */
export function textToDouble(text: string): number | null {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true" ? 1 : 0;
  return /^\s|\s$|[\0-\x20]/.test(text) ? null : (parseDouble(text) ?? null);
}

/** `CAST(text AS BIGINT)`: a whole number, else a double cut towards zero; what is too large is the largest, NaN is 0. */
export function textToLong(text: string): bigint | null {
  if (/^[+-]?\d+$/.test(text)) {
    const long = BigInt(text.replace(/^\+/, ""));
    return long > MAX_LONG ? MAX_LONG : long < MIN_LONG ? MIN_LONG : long;
  }
  const double = textToDouble(text);
  if (double === null || Number.isNaN(double)) return double === null ? null : 0n;
  if (double >= 2 ** 63) return MAX_LONG;
  return double <= -(2 ** 63) ? MIN_LONG : BigInt(Math.trunc(double));
}
