import { ExprSyntaxError } from "./syntax-error.ts";

/** The content of a quoted text or name, in which a doubled quote is one. */
export interface Quoted {
  readonly content: string;
  /** After the closing quote. */
  readonly end: number;
}

export function readQuoted(sql: string, start: number): Quoted {
  const quote = sql.charAt(start);
  let at = start + 1;
  while (true) {
    const close = sql.indexOf(quote, at);
    if (close < 0) {
      const what = quote === "'" ? "text" : "name";
      throw new ExprSyntaxError(sql, sql.length, {
        expected: `a closing ${quote}`,
        found: "end of input",
        advice: `the ${what} opens at character ${start + 1}`,
      });
    }
    if (sql.charAt(close + 1) !== quote) {
      return { content: sql.slice(start + 1, close).replaceAll(quote + quote, quote), end: close + 1 };
    }
    at = close + 2;
  }
}
