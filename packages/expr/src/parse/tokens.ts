import { readQuoted } from "./read-quoted.ts";
import { ExprSyntaxError } from "./syntax-error.ts";
import { readUnicodeText } from "./unicode-text.ts";

export interface Token {
  /** `unicode` is a text with Unicode escapes; `end` comes after the last character, once. */
  readonly kind: "word" | "quoted" | "text" | "unicode" | "number" | "symbol" | "end";
  /** As written, except: of `quoted`, `text` and `unicode` the content, with doubled quotes and escapes undone. */
  readonly text: string;
  /** A word in upper case, to compare keywords with; of anything else the text. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s+/y;
const COMMENT = /--[^\r\n]*|\/\*[\s\S]*?\*\//y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<>|!=|<=|>=|\|\||=>|==+|::|->>?|[-+*/(),.<>=[\];:?%]/y;

/** Cuts SQL text into tokens. Comments, unless they are left out, and characters that are not SQL, are refused at their place. */
export function tokenize(sql: string, comments = false): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0];
  };
  const push = (kind: Token["kind"], text: string, length: number): void => {
    tokens.push({ kind, text, upper: kind === "word" ? text.toUpperCase() : text, start: at, end: at + length });
    at += length;
  };
  while (at < sql.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const comment = comments ? match(COMMENT) : undefined;
    if (comment !== undefined) {
      at += comment.length;
      continue;
    }
    refuseComment(sql, at);
    const char = sql.charAt(at);
    if (char === "'" || char === '"') {
      const { content, end } = readQuoted(sql, at);
      if (char === '"' && content === "") {
        throw new ExprSyntaxError(sql, at, { expected: "a name", found: 'the empty name ""' });
      }
      push(char === "'" ? "text" : "quoted", content, end - at);
      continue;
    }
    const unicode = readUnicodeText(sql, at);
    if (unicode !== undefined) {
      push("unicode", unicode.content, unicode.end - at);
      continue;
    }
    const word = match(WORD);
    if (word !== undefined) {
      refusePrefixedText(sql, at, word);
      push("word", word, word.length);
      continue;
    }
    const number = match(NUMBER);
    if (number !== undefined) {
      push("number", number, number.length);
      continue;
    }
    const symbol = match(SYMBOL);
    if (symbol === undefined) throw strangeCharacter(sql, at);
    push("symbol", symbol, symbol.length);
  }
  push("end", "", 0);
  return tokens;
}

/** Anything but the end of the text, in words for a message. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case "end":
      return "end of input";
    case "text":
    case "unicode":
      return `the text '${token.text}'`;
    case "number":
      return `the number ${token.text}`;
    default:
      return token.kind === "quoted" ? `the name "${token.text}"` : `"${token.text}"`;
  }
}

function refuseComment(sql: string, at: number): void {
  const opening = sql.slice(at, at + 2);
  if (opening !== "--" && opening !== "/*") return;
  throw new ExprSyntaxError(sql, at, {
    expected: "SQL without comments",
    found: `a comment (${opening})`,
    advice: opening === "--" ? 'a comment would be lost; for a double minus write "- -"' : "a comment would be lost",
  });
}

/** `X'00'`, `N'text'`, `U&"name"`: texts and names with a prefix. */
function refusePrefixedText(sql: string, at: number, word: string): void {
  const rest = sql.slice(at + word.length, at + word.length + 2);
  const prefixed = /^[XNB]$/i.test(word) && rest.startsWith("'");
  if (!prefixed && !(/^U$/i.test(word) && rest === '&"')) return;
  throw new ExprSyntaxError(sql, at, {
    expected: "plain text in single quotes",
    found: `a text with the prefix "${word}"`,
    advice: "write the characters themselves",
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  "`": 'write names in double quotes: "name"',
  "&": "write AND",
  "|": 'write OR, or "||" to join texts',
  "!": "write NOT, or <> for unequal",
  "~": "write REGEXP_LIKE(text, pattern)",
  "^": "write POWER(base, exponent), or BITWISE_XOR(a, b)",
  "\\": "write a quote in a text twice: 'it''s'",
  "\u201c": 'write straight quotes: "',
  "\u201d": 'write straight quotes: "',
  "\u2018": "write straight quotes: '",
  "\u2019": "write straight quotes: '",
};

function strangeCharacter(sql: string, at: number): ExprSyntaxError {
  const char = String.fromCodePoint(sql.codePointAt(at) ?? 0);
  const advice = REMEDIES[char];
  const details = { expected: "an expression", found: `the character ${char}` };
  return new ExprSyntaxError(sql, at, advice === undefined ? details : { ...details, advice });
}
