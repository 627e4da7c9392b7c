import type { Expr } from "../expr.ts";
import { type AggregateOptions, aggregate } from "./aggregate-call.ts";
import type { NumericType, Time } from "./operand-types.ts";

/** Options of an aggregate that keeps one value. */
export interface KeepOptions extends AggregateOptions {
  /**
   * The most bytes of a text that are kept; the rest is cut off.
   *
   * @default 1024
   */
  readonly maxBytesPerValue?: number;
}

/** What can be kept. Of a time, keep its milliseconds: Druid would make a text of it. */
type Kept = "VARCHAR" | NumericType;

/**
 * The value of the row of a group with the least `__time`, which must be a column of the input.
 *
 * @example
 * String(earliest(c.city));
 * // => 'EARLIEST("city")'
 */
export function earliest<TType extends Kept>(
  value: Expr<TType, "scalar">,
  options?: KeepOptions,
): Expr<TType, "aggregate"> {
  return aggregate("EARLIEST", [value, options?.maxBytesPerValue], options);
}

/**
 * The value of the row of a group with the greatest `__time`, which must be a column of the input.
 *
 * @example
 * String(latest(c.city, { maxBytesPerValue: 256 }));
 * // => 'LATEST("city", 256)'
 */
export function latest<TType extends Kept>(
  value: Expr<TType, "scalar">,
  options?: KeepOptions,
): Expr<TType, "aggregate"> {
  return aggregate("LATEST", [value, options?.maxBytesPerValue], options);
}

/**
 * The value of the row of a group with the least time, which is given.
 *
 * @example
 * String(earliestBy(c.city, timeParse(c.timestamp)));
 * // => 'EARLIEST_BY("city", TIME_PARSE("timestamp"))'
 */
export function earliestBy<TType extends Kept>(
  value: Expr<TType, "scalar">,
  time: Time<"scalar">,
  options?: KeepOptions,
): Expr<TType, "aggregate"> {
  return aggregate("EARLIEST_BY", [value, time, options?.maxBytesPerValue], options);
}

/**
 * The value of the row of a group with the greatest time, which is given. An empty text reads back as NULL.
 *
 * @example
 * String(latestBy(c.city, timeParse(c.timestamp)));
 * // => 'LATEST_BY("city", TIME_PARSE("timestamp"))'
 */
export function latestBy<TType extends Kept>(
  value: Expr<TType, "scalar">,
  time: Time<"scalar">,
  options?: KeepOptions,
): Expr<TType, "aggregate"> {
  return aggregate("LATEST_BY", [value, time, options?.maxBytesPerValue], options);
}

/** Options of `anyValue`. */
export interface AnyValueOptions extends KeepOptions {
  /**
   * Whether a multi-value text is kept whole, in place of its first value.
   *
   * @default false
   */
  readonly aggregateMultipleValues?: boolean;
}

/**
 * Some value of a group, NULL only if there is no other.
 *
 * @example
 * String(anyValue(c.city));
 * // => 'ANY_VALUE("city")'
 * String(anyValue(c.city, { aggregateMultipleValues: true }));
 * // => 'ANY_VALUE("city", 1024, TRUE)'
 */
export function anyValue<TType extends Kept>(
  value: Expr<TType, "scalar">,
  options?: AnyValueOptions,
): Expr<TType, "aggregate"> {
  return aggregate("ANY_VALUE", [value, ...anyValueArgs(options)], options);
}

function anyValueArgs({
  maxBytesPerValue,
  aggregateMultipleValues,
}: AnyValueOptions = {}): readonly (number | boolean | undefined)[] {
  // The second cannot be given without the first: Druid's own default then.
  if (aggregateMultipleValues === undefined) return [maxBytesPerValue];
  return [maxBytesPerValue ?? 1024, aggregateMultipleValues];
}
