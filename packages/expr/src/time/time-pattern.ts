/** What each letter of a Joda pattern is of a time. */
export const PATTERN_FIELDS = {
  G: "era",
  C: "century",
  Y: "yearOfEra",
  y: "year",
  x: "weekYear",
  w: "weekOfWeekYear",
  e: "dayOfWeek",
  E: "dayOfWeekName",
  M: "month",
  D: "dayOfYear",
  d: "dayOfMonth",
  a: "halfDay",
  K: "hourOfHalfDay",
  h: "clockHourOfHalfDay",
  H: "hourOfDay",
  k: "clockHourOfDay",
  m: "minute",
  s: "second",
  S: "fractionOfSecond",
  z: "zoneName",
  Z: "zoneOffset",
} as const;

export type PatternLetter = keyof typeof PATTERN_FIELDS;

/** Where a part is in the pattern: offsets in UTF-16 units, `end` exclusive. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A run of one letter: `yyyy` is the year with four digits or more. */
export interface PatternField extends Placed {
  readonly kind: "field";
  readonly letter: PatternLetter;
  readonly field: (typeof PATTERN_FIELDS)[PatternLetter];
  /** How often the letter is repeated: the least number of digits, the form of a name. */
  readonly count: number;
}

/** Characters that mean themselves: all but letters, and what is in single quotes. */
export interface PatternText extends Placed {
  readonly kind: "text";
  /** Without its quotes; two quotes are one. */
  readonly text: string;
  /** Whether a quote opens in it and is not closed before the end of the pattern, which Joda lets pass. */
  readonly unclosed?: true;
}

/** A part of a pattern, in the order of the pattern. Two texts are never next to each other. */
export type PatternPart = PatternField | PatternText;

export interface TimePattern {
  readonly parts: readonly PatternPart[];
}

/** Why a text is no pattern, and where; Druid refuses it while planning. */
export interface TimePatternError extends Placed {
  readonly reason: string;
}

/**
 * Reads a pattern of Joda's `DateTimeFormat`, which TIME_PARSE and TIME_FORMAT take.
 *
 * @see https://github.com/JodaOrg/joda-time/blob/main/src/main/java/org/joda/time/format/DateTimeFormat.java
 *
 * @example
 * parseTimePattern("HH'h'");
 * // => { parts: [{ kind: "field", letter: "H", field: "hourOfDay", count: 2, start: 0, end: 2 },
 * //              { kind: "text", text: "h", start: 2, end: 5 }] }
 */
export function parseTimePattern(pattern: string): TimePattern | { readonly error: TimePatternError } {
  if (pattern === "") return { error: { reason: "it is empty", start: 0, end: 0 } };
  const parts: PatternPart[] = [];
  for (let at = 0; at < pattern.length; at = parts.at(-1)?.end ?? pattern.length) {
    const letter = pattern.charAt(at);
    if (!isLetter(letter)) {
      parts.push(readText(pattern, at));
      continue;
    }
    let end = at + 1;
    while (pattern.charAt(end) === letter) end += 1;
    if (!isPatternLetter(letter)) return { error: { reason: reasonOf(letter), start: at, end } };
    parts.push({ kind: "field", letter, field: PATTERN_FIELDS[letter], count: end - at, start: at, end });
  }
  return { parts };
}

function readText(pattern: string, start: number): PatternText {
  let text = "";
  let quoted = false;
  let at = start;
  for (; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === "'" && pattern.charAt(at + 1) === "'") at += 1;
    else if (char === "'") {
      quoted = !quoted;
      continue;
    } else if (!quoted && isLetter(char)) break;
    text += char;
  }
  return { kind: "text", text, ...(quoted && { unclosed: true as const }), start, end: at };
}

function isLetter(char: string): boolean {
  return /^[A-Za-z]$/.test(char);
}

function isPatternLetter(letter: string): letter is PatternLetter {
  return Object.hasOwn(PATTERN_FIELDS, letter);
}

/** Letters of other kinds of patterns, and how Joda writes what they mean there. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  u: "y for the year",
  L: "M for the month",
  t: "a for AM or PM",
  A: "a for AM or PM",
  B: "a for AM or PM",
  n: "SSSSSSSSS for nanoseconds",
  N: "SSSSSSSSS for nanoseconds",
  f: "SSS for a fraction of a second",
  F: "SSS for a fraction of a second",
  i: "mm for minutes",
  c: "E for the day of the week",
  V: "ZZZ for the name of a zone",
  v: "z for a zone",
  O: "ZZ for an offset",
  X: "Z or ZZ for an offset",
};

function reasonOf(letter: string): string {
  const other = ELSEWHERE[letter];
  const means = `"${letter}" means nothing`;
  if (other === undefined) return `${means}; write letters that mean themselves in quotes`;
  return `${means}; write ${other}, and letters that mean themselves in quotes`;
}
