import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { LiteralType, Numeric, NumericType, Whole, WiderNumber } from "./operand-types.ts";

/**
 * The number without its sign.
 *
 * @example
 * String(abs(c.length));
 * // => 'ABS("length")'
 */
export function abs<TType extends NumericType, TUse extends ExprUse>(value: Expr<TType, TUse>): Expr<TType, TUse> {
  return call("ABS", [value]);
}

/**
 * The smallest whole number that is not below a number. Of a BIGINT it goes through DOUBLE: beyond 2^53 digits are
 * lost.
 *
 * @example
 * String(ceil(c.price));
 * // => 'CEIL("price")'
 */
export function ceil<TType extends NumericType, TUse extends ExprUse>(value: Expr<TType, TUse>): Expr<TType, TUse> {
  return call("CEIL", [value]);
}

/**
 * The largest whole number that is not above a number. Of a BIGINT it goes through DOUBLE: beyond 2^53 digits are
 * lost.
 *
 * @example
 * String(floor(c.price));
 * // => 'FLOOR("price")'
 */
export function floor<TType extends NumericType, TUse extends ExprUse>(value: Expr<TType, TUse>): Expr<TType, TUse> {
  return call("FLOOR", [value]);
}

/**
 * The number rounded half away from zero, to so many decimals (0 by default) or, with a negative count, places before
 * the point. NaN gives 0.
 *
 * @example
 * String(round(c.price, 2));
 * // => 'ROUND("price", 2)'
 */
export function round<TType extends NumericType, TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  decimals?: number,
): Expr<TType, TUse> {
  return call("ROUND", [value, decimals]);
}

/**
 * The number cut off, towards zero, after so many decimals (0 by default). Of a BIGINT it goes through DOUBLE: beyond
 * 2^53 digits are lost.
 *
 * @example
 * String(truncate(c.price, 1));
 * // => 'TRUNCATE("price", 1)'
 */
export function truncate<TType extends NumericType, TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  decimals?: number,
): Expr<TType, TUse> {
  return call("TRUNCATE", [value, decimals]);
}

/**
 * The remainder of a division: a BIGINT of BIGINTs, else a DOUBLE. A divisor of 0 fails the job when both are whole
 * numbers, and gives NaN otherwise.
 *
 * @example
 * String(mod(c.length, 60));
 * // => 'MOD("length", 60)'
 */
export function mod<
  TType extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TType, TUse> | TNumber,
  right: Expr<TType, TUse> | TNumber,
): Expr<[TType | LiteralType<TNumber>] extends ["BIGINT"] ? "BIGINT" : "DOUBLE", TUse> {
  return call("MOD", [left, right]);
}

/**
 * A division that gives NULL when the divisor is 0. Of whole numbers it is a whole number, cut off towards zero.
 *
 * @example
 * String(safeDivide(c.length, c.at));
 * // => 'SAFE_DIVIDE("length", "at")'
 */
export function safeDivide<
  TLeft extends NumericType = never,
  TRight extends NumericType = never,
  TNumber extends number | bigint = never,
  TUse extends ExprUse = ExprUse,
>(
  left: Expr<TLeft, TUse> | TNumber,
  right: Expr<TRight, TUse> | TNumber,
): Expr<WiderNumber<TLeft, TRight, LiteralType<TNumber>>, TUse> {
  return call("SAFE_DIVIDE", [left, right]);
}

/**
 * The whole-number quotient, cut off towards zero. A divisor of 0 fails the job. The operator `/` is `divide`.
 *
 * @example
 * String(div(c.price, 10));
 * // => 'DIV("price", 10)'
 */
export function div<TUse extends ExprUse>(left: Numeric<TUse>, right: Numeric<TUse>): Expr<"BIGINT", TUse> {
  return call("DIV", [left, right]);
}

/**
 * A number raised to a power.
 *
 * @example
 * String(power(c.price, 2));
 * // => 'POWER("price", 2)'
 */
export function power<TUse extends ExprUse>(base: Numeric<TUse>, exponent: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("POWER", [base, exponent]);
}

/**
 * The square root; NaN for a negative number.
 *
 * @example
 * String(sqrt(c.price));
 * // => 'SQRT("price")'
 */
export function sqrt<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("SQRT", [value]);
}

/**
 * Euler's number raised to a power.
 *
 * @example
 * String(exp(c.price));
 * // => 'EXP("price")'
 */
export function exp<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("EXP", [value]);
}

/**
 * The natural logarithm; -Infinity for 0, NaN below.
 *
 * @example
 * String(ln(c.price));
 * // => 'LN("price")'
 */
export function ln<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("LN", [value]);
}

/**
 * The logarithm to base 10; -Infinity for 0, NaN below.
 *
 * @example
 * String(log10(c.price));
 * // => 'LOG10("price")'
 */
export function log10<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("LOG10", [value]);
}

/**
 * A count of bytes as text, in steps of 1024: `1.50 KiB`. `precision` is the number of decimals, 2 by default.
 *
 * @example
 * String(humanReadableBinaryByteFormat(c.length, 1));
 * // => 'HUMAN_READABLE_BINARY_BYTE_FORMAT("length", 1)'
 */
export function humanReadableBinaryByteFormat<TUse extends ExprUse>(
  bytes: Whole<TUse>,
  precision?: Whole<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("HUMAN_READABLE_BINARY_BYTE_FORMAT", [bytes, precision]);
}

/**
 * A count of bytes as text, in steps of 1000: `1.50 KB`. `precision` is the number of decimals, 2 by default.
 *
 * @example
 * String(humanReadableDecimalByteFormat(c.length));
 * // => 'HUMAN_READABLE_DECIMAL_BYTE_FORMAT("length")'
 */
export function humanReadableDecimalByteFormat<TUse extends ExprUse>(
  bytes: Whole<TUse>,
  precision?: Whole<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("HUMAN_READABLE_DECIMAL_BYTE_FORMAT", [bytes, precision]);
}

/**
 * A count as text, in steps of 1000: `1.50 K`. `precision` is the number of decimals, 2 by default.
 *
 * @example
 * String(humanReadableDecimalFormat(c.length));
 * // => 'HUMAN_READABLE_DECIMAL_FORMAT("length")'
 */
export function humanReadableDecimalFormat<TUse extends ExprUse>(
  count: Whole<TUse>,
  precision?: Whole<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("HUMAN_READABLE_DECIMAL_FORMAT", [count, precision]);
}
