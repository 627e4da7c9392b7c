import type { Expr } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { type AggregateOptions, aggregate } from "./aggregate-call.ts";
import type { NumericType } from "./operand-types.ts";

/** Options of `approxQuantile`. */
export interface ApproxQuantileOptions extends AggregateOptions {
  /**
   * The number of centroids.
   *
   * @default 50
   */
  readonly resolution?: number;
}

/**
 * An estimate of the value below which a share of a group lies, by a histogram. Out of date: `approxQuantileDs`.
 *
 * @example
 * String(approxQuantile(c.price, 0.95));
 * // => 'APPROX_QUANTILE("price", 0.95)'
 */
export function approxQuantile(
  value: Expr<NumericType, "scalar">,
  probability: number,
  options?: ApproxQuantileOptions,
): Expr<"DOUBLE", "aggregate"> {
  return aggregate("APPROX_QUANTILE", [value, probability, options?.resolution], options);
}

/** How `approxQuantileFixedBuckets` counts. */
export interface FixedBucketsOptions extends AggregateOptions {
  readonly numBuckets: number;
  /** The least value of the first bucket. */
  readonly lower: number;
  /** The value that ends the last bucket. */
  readonly upper: number;
  /**
   * What becomes of a value outside of the buckets: it is left out, counted apart, or put into the nearest bucket.
   *
   * @default "ignore"
   */
  readonly outlierMode?: "ignore" | "overflow" | "clip";
}

/**
 * An estimate of the value below which a share of a group lies, by a histogram of buckets of one width.
 *
 * @example
 * String(approxQuantileFixedBuckets(c.price, 0.5, { numBuckets: 10, lower: 0, upper: 100, outlierMode: "clip" }));
 * // => `APPROX_QUANTILE_FIXED_BUCKETS("price", 0.5, 10, 0, 100, 'clip')`
 */
export function approxQuantileFixedBuckets(
  value: Expr<NumericType, "scalar">,
  probability: number,
  options: FixedBucketsOptions,
): Expr<"DOUBLE", "aggregate"> {
  const { numBuckets, lower, upper, outlierMode } = options;
  return aggregate(
    "APPROX_QUANTILE_FIXED_BUCKETS",
    [value, probability, numBuckets, lower, upper, outlierMode],
    options,
  );
}

/** Options of an aggregate by a tuple sketch. */
export interface TupleOptions extends AggregateOptions {
  /** The most entries it keeps, a power of 2. */
  readonly nominalEntries?: number;
}

/**
 * A tuple sketch of a group: its different values, and with each the sums of some numbers.
 *
 * @example
 * String(dsTupleDoubles(c.session, [c.price]));
 * // => 'DS_TUPLE_DOUBLES("session", "price")'
 * String(dsTupleDoubles(c.session, [c.price], { nominalEntries: 4096 }));
 * // => 'DS_TUPLE_DOUBLES("session", "price", 4096)'
 */
export function dsTupleDoubles(
  value: Expr<SqlType, "scalar">,
  metrics: readonly Expr<NumericType, "scalar">[] = [],
  options: TupleOptions = {},
): Expr<"COMPLEX<arrayOfDoublesSketch>", "aggregate"> {
  return aggregate("DS_TUPLE_DOUBLES", [value, ...metrics, options.nominalEntries], options);
}

/**
 * A Bloom filter of a group, as Base64 text. `numEntries` is how many different values it is laid out for.
 *
 * @example
 * String(bloomFilter(c.session, 10000));
 * // => 'BLOOM_FILTER("session", 10000)'
 */
export function bloomFilter(
  value: Expr<"VARCHAR" | NumericType, "scalar">,
  numEntries: number,
  options?: AggregateOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate("BLOOM_FILTER", [value, numEntries], options);
}

/** Options of an aggregate by a T-Digest. */
export interface TDigestOptions extends AggregateOptions {
  /**
   * How exact it is: more is exacter and larger.
   *
   * @default 100
   */
  readonly compression?: number;
}

/**
 * A T-Digest of a group of numbers, from which quantiles can be estimated. Needs the extension for T-Digests.
 *
 * @example
 * String(tdigestGenerateSketch(c.price));
 * // => 'TDIGEST_GENERATE_SKETCH("price")'
 */
export function tdigestGenerateSketch(
  value: Expr<NumericType, "scalar">,
  options?: TDigestOptions,
): Expr<"VARCHAR", "aggregate"> {
  return aggregate("TDIGEST_GENERATE_SKETCH", [value, options?.compression], options);
}

/**
 * An estimate of the value below which a share of a group lies, `fraction` from 0 to 1, by a T-Digest. Needs the
 * extension for T-Digests.
 *
 * @example
 * String(tdigestQuantile(c.price, 0.95, { compression: 200 }));
 * // => 'TDIGEST_QUANTILE("price", 0.95, 200)'
 */
export function tdigestQuantile(
  value: Expr<NumericType | "VARCHAR" | `COMPLEX<${string}>`, "scalar">,
  fraction: number,
  options?: TDigestOptions,
): Expr<"DOUBLE", "aggregate"> {
  return aggregate("TDIGEST_QUANTILE", [value, fraction, options?.compression], options);
}

/**
 * The number of observations in a Spectator histogram. Needs its extension, and Druid 36.
 *
 * @example
 * String(spectatorCount(c.price));
 * // => 'SPECTATOR_COUNT("price")'
 */
export function spectatorCount(
  value: Expr<SqlType, "scalar">,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("SPECTATOR_COUNT", [value], options);
}

/**
 * An estimate of the value below which so many percent of a group lie, from 0 to 100. Needs the Spectator extension,
 * and Druid 36.
 *
 * @example
 * String(spectatorPercentile(c.price, 95));
 * // => 'SPECTATOR_PERCENTILE("price", 95)'
 */
export function spectatorPercentile(
  value: Expr<SqlType, "scalar">,
  percentile: number,
  options?: AggregateOptions,
): Expr<"DOUBLE", "aggregate"> {
  return aggregate("SPECTATOR_PERCENTILE", [value, percentile], options);
}

/**
 * The exact number of different whole numbers of a group. Needs the extension for exact counts.
 *
 * @example
 * String(bitmap64ExactCount(c.length));
 * // => 'BITMAP64_EXACT_COUNT("length")'
 */
export function bitmap64ExactCount(
  value: Expr<"BIGINT", "scalar">,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("BITMAP64_EXACT_COUNT", [value], options);
}
