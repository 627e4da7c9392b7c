import { type Quoted, readQuoted } from "./read-quoted.ts";
import { ExprSyntaxError } from "./syntax-error.ts";

const PREFIX = /U&(?=')/iy;
const UESCAPE = /\s*UESCAPE\s*(?=')/iy;

/** `U&'caf\00e9'`, `U&'caf!00e9' UESCAPE '!'`: a text in which the escape comes before four digits, or before itself. */
export function readUnicodeText(sql: string, start: number): Quoted | undefined {
  const prefix = lengthOf(PREFIX, sql, start);
  if (prefix === undefined) return undefined;
  const opening = start + prefix;
  const text = readQuoted(sql, opening);
  const uescape = lengthOf(UESCAPE, sql, text.end);
  if (uescape === undefined) return { content: decode(sql, opening, text.content, "\\"), end: text.end };
  const place = text.end + uescape;
  const sign = readQuoted(sql, place);
  if (!/^[^\p{Nd}\s+"a-fA-F]$/u.test(sign.content)) {
    const expected = "one character after UESCAPE that is no hexadecimal digit, blank, plus sign or double quote";
    throw new ExprSyntaxError(sql, place, { expected, found: `'${sign.content}'` });
  }
  return { content: decode(sql, opening, text.content, sign.content), end: sign.end };
}

function lengthOf(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0].length;
}

function decode(sql: string, opening: number, content: string, sign: string): string {
  let text = "";
  let at = 0;
  for (let next = content.indexOf(sign); next >= 0; next = content.indexOf(sign, at)) {
    text += content.slice(at, next);
    const digits = content.slice(next + 1, next + 5);
    if (digits.startsWith(sign)) {
      text += sign;
      at = next + 2;
    } else if (/^[\da-fA-F]{4}$/.test(digits)) {
      text += String.fromCharCode(Number.parseInt(digits, 16));
      at = next + 5;
    } else {
      // In the SQL a single quote of the content is two.
      const place = opening + 1 + content.slice(0, next).replaceAll("'", "''").length;
      const advice = `the character ${sign} itself is written twice`;
      throw new ExprSyntaxError(sql, place, {
        expected: `four hexadecimal digits after ${sign}`,
        found: `'${digits}'`,
        advice,
      });
    }
  }
  return text + content.slice(at);
}
