import type { Expr, ExprUse } from "../expr.ts";
import type { BinaryOperator } from "../nodes.ts";
import { type Argument, nodeOf, wrap } from "./call.ts";
import type { LiteralType, NumericType, WiderNumber } from "./operand-types.ts";

function binary(operator: BinaryOperator, left: Argument, right: Argument): Expr<never, ExprUse> {
  return wrap({ kind: "binary", operator, left: nodeOf(left), right: nodeOf(right) });
}

/**
 * The sum of two numbers. Whole numbers wrap around past 64 bits. A time and a span of time: `addInterval`.
 *
 * @example
 * String(add(c.length, 1));
 * // => '"length" + 1'
 */
export function add<
  TLeft extends NumericType = never,
  TRight extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TLeft, TUse> | TNumber,
  right: Expr<TRight, TUse> | TNumber,
): Expr<WiderNumber<TLeft, TRight, LiteralType<TNumber>>, TUse> {
  return binary("+", left, right);
}

/**
 * The difference of two numbers. Whole numbers wrap around past 64 bits.
 *
 * @example
 * String(subtract(c.length, c.at));
 * // => '"length" - "at"'
 */
export function subtract<
  TLeft extends NumericType = never,
  TRight extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TLeft, TUse> | TNumber,
  right: Expr<TRight, TUse> | TNumber,
): Expr<WiderNumber<TLeft, TRight, LiteralType<TNumber>>, TUse> {
  return binary("-", left, right);
}

/**
 * The product of two numbers. Whole numbers wrap around past 64 bits.
 *
 * @example
 * String(multiply(c.price, 100));
 * // => '"price" * 100'
 */
export function multiply<
  TLeft extends NumericType = never,
  TRight extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TLeft, TUse> | TNumber,
  right: Expr<TRight, TUse> | TNumber,
): Expr<WiderNumber<TLeft, TRight, LiteralType<TNumber>>, TUse> {
  return binary("*", left, right);
}

/**
 * The quotient of two numbers. Of two whole numbers it is a whole number, cut off towards zero, and a divisor of 0
 * fails the job; `safeDivide` gives NULL instead.
 *
 * @example
 * String(divide(c.price, 100));
 * // => '"price" / 100'
 */
export function divide<
  TLeft extends NumericType = never,
  TRight extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TLeft, TUse> | TNumber,
  right: Expr<TRight, TUse> | TNumber,
): Expr<WiderNumber<TLeft, TRight, LiteralType<TNumber>>, TUse> {
  return binary("/", left, right);
}

/**
 * The number with its sign turned around.
 *
 * @example
 * String(negate(c.length));
 * // => '-"length"'
 */
export function negate<TType extends NumericType, TUse extends ExprUse>(value: Expr<TType, TUse>): Expr<TType, TUse> {
  return wrap({ kind: "unary", operator: "-", operand: value.toNode() });
}
