import type { Span } from "../nodes.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import { ExprSyntaxError, type SyntaxDetails } from "./syntax-error.ts";
import { describeToken, type Token, tokenize } from "./tokens.ts";

/** Reads tokens from left to right; an unexpected one becomes an {@link ExprSyntaxError} at its place. */
export class TokenReader {
  readonly sql: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  /** The names of tables that can qualify a column. */
  qualifiers: ReadonlySet<string> = new Set();

  /** Comments are refused unless they may be left out. */
  constructor(sql: string, { comments = false }: { readonly comments?: boolean } = {}) {
    this.sql = sql;
    this.#tokens = tokenize(sql, comments);
  }

  /** This place, for {@link reset}. */
  mark(): number {
    return this.#next;
  }

  /** Goes back to a place. */
  reset(mark: number): void {
    this.#next = mark;
  }

  /** Whether a name comes next: in double quotes, or a word that SQL does not keep for itself. */
  atName(): boolean {
    const { kind, upper } = this.peek();
    return kind === "quoted" || (kind === "word" && !RESERVED_WORDS.has(upper));
  }

  /** The token `ahead` places after the next; at the end, the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#next + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error("unexpected: a text without an end");
    return token;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#next += 1;
    return token;
  }

  /** Whether these keywords or symbols come next, in this order. */
  at(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return (token.kind === "word" || token.kind === "symbol") && token.upper === word;
    });
  }

  /** Reads these keywords or symbols if they come next. */
  eat(...words: readonly string[]): boolean {
    const found = this.at(...words);
    if (found) this.#next += words.length;
    return found;
  }

  /** Reads this keyword or symbol, or fails; `opening` is the bracket that it would close. */
  expect(word: string, opening?: Token): Token {
    if (this.at(word)) return this.take();
    const closes =
      opening === undefined ? "" : ` to close the ${describeToken(opening)} at character ${opening.start + 1}`;
    throw this.fail({ expected: `"${word}"${closes}`, found: describeToken(this.peek()) });
  }

  /** From the start of a token to the end of the one that was read last. */
  spanFrom(start: { readonly start: number }): Span {
    const last = this.#tokens[this.#next - 1];
    return { start: start.start, end: last?.end ?? start.start };
  }

  /** An error at the next token, or at the one given. */
  fail(details: SyntaxDetails, at: { readonly start: number } = this.peek()): ExprSyntaxError {
    return new ExprSyntaxError(this.sql, at.start, details);
  }

  /** An error for the next token. */
  unexpected(expected: string): ExprSyntaxError {
    const token = this.peek();
    const details = { expected, found: describeToken(token) };
    if (token.kind !== "word" || !RESERVED_WORDS.has(token.upper)) return this.fail(details);
    return this.fail({
      expected,
      found: `the reserved word ${token.text}`,
      advice: `write a name in double quotes: "${token.text}"`,
    });
  }

  /** An error for a part of SQL that is not supported. */
  refuse(what: string, advice?: string, at: { readonly start: number } = this.peek()): ExprSyntaxError {
    const found = `${what}, which is not supported`;
    const details = { expected: "an expression of known parts", found, unsupported: true } as const;
    return this.fail(advice === undefined ? details : { ...details, advice }, at);
  }
}
