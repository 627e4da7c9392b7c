import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Text } from "./operand-types.ts";

/**
 * Whether a regular expression of Java matches anywhere in a text.
 *
 * @example
 * String(regexpLike(c.city, "^St\\."));
 * // => `REGEXP_LIKE("city", '^St\\.')`
 */
export function regexpLike<TUse extends ExprUse>(text: Text<TUse>, pattern: string): Expr<"BOOLEAN", TUse> {
  return call("REGEXP_LIKE", [text, pattern]);
}

/**
 * The first match of a regular expression of Java, or one of its groups: 0, the default, is the whole match. NULL
 * when nothing matches; a group that the pattern does not have fails the job.
 *
 * @example
 * String(regexpExtract(c.city, "([a-z]+)-([0-9]+)", 2));
 * // => `REGEXP_EXTRACT("city", '([a-z]+)-([0-9]+)', 2)`
 */
export function regexpExtract<TUse extends ExprUse>(
  text: Text<TUse>,
  pattern: string,
  group?: number,
): Expr<"VARCHAR", TUse> {
  return call("REGEXP_EXTRACT", [text, pattern, group]);
}

/**
 * The text with every match of a regular expression of Java replaced. `$1` in the replacement is the first group;
 * `\1` is only the character 1.
 *
 * @example
 * String(regexpReplace(c.city, "([a-z]+)-", "$1/"));
 * // => `REGEXP_REPLACE("city", '([a-z]+)-', '$1/')`
 */
export function regexpReplace<TUse extends ExprUse>(
  text: Text<TUse>,
  pattern: string,
  replacement: Text<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("REGEXP_REPLACE", [text, pattern, replacement]);
}
