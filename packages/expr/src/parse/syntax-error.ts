/** The content of a syntax error, without its position. */
export interface SyntaxDetails {
  /** What was expected here. */
  readonly expected: string;
  /** What was found at the place. */
  readonly found: string;
  /** How to fix it, when that is known. */
  readonly advice?: string;
  /** It is SQL, or may be, and has no place here. */
  readonly unsupported?: true;
}

/**
 * SQL text that cannot be read. `offset` counts UTF-16 units from 0; `line` and `column` count from 1.
 */
export class ExprSyntaxError extends Error {
  override readonly name = "ExprSyntaxError";
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
  readonly advice: string | undefined;
  /** Whether Druid may accept what was found. */
  readonly unsupported: boolean;

  constructor(sql: string, offset: number, details: SyntaxDetails) {
    const before = sql.slice(0, offset).split(LINE_BREAK);
    const line = before.length;
    const column = (before.at(-1) ?? "").length + 1;
    const advice = details.advice === undefined ? "" : `; ${details.advice}`;
    super(`invalid SQL at ${line}:${column}: expected ${details.expected}, received ${details.found}${advice}`);
    this.offset = offset;
    this.line = line;
    this.column = column;
    this.expected = details.expected;
    this.found = details.found;
    this.advice = details.advice;
    this.unsupported = details.unsupported ?? false;
  }
}

const LINE_BREAK = /\r\n|\r|\n/;

/**
 * The line of the text that an error is in, and a caret under the place. Also takes an issue's span: pass its start.
 *
 * @example
 * formatWithCaret('MAX("x"', new ExprSyntaxError('MAX("x"', 7, { expected: '")"', found: "end of input" }));
 * // => 'MAX("x"\n       ^'
 */
export function formatWithCaret(sql: string, at: { readonly offset: number }): string {
  const before = sql.slice(0, at.offset).split(LINE_BREAK);
  const line = sql.split(LINE_BREAK)[before.length - 1] ?? "";
  // Tabs stay tabs, so that the caret is under the place however wide they are shown.
  const indent = (before.at(-1) ?? "").replace(/[^\t]/g, " ");
  return `${line}\n${indent}^`;
}
