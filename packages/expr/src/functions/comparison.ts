import type { Expr, ExprUse } from "../expr.ts";
import type { ComparisonOperator } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import { type Argument, nodeOf, wrap } from "./call.ts";
import type { Alike, LiteralAlike, NumericType, Text, TimeType } from "./operand-types.ts";

/** What has an order. */
type Ordered = "VARCHAR" | NumericType | TimeType;

function compare<TUse extends ExprUse>(
  operator: ComparisonOperator,
  left: Argument,
  right: Argument,
): Expr<"BOOLEAN", TUse> {
  return wrap({ kind: "binary", operator, left: nodeOf(left), right: nodeOf(right) });
}

/**
 * Whether two values are equal; NULL if one of them is NULL. NULL itself is asked for with `isNull`.
 *
 * @example
 * String(eq(c.city, "Paris"));
 * // => `"city" = 'Paris'`
 */
export function eq<TType extends Exclude<SqlType, "NULL">, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare("=", left, right);
}

/**
 * Whether two values differ; NULL if one of them is NULL. `isDistinctFrom` takes NULL for a value like others.
 *
 * @example
 * String(ne(c.city, "Paris"));
 * // => `"city" <> 'Paris'`
 */
export function ne<TType extends Exclude<SqlType, "NULL">, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare("<>", left, right);
}

/**
 * Whether the left value is less than the right one. Texts are compared by UTF-16 unit.
 *
 * @example
 * String(lt(c.length, 60));
 * // => '"length" < 60'
 */
export function lt<TType extends Ordered, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare("<", left, right);
}

/**
 * Whether the left value is less than the right one, or equal to it.
 *
 * @example
 * String(lte(c.price, 9.5));
 * // => '"price" <= 9.5'
 */
export function lte<TType extends Ordered, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare("<=", left, right);
}

/**
 * Whether the left value is greater than the right one. Texts are compared by UTF-16 unit.
 *
 * @example
 * String(gt(c.length, 60));
 * // => '"length" > 60'
 */
export function gt<TType extends Ordered, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare(">", left, right);
}

/**
 * Whether the left value is greater than the right one, or equal to it.
 *
 * @example
 * String(gte(c.__time, timestamp("2026-01-01")));
 * // => `"__time" >= TIMESTAMP '2026-01-01'`
 */
export function gte<TType extends Ordered, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  return compare(">=", left, right);
}

/**
 * Whether two values differ, where NULL is a value like others: never NULL itself.
 *
 * @example
 * String(isDistinctFrom(c.city, "Paris"));
 * // => `"city" IS DISTINCT FROM 'Paris'`
 */
export function isDistinctFrom<TType extends SqlType, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType] | null,
): Expr<"BOOLEAN", TUse> {
  return compare("IS DISTINCT FROM", left, right);
}

/**
 * Whether two values are equal, where NULL equals NULL: never NULL itself.
 *
 * @example
 * String(isNotDistinctFrom(c.city, c.session));
 * // => '"city" IS NOT DISTINCT FROM "session"'
 */
export function isNotDistinctFrom<TType extends SqlType, TUse extends ExprUse>(
  left: Expr<TType, TUse>,
  right: Expr<Alike[TType], TUse> | LiteralAlike[TType] | null,
): Expr<"BOOLEAN", TUse> {
  return compare("IS NOT DISTINCT FROM", left, right);
}

/**
 * Whether a value lies between two others, both of which belong to the range.
 *
 * @example
 * String(between(c.length, 10, 60));
 * // => '"length" BETWEEN 10 AND 60'
 */
export function between<TType extends Ordered, TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  low: Expr<Alike[TType], TUse> | LiteralAlike[TType],
  high: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<"BOOLEAN", TUse> {
  const [operand, least, most] = [value.toNode(), nodeOf(low), nodeOf(high)];
  return wrap({ kind: "between", operand, low: least, high: most, negated: false, symmetric: false });
}

/**
 * Whether a value is one of a list. `not(isIn(…))` is NULL for NULL, so a filter with it drops such rows too.
 *
 * @example
 * String(isIn(c.city, ["Paris", "Rome"]));
 * // => `"city" IN ('Paris', 'Rome')`
 * String(not(isIn(c.length, [1, 2])));
 * // => '"length" NOT IN (1, 2)'
 *
 * @throws RangeError for an empty list.
 */
export function isIn<TType extends Exclude<SqlType, "NULL">, TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  values: readonly (Expr<Alike[TType], TUse> | LiteralAlike[TType])[],
): Expr<"BOOLEAN", TUse> {
  if (values.length === 0) throw new RangeError("invalid values: expected one value or more, received none");
  const nodes = values.map(nodeOf);
  return wrap({ kind: "in", operand: value.toNode(), values: Object.freeze(nodes), negated: false });
}

/**
 * Whether a text fits a pattern: `%` is any text, `_` any one character. There is no escape character unless one is
 * given.
 *
 * @example
 * String(like(c.city, "Saint-%"));
 * // => `"city" LIKE 'Saint-%'`
 * String(like(c.city, "100!%", "!"));
 * // => `"city" LIKE '100!%' ESCAPE '!'`
 *
 * @throws RangeError for an escape of more than one character.
 */
export function like<TUse extends ExprUse>(
  text: Text<TUse>,
  pattern: string,
  escapeCharacter?: string,
): Expr<"BOOLEAN", TUse> {
  if (escapeCharacter !== undefined && escapeCharacter.length !== 1) {
    throw new RangeError(`invalid escape: expected one character, received ${JSON.stringify(escapeCharacter)}`);
  }
  const node = { kind: "like", operand: nodeOf(text), pattern: nodeOf(pattern), negated: false } as const;
  return wrap(escapeCharacter === undefined ? node : { ...node, escape: nodeOf(escapeCharacter) });
}
