import type { Expr } from "../expr.ts";
import { aggregate, type DistinctOptions } from "./aggregate-call.ts";
import type { ArrayOf, ArrayType, NumericType } from "./operand-types.ts";

/** Options of an aggregate that collects values. */
export interface CollectOptions extends DistinctOptions {
  /**
   * The most bytes that are collected for a group; more fails the job.
   *
   * @default 1024
   */
  readonly size?: number;
}

/**
 * The values of a group as an array, NULL among them, in no particular order.
 *
 * @example
 * String(arrayAgg(c.city));
 * // => 'ARRAY_AGG("city")'
 * String(arrayAgg(c.city, { distinct: true, size: 4096 }));
 * // => 'ARRAY_AGG(DISTINCT "city", 4096)'
 */
export function arrayAgg<TType extends keyof ArrayOf>(
  value: Expr<TType, "scalar">,
  options?: CollectOptions,
): Expr<ArrayOf[TType], "aggregate"> {
  return aggregate("ARRAY_AGG", [value, options?.size], options);
}

/**
 * The elements of all arrays of a group as one array, in no particular order.
 *
 * @example
 * String(arrayConcatAgg(c.tags, { distinct: true }));
 * // => 'ARRAY_CONCAT_AGG(DISTINCT "tags")'
 */
export function arrayConcatAgg<TArray extends Exclude<ArrayType, "COMPLEX<json> ARRAY">>(
  array: Expr<TArray, "scalar">,
  options?: CollectOptions,
): Expr<TArray, "aggregate"> {
  return aggregate("ARRAY_CONCAT_AGG", [array, options?.size], options);
}

/** Options of `stringAgg`. */
export interface StringAggOptions extends CollectOptions {
  /**
   * Separator of two values.
   *
   * @default nothing
   */
  readonly separator?: string;
}

/**
 * The values of a group joined into one text, without NULL, in no particular order.
 *
 * @example
 * String(stringAgg(c.city, { separator: ", ", distinct: true }));
 * // => `STRING_AGG(DISTINCT "city", ', ')`
 */
export function stringAgg(
  value: Expr<"VARCHAR" | NumericType, "scalar">,
  options?: StringAggOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate(
    "STRING_AGG",
    [value, options?.separator ?? (options?.size === undefined ? undefined : ""), options?.size],
    options,
  );
}
