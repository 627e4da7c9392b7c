import type { Expr, ExprUse } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { call } from "./call.ts";
import type { Alike, ChosenType, LiteralAlike, LiteralType, NumericType, TimeType } from "./operand-types.ts";

/**
 * The first of its arguments that is not NULL. All are of one family: texts, numbers, times.
 *
 * @example
 * String(coalesce(c.city, "unknown"));
 * // => `COALESCE("city", 'unknown')`
 * String(coalesce(c.length, c.price, 0));
 * // => 'COALESCE("length", "price", 0)'
 */
export function coalesce<
  TType extends SqlType,
  TOther extends Alike[TType] | "NULL" = never,
  TValue extends LiteralAlike[TType] | null = never,
  TUse extends ExprUse = ExprUse,
>(
  first: Expr<TType, TUse>,
  ...others: readonly (Expr<TOther, TUse> | TValue)[]
): Expr<ChosenType<TType, TOther, LiteralType<TValue>>, TUse> {
  return call("COALESCE", [first, ...others]);
}

/**
 * A value, or another in the place of NULL.
 *
 * @example
 * String(nvl(c.length, 0));
 * // => 'NVL("length", 0)'
 */
export function nvl<
  TType extends SqlType,
  TOther extends Alike[TType] | "NULL" = never,
  TValue extends LiteralAlike[TType] | null = never,
  TUse extends ExprUse = ExprUse,
>(
  value: Expr<TType, TUse>,
  other: Expr<TOther, TUse> | TValue,
): Expr<ChosenType<TType, TOther, LiteralType<TValue>>, TUse> {
  return call("NVL", [value, other]);
}

/**
 * A value, or NULL when it equals another.
 *
 * @example
 * String(nullif(c.city, ""));
 * // => `NULLIF("city", '')`
 */
export function nullif<TType extends SqlType, TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  other: Expr<Alike[TType], TUse> | LiteralAlike[TType],
): Expr<TType, TUse> {
  return call("NULLIF", [value, other]);
}

/** What GREATEST and LEAST give: of times their milliseconds, of numbers a BIGINT only if all are. */
type Extreme<TType extends SqlType> = [TType] extends ["BIGINT" | TimeType]
  ? "BIGINT"
  : [TType] extends [NumericType]
    ? "DOUBLE"
    : TType;

/**
 * The largest of its arguments; those that are NULL are passed over. Times become milliseconds.
 *
 * @example
 * String(greatest(c.length, c.at, 0));
 * // => 'GREATEST("length", "at", 0)'
 */
export function greatest<
  TType extends "VARCHAR" | NumericType | TimeType,
  TOther extends Alike[TType] = never,
  TValue extends LiteralAlike[TType] = never,
  TUse extends ExprUse = ExprUse,
>(
  first: Expr<TType, TUse>,
  ...others: readonly (Expr<TOther, TUse> | TValue)[]
): Expr<Extreme<TType | TOther | LiteralType<TValue>>, TUse> {
  return call("GREATEST", [first, ...others]);
}

/**
 * The smallest of its arguments; those that are NULL are passed over. Times become milliseconds.
 *
 * @example
 * String(least(c.length, c.at, 0));
 * // => 'LEAST("length", "at", 0)'
 */
export function least<
  TType extends "VARCHAR" | NumericType | TimeType,
  TOther extends Alike[TType] = never,
  TValue extends LiteralAlike[TType] = never,
  TUse extends ExprUse = ExprUse,
>(
  first: Expr<TType, TUse>,
  ...others: readonly (Expr<TOther, TUse> | TValue)[]
): Expr<Extreme<TType | TOther | LiteralType<TValue>>, TUse> {
  return call("LEAST", [first, ...others]);
}
