/** One step of a glob: which characters it matches at a place of the key. */
export type GlobToken =
  | { readonly kind: "one"; readonly test: (char: string) => boolean }
  | { readonly kind: "many"; readonly test: (char: string) => boolean }
  | { readonly kind: "either"; readonly branches: readonly (readonly GlobToken[])[] };

/** A glob that does not parse. */
export class GlobSyntaxError extends Error {
  /** Where in the pattern it goes wrong, from 1. */
  readonly position: number;
  constructor(pattern: string, message: string, position: number) {
    super(`invalid pattern ${JSON.stringify(pattern)}: ${message} at position ${position}`);
    this.name = "GlobSyntaxError";
    this.position = position;
  }
}

const withinLevel = (char: string): boolean => char !== "/";
// Java's `.` leaves out line terminators.
const acrossLevels = (char: string): boolean => !/[\n\r\u0085\u2028\u2029]/.test(char);

/**
 * Parses a glob as Java's `FileSystem.getPathMatcher("glob:…")` does on Unix: `*` and `?` stay within a level, `**`
 * crosses levels, `[a-z]` and `[!a]` never match a slash, `{a,b}` does not nest, `\` escapes outside brackets.
 *
 * @throws GlobSyntaxError with the position.
 */
export function parseGlob(pattern: string): readonly GlobToken[] {
  const chars = [...pattern];
  const fail = (message: string, index: number) =>
    new GlobSyntaxError(pattern, message, chars.slice(0, index).join("").length + 1);
  let branches: GlobToken[][] | undefined;
  let groupStart = 0;
  const top: GlobToken[] = [];
  const add = (token: GlobToken) => (branches?.at(-1) ?? top).push(token);

  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    switch (char) {
      case "\\": {
        const next = chars[++i];
        if (next === undefined) throw fail("expected a character after \\", i - 1);
        add(literal(next));
        break;
      }
      case "[": {
        const found = parseClass(chars, i, fail);
        add(found.token);
        i = found.end;
        break;
      }
      case "{":
        if (branches !== undefined) throw fail("groups do not nest, another { opens", i);
        branches = [[]];
        groupStart = i;
        break;
      case "}":
        if (branches === undefined) {
          add(literal(char));
        } else {
          top.push({ kind: "either", branches });
          branches = undefined;
        }
        break;
      case ",":
        if (branches === undefined) add(literal(char));
        else branches.push([]);
        break;
      case "*":
        if (chars[i + 1] === "*") {
          i++;
          add({ kind: "many", test: acrossLevels });
        } else {
          add({ kind: "many", test: withinLevel });
        }
        break;
      case "?":
        add({ kind: "one", test: withinLevel });
        break;
      default:
        add(literal(char));
    }
  }
  if (branches !== undefined) throw fail("expected } to close the group that opens", groupStart);
  return top;
}

/** The text that every key of the pattern begins with. */
export function literalHead(pattern: string): string {
  let head = "";
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if ("*?[{".includes(char)) break;
    head += char === "\\" ? (pattern[++i] ?? "") : char;
  }
  return head;
}

function literal(expected: string): GlobToken {
  return { kind: "one", test: (char) => char === expected };
}

function parseClass(
  chars: readonly string[],
  start: number,
  fail: (message: string, index: number) => Error,
): { readonly token: GlobToken; readonly end: number } {
  const singles = new Set<string>();
  const ranges: [low: string, high: string][] = [];
  let i = start + 1;
  let negated = false;
  if (chars[i] === "^") {
    singles.add("^");
    i++;
  } else {
    if (chars[i] === "!") {
      negated = true;
      i++;
    }
    if (chars[i] === "-") {
      singles.add("-");
      i++;
    }
  }
  let rangeStart: string | undefined;
  for (; ; i++) {
    const char = chars[i];
    if (char === undefined) throw fail("expected ] to close the bracket that opens", start);
    if (char === "]") break;
    if (char === "/") throw fail("expected no slash in brackets", i);
    if (char !== "-") {
      singles.add(char);
      rangeStart = char;
      continue;
    }
    if (rangeStart === undefined) throw fail("expected a character before -", i);
    const end = chars[i + 1];
    if (end === undefined || end === "]") {
      singles.add("-");
      continue;
    }
    if (end < rangeStart) throw fail(`range ${rangeStart}-${end} is the wrong way round`, i - 1);
    ranges.push([rangeStart, end]);
    rangeStart = undefined;
    i++;
  }
  if (singles.size === 0 && ranges.length === 0) throw fail("expected characters in brackets", start);
  const within = (char: string) => singles.has(char) || ranges.some(([low, high]) => inRange(char, low, high));
  return { token: { kind: "one", test: (char) => char !== "/" && within(char) !== negated }, end: i };
}

function inRange(char: string, low: string, high: string): boolean {
  const point = char.codePointAt(0) ?? 0;
  return point >= (low.codePointAt(0) ?? 0) && point <= (high.codePointAt(0) ?? 0);
}
