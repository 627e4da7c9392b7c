/** Where a text stops being JSON, and what is expected there. It never repeats the text. */
export interface JsonSyntaxIssue {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * Finds the first place where a text that `JSON.parse` refuses is wrong; undefined when it is JSON. The messages of
 * `JSON.parse` quote the text, which may hold a secret, and often lack the position.
 */
export function findJsonIssue(text: string): JsonSyntaxIssue | undefined {
  /** Brackets that are open, each with whether it holds members. */
  const open: ("{" | "[")[] = [];
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at = pattern.lastIndex;
    return true;
  };
  const issueAt = (expected: string): JsonSyntaxIssue => ({ offset: at, expected, ...position(text, at) });
  const key = (): JsonSyntaxIssue | undefined => {
    skip(SPACE);
    if (!skip(STRING)) return issueAt(text[at] === '"' ? "a well-formed string" : "a key in double quotes");
    skip(SPACE);
    if (text[at] !== ":") return issueAt('":"');
    at += 1;
    return undefined;
  };

  for (;;) {
    skip(SPACE);
    const start = text[at];
    if (start === "{" || start === "[") {
      at += 1;
      skip(SPACE);
      if (text[at] !== (start === "{" ? "}" : "]")) {
        open.push(start);
        const wrong = start === "{" ? key() : undefined;
        if (wrong !== undefined) return wrong;
        continue;
      }
      at += 1;
    } else if (!skip(STRING) && !skip(NUMBER) && !skip(WORD)) {
      return issueAt(start === '"' ? "a well-formed string" : "a JSON value");
    }
    for (;;) {
      skip(SPACE);
      const within = open.at(-1);
      if (within === undefined) return at === text.length ? undefined : issueAt("the end of the body");
      const close = within === "{" ? "}" : "]";
      if (text[at] === close) {
        at += 1;
        open.pop();
        continue;
      }
      if (text[at] !== ",") return issueAt(`"," or "${close}"`);
      at += 1;
      const wrong = within === "{" ? key() : undefined;
      if (wrong !== undefined) return wrong;
      break;
    }
  }
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
