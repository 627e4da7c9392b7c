import type { Expr } from "../expr.ts";
import { type AggregateOptions, aggregate } from "./aggregate-call.ts";
import type { NumericType } from "./operand-types.ts";

/** Options of an aggregate of decimal numbers. */
export interface BigDecimalOptions extends AggregateOptions {
  /** How many parts of 32 bits hold a number. */
  readonly size?: number;
  /** How many decimals are kept; needs `size`. */
  readonly scale?: number;
}

/**
 * The sum of a group of decimal numbers of any length, as text. Needs the extension for compressed big decimals.
 *
 * @example
 * String(bigSum(c.city, { size: 9, scale: 2 }));
 * // => 'BIG_SUM("city", 9, 2)'
 */
export function bigSum(
  value: Expr<"VARCHAR" | NumericType | `COMPLEX<${string}>`, "scalar">,
  options?: BigDecimalOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate("BIG_SUM", [value, options?.size, options?.scale], options);
}

/**
 * The smallest value of a group of decimal numbers of any length, as text. Needs the extension for compressed big
 * decimals.
 *
 * @example
 * String(bigMin(c.city, { size: 9, scale: 2 }));
 * // => 'BIG_MIN("city", 9, 2)'
 */
export function bigMin(
  value: Expr<"VARCHAR" | NumericType | `COMPLEX<${string}>`, "scalar">,
  options?: BigDecimalOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate("BIG_MIN", [value, options?.size, options?.scale], options);
}

/**
 * The largest value of a group of decimal numbers of any length, as text. Needs the extension for compressed big
 * decimals.
 *
 * @example
 * String(bigMax(c.city, { size: 9, scale: 2 }));
 * // => 'BIG_MAX("city", 9, 2)'
 */
export function bigMax(
  value: Expr<"VARCHAR" | NumericType | `COMPLEX<${string}>`, "scalar">,
  options?: BigDecimalOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate("BIG_MAX", [value, options?.size, options?.scale], options);
}
