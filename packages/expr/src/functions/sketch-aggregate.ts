import type { Expr } from "../expr.ts";
import { type AggregateOptions, aggregate } from "./aggregate-call.ts";
import type { NumericType, TimeType } from "./operand-types.ts";

/** What can be counted: single values, and sketches of what was counted before. */
type Countable<TSketch extends string> = "VARCHAR" | NumericType | TimeType | "BOOLEAN" | `COMPLEX<${TSketch}>`;

/** How a HyperLogLog sketch is held. */
export interface HllOptions {
  /**
   * The base-2 logarithm of the number of buckets, from 4 to 21: more is exacter and larger.
   *
   * @default 12
   */
  readonly lgK?: number;
  /**
   * The bits of a bucket.
   *
   * @default "HLL_4"
   */
  readonly tgtHllType?: HllType;
}

/** The bits of a bucket of a HyperLogLog sketch. */
export type HllType = "HLL_4" | "HLL_6" | "HLL_8";

/** Options of an aggregate by a HyperLogLog sketch. */
export interface HllAggregateOptions extends HllOptions, AggregateOptions {}

/** How a theta sketch is held. */
export interface ThetaOptions {
  /**
   * The most entries it keeps, a power of 2: more is exacter and larger.
   *
   * @default 16384
   */
  readonly size?: number;
}

/** Options of an aggregate by a theta sketch. */
export interface ThetaAggregateOptions extends ThetaOptions, AggregateOptions {}

/** Options of an aggregate by a quantiles sketch. */
export interface QuantilesOptions extends AggregateOptions {
  /**
   * The size of the sketch, a power of 2: more is exacter and larger.
   *
   * @default 128
   */
  readonly k?: number;
}

function hllArgs({ lgK, tgtHllType }: HllOptions = {}): readonly (number | string | undefined)[] {
  // The second cannot be given without the first: Druid's own default then.
  return tgtHllType === undefined ? [lgK] : [lgK ?? 12, tgtHllType];
}

/**
 * A HyperLogLog sketch of a group, from which the number of different values can be estimated later. An empty text is
 * not counted.
 *
 * @example
 * String(dsHll(c.session));
 * // => 'DS_HLL("session")'
 * String(dsHll(c.session, { lgK: 14, tgtHllType: "HLL_8" }));
 * // => `DS_HLL("session", 14, 'HLL_8')`
 */
export function dsHll(
  value: Expr<Countable<"HLLSketch">, "scalar">,
  options?: HllAggregateOptions,
): Expr<"COMPLEX<HLLSketch>", "aggregate"> {
  return aggregate("DS_HLL", [value, ...hllArgs(options)], options);
}

/**
 * A theta sketch of a group, from which the number of different values can be estimated later, also of unions and
 * intersections. An empty text is not counted.
 *
 * @example
 * String(dsTheta(c.session, { size: 4096 }));
 * // => 'DS_THETA("session", 4096)'
 */
export function dsTheta(
  value: Expr<Countable<"thetaSketch">, "scalar">,
  options?: ThetaAggregateOptions,
): Expr<"COMPLEX<thetaSketch>", "aggregate"> {
  return aggregate("DS_THETA", [value, options?.size], options);
}

/**
 * A sketch of a group of numbers, from which quantiles can be estimated later. It is random: two runs differ a
 * little.
 *
 * @example
 * String(dsQuantilesSketch(c.price));
 * // => 'DS_QUANTILES_SKETCH("price")'
 */
export function dsQuantilesSketch(
  value: Expr<NumericType | "COMPLEX<quantilesDoublesSketch>", "scalar">,
  options?: QuantilesOptions,
): Expr<"COMPLEX<quantilesDoublesSketch>", "aggregate"> {
  return aggregate("DS_QUANTILES_SKETCH", [value, options?.k], options);
}

/**
 * An estimate of the number of different values of a group, by a HyperLogLog sketch. An empty text is not counted.
 *
 * @example
 * String(approxCountDistinctDsHll(c.session));
 * // => 'APPROX_COUNT_DISTINCT_DS_HLL("session")'
 */
export function approxCountDistinctDsHll(
  value: Expr<Countable<"HLLSketch">, "scalar">,
  options?: HllAggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("APPROX_COUNT_DISTINCT_DS_HLL", [value, ...hllArgs(options)], options);
}

/**
 * The same estimate as `approxCountDistinctDsHll`, with texts read as UTF-8: its sketches do not go together with
 * others.
 *
 * @example
 * String(approxCountDistinctDsHllUtf8(c.session, { lgK: 14 }));
 * // => 'APPROX_COUNT_DISTINCT_DS_HLL_UTF8("session", 14)'
 */
export function approxCountDistinctDsHllUtf8(
  value: Expr<"VARCHAR", "scalar">,
  options?: HllAggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("APPROX_COUNT_DISTINCT_DS_HLL_UTF8", [value, ...hllArgs(options)], options);
}

/**
 * An estimate of the number of different values of a group, by a theta sketch. An empty text is not counted.
 *
 * @example
 * String(approxCountDistinctDsTheta(c.session));
 * // => 'APPROX_COUNT_DISTINCT_DS_THETA("session")'
 */
export function approxCountDistinctDsTheta(
  value: Expr<Countable<"thetaSketch">, "scalar">,
  options?: ThetaAggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("APPROX_COUNT_DISTINCT_DS_THETA", [value, options?.size], options);
}

/**
 * An estimate of the value below which a share of a group lies, `probability` from 0 to 1. To be rolled up, store
 * `dsQuantilesSketch`.
 *
 * @example
 * String(approxQuantileDs(c.price, 0.95));
 * // => 'APPROX_QUANTILE_DS("price", 0.95)'
 */
export function approxQuantileDs(
  value: Expr<NumericType | "COMPLEX<quantilesDoublesSketch>", "scalar">,
  probability: number,
  options?: QuantilesOptions,
): Expr<"DOUBLE", "aggregate"> {
  return aggregate("APPROX_QUANTILE_DS", [value, probability, options?.k], options);
}
