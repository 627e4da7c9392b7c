const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const HEXADECIMAL = /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?([0-9a-fA-F]*)|\.([0-9a-fA-F]+))[pP]([+-]?\d+)[fFdD]?$/;
const WORD = /^([+-]?)(NaN|Infinity)$/;

/**
 * Reads a number as `Double.valueOf` of Java does: blanks around it, `1.5f`, `1d`, `.5`, `NaN`, `-Infinity` and
 * `0x1.8p3` are numbers, `1,000`, `0x1F` and the empty text are not (undefined).
 *
 * @example
 * parseDouble(" 1e3 ");
 * // => 1000
 */
export function parseDouble(text: string): number | undefined {
  const trimmed = trimJava(text);
  if (DECIMAL.test(trimmed)) {
    return Number(/[fFdD]$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed);
  }
  const word = WORD.exec(trimmed);
  if (word !== null) return word[2] === "NaN" ? Number.NaN : word[1] === "-" ? -Infinity : Infinity;
  const hex = HEXADECIMAL.exec(trimmed);
  if (hex === null) return undefined;
  const whole = hex[2] ?? "";
  const part = hex[3] ?? hex[4] ?? "";
  const value = scaled(BigInt(`0x${whole}${part}`), Number(hex[5]) - 4 * part.length);
  return hex[1] === "-" ? -value : value;
}

/** `String.trim` of Java: everything up to U+0020 goes, and nothing else (a no-break space stays). */
export function trimJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** mantissa × 2^exponent, rounded once, half to even. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  const top = bits - 1 + exponent;
  if (top > 1023) return Infinity;
  if (top < -1075) return 0;
  const precision = Math.min(53, top + 1075);
  const drop = bits - precision;
  if (drop <= 0) return Number(mantissa) * 2 ** exponent;
  const shift = BigInt(drop);
  let kept = mantissa >> shift;
  const rest = mantissa - (kept << shift);
  const half = 1n << (shift - 1n);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++;
  return Number(kept) * 2 ** (exponent + drop);
}
