import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Numeric, Whole } from "./operand-types.ts";

/**
 * The bits that both whole numbers have.
 *
 * @example
 * String(bitwiseAnd(c.length, 255));
 * // => 'BITWISE_AND("length", 255)'
 */
export function bitwiseAnd<TUse extends ExprUse>(left: Whole<TUse>, right: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_AND", [left, right]);
}

/**
 * The bits that one of two whole numbers has.
 *
 * @example
 * String(bitwiseOr(c.length, 1));
 * // => 'BITWISE_OR("length", 1)'
 */
export function bitwiseOr<TUse extends ExprUse>(left: Whole<TUse>, right: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_OR", [left, right]);
}

/**
 * The bits in which two whole numbers differ.
 *
 * @example
 * String(bitwiseXor(c.length, c.at));
 * // => 'BITWISE_XOR("length", "at")'
 */
export function bitwiseXor<TUse extends ExprUse>(left: Whole<TUse>, right: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_XOR", [left, right]);
}

/**
 * A whole number with each of its 64 bits turned around.
 *
 * @example
 * String(bitwiseComplement(c.length));
 * // => 'BITWISE_COMPLEMENT("length")'
 */
export function bitwiseComplement<TUse extends ExprUse>(value: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_COMPLEMENT", [value]);
}

/**
 * The bits of a whole number moved to the left.
 *
 * @example
 * String(bitwiseShiftLeft(c.length, 8));
 * // => 'BITWISE_SHIFT_LEFT("length", 8)'
 */
export function bitwiseShiftLeft<TUse extends ExprUse>(value: Whole<TUse>, count: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_SHIFT_LEFT", [value, count]);
}

/**
 * The bits of a whole number moved to the right; the sign stays.
 *
 * @example
 * String(bitwiseShiftRight(c.length, 8));
 * // => 'BITWISE_SHIFT_RIGHT("length", 8)'
 */
export function bitwiseShiftRight<TUse extends ExprUse>(value: Whole<TUse>, count: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_SHIFT_RIGHT", [value, count]);
}

/**
 * The 64 bits in which a DOUBLE is held, as a whole number.
 *
 * @example
 * String(bitwiseConvertDoubleToLongBits(c.price));
 * // => 'BITWISE_CONVERT_DOUBLE_TO_LONG_BITS("price")'
 */
export function bitwiseConvertDoubleToLongBits<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"BIGINT", TUse> {
  return call("BITWISE_CONVERT_DOUBLE_TO_LONG_BITS", [value]);
}

/**
 * The DOUBLE that is held in these 64 bits.
 *
 * @example
 * String(bitwiseConvertLongBitsToDouble(c.length));
 * // => 'BITWISE_CONVERT_LONG_BITS_TO_DOUBLE("length")'
 */
export function bitwiseConvertLongBitsToDouble<TUse extends ExprUse>(value: Whole<TUse>): Expr<"DOUBLE", TUse> {
  return call("BITWISE_CONVERT_LONG_BITS_TO_DOUBLE", [value]);
}
