/** A part of a pattern between two `%`: texts, and places for any one character. */
type Segment = readonly (string | typeof ANY)[];

const ANY = Symbol("any one character");
/** Patterns are constants, so few are in use at a time. */
const MAX_PATTERNS = 100;
const patterns = new Map<string, readonly Segment[]>();

/**
 * `text LIKE pattern`: `%` is any text, `_` any one character; after `escaper` a character means itself. Each segment is
 * looked for where the one before it ended, so nothing is tried twice, however many `%` there are.
 */
export function like(text: string, pattern: string, escaper: string): boolean {
  const [first = [], ...rest] = segmentsOf(pattern, escaper);
  const last = rest.pop();
  const start = matchForward(text, 0, first);
  if (start === undefined) return false;
  if (last === undefined) return start === text.length;
  let at = start;
  for (const segment of rest) {
    const end = findSegment(text, at, segment);
    if (end === undefined) return false;
    at = end;
  }
  const begin = matchBackward(text, last);
  return begin !== undefined && begin >= at;
}

function segmentsOf(pattern: string, escaper: string): readonly Segment[] {
  const key = `${escaper}\0${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  const parsed = parseSegments([...pattern], escaper);
  patterns.set(key, parsed);
  return parsed;
}

function parseSegments(characters: readonly string[], escaper: string): readonly Segment[] {
  let segment: (string | typeof ANY)[] = [];
  const segments: Segment[] = [segment];
  for (let index = 0; index < characters.length; index++) {
    const escaped = escaper !== "" && characters[index] === escaper;
    if (escaped) index++;
    const character = characters[index] ?? "";
    const last = segment.at(-1);
    if (!escaped && character === "%") {
      segment = [];
      segments.push(segment);
    } else if (!escaped && character === "_") segment.push(ANY);
    else if (typeof last === "string") segment[segment.length - 1] = last + character;
    else segment.push(character);
  }
  return segments;
}

/** Where the segment ends when it begins at `at`; undefined when it does not match there. */
function matchForward(text: string, at: number, segment: Segment): number | undefined {
  let end = at;
  for (const part of segment) {
    if (part === ANY) {
      if (end >= text.length) return undefined;
      end += isPair(text, end) ? 2 : 1;
    } else if (text.startsWith(part, end)) end += part.length;
    else return undefined;
  }
  return end;
}

/** Where the segment begins when it ends with the text. */
function matchBackward(text: string, segment: Segment): number | undefined {
  let begin = text.length;
  for (const part of segment.toReversed()) {
    if (part === ANY) {
      if (begin === 0) return undefined;
      begin -= begin > 1 && isPair(text, begin - 2) ? 2 : 1;
    } else if (text.endsWith(part, begin)) begin -= part.length;
    else return undefined;
  }
  return begin;
}

/** The end of the first match at or after `from`. */
function findSegment(text: string, from: number, segment: Segment): number | undefined {
  const [first, ...others] = segment;
  if (first === undefined) return from;
  if (typeof first === "string") {
    for (let at = text.indexOf(first, from); at !== -1; at = text.indexOf(first, at + 1)) {
      const end = matchForward(text, at + first.length, others);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  for (let at = from; at < text.length; at += isPair(text, at) ? 2 : 1) {
    const end = matchForward(text, at, segment);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Whether a character of two UTF-16 units begins here. */
function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
