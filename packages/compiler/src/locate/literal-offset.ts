/** An escape of a string or a template, or a line end, which a template holds as one character. */
const WRITTEN = /\\(?:u\{([\da-fA-F]+)\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|(\r\n|[\n\r\u2028\u2029])|[\s\S])|\r\n|[\s\S]/g;

/**
 * Where in the source of a literal, without its quotes, a place of its value is; the place after the last character too.
 *
 * @example
 * literalOffset('UPER(\\"city\\")', 6);
 * // => 7
 */
export function literalOffset(written: string, offset: number): number {
  let value = 0;
  for (const match of written.matchAll(WRITTEN)) {
    if (value >= offset) return match.index;
    const [, codePoint, lineEnd] = match;
    // A line end behind a backslash is no character; one code point may be two units.
    if (lineEnd === undefined) value += codePoint !== undefined && Number.parseInt(codePoint, 16) > 0xffff ? 2 : 1;
  }
  return written.length;
}
