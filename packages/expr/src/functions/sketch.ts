import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Numeric, Text } from "./operand-types.ts";
import type { HllOptions, ThetaOptions } from "./sketch-aggregate.ts";

// An opaque value may be a sketch: what the service decoded, or a column of a type that has no word here.
type HllSketch<TUse extends ExprUse> = Expr<"COMPLEX<HLLSketch>" | "OTHER", TUse>;
type ThetaSketch<TUse extends ExprUse> = Expr<"COMPLEX<thetaSketch>" | "OTHER", TUse>;
type QuantilesSketch<TUse extends ExprUse> = Expr<"COMPLEX<quantilesDoublesSketch>" | "OTHER", TUse>;
type TupleSketch<TUse extends ExprUse> = Expr<"COMPLEX<arrayOfDoublesSketch>" | "OTHER", TUse>;

/** Two sketches or more. */
type Several<TSketch> = readonly [TSketch, TSketch, ...TSketch[]];

/**
 * The estimated number of different values in a HyperLogLog sketch, rounded to a whole one with `round`.
 *
 * @example
 * String(hllSketchEstimate(dsHll(c.session), true));
 * // => 'HLL_SKETCH_ESTIMATE(DS_HLL("session"), TRUE)'
 */
export function hllSketchEstimate<TUse extends ExprUse>(
  sketch: HllSketch<TUse>,
  round?: boolean,
): Expr<"DOUBLE", TUse> {
  return call("HLL_SKETCH_ESTIMATE", [sketch, round]);
}

/**
 * The estimated number of different values in a HyperLogLog sketch, with the bounds within so many standard
 * deviations (1 by default).
 *
 * @example
 * String(hllSketchEstimateWithErrorBounds(dsHll(c.session), 2));
 * // => 'HLL_SKETCH_ESTIMATE_WITH_ERROR_BOUNDS(DS_HLL("session"), 2)'
 */
export function hllSketchEstimateWithErrorBounds<TUse extends ExprUse>(
  sketch: HllSketch<TUse>,
  numStdDev?: number,
): Expr<"DOUBLE ARRAY", TUse> {
  return call("HLL_SKETCH_ESTIMATE_WITH_ERROR_BOUNDS", [sketch, numStdDev]);
}

/**
 * A HyperLogLog sketch described in words, for debugging.
 *
 * @example
 * String(hllSketchToString(dsHll(c.session)));
 * // => 'HLL_SKETCH_TO_STRING(DS_HLL("session"))'
 */
export function hllSketchToString<TUse extends ExprUse>(sketch: HllSketch<TUse>): Expr<"VARCHAR", TUse> {
  return call("HLL_SKETCH_TO_STRING", [sketch]);
}

/**
 * The union of HyperLogLog sketches.
 *
 * @example
 * String(hllSketchUnion([dsHll(c.session), dsHll(c.city)], { lgK: 14 }));
 * // => `HLL_SKETCH_UNION(14, 'HLL_4', DS_HLL("session"), DS_HLL("city"))`
 */
export function hllSketchUnion<TUse extends ExprUse>(
  sketches: Several<HllSketch<TUse>>,
  { lgK, tgtHllType }: HllOptions = {},
): Expr<"COMPLEX<HLLSketch>", TUse> {
  // The two go together, before the sketches: Druid's own default for the one that is not given.
  const options = lgK === undefined && tgtHllType === undefined ? [] : [lgK ?? 12, tgtHllType ?? "HLL_4"];
  return call("HLL_SKETCH_UNION", [...options, ...sketches]);
}

/**
 * The estimated number of different values in a theta sketch.
 *
 * @example
 * String(thetaSketchEstimate(dsTheta(c.session)));
 * // => 'THETA_SKETCH_ESTIMATE(DS_THETA("session"))'
 */
export function thetaSketchEstimate<TUse extends ExprUse>(sketch: ThetaSketch<TUse>): Expr<"DOUBLE", TUse> {
  return call("THETA_SKETCH_ESTIMATE", [sketch]);
}

/**
 * The estimated number of different values in a theta sketch, with the bounds within so many standard deviations.
 *
 * @example
 * String(thetaSketchEstimateWithErrorBounds(dsTheta(c.session), 2));
 * // => 'THETA_SKETCH_ESTIMATE_WITH_ERROR_BOUNDS(DS_THETA("session"), 2)'
 */
export function thetaSketchEstimateWithErrorBounds<TUse extends ExprUse>(
  sketch: ThetaSketch<TUse>,
  numStdDev: number,
): Expr<"OTHER", TUse> {
  return call("THETA_SKETCH_ESTIMATE_WITH_ERROR_BOUNDS", [sketch, numStdDev]);
}

/**
 * The union of theta sketches: what is in at least one.
 *
 * @example
 * String(thetaSketchUnion([dsTheta(c.session), dsTheta(c.city)]));
 * // => 'THETA_SKETCH_UNION(DS_THETA("session"), DS_THETA("city"))'
 */
export function thetaSketchUnion<TUse extends ExprUse>(
  sketches: Several<ThetaSketch<TUse>>,
  { size }: ThetaOptions = {},
): Expr<"COMPLEX<thetaSketch>", TUse> {
  return call("THETA_SKETCH_UNION", size === undefined ? sketches : [size, ...sketches]);
}

/**
 * The intersection of theta sketches: what is in all of them.
 *
 * @example
 * String(thetaSketchIntersect([dsTheta(c.session), dsTheta(c.city)]));
 * // => 'THETA_SKETCH_INTERSECT(DS_THETA("session"), DS_THETA("city"))'
 */
export function thetaSketchIntersect<TUse extends ExprUse>(
  sketches: Several<ThetaSketch<TUse>>,
  { size }: ThetaOptions = {},
): Expr<"COMPLEX<thetaSketch>", TUse> {
  return call("THETA_SKETCH_INTERSECT", size === undefined ? sketches : [size, ...sketches]);
}

/**
 * What is in the first theta sketch and in none of the others.
 *
 * @example
 * String(thetaSketchNot([dsTheta(c.session), dsTheta(c.city)]));
 * // => 'THETA_SKETCH_NOT(DS_THETA("session"), DS_THETA("city"))'
 */
export function thetaSketchNot<TUse extends ExprUse>(
  sketches: Several<ThetaSketch<TUse>>,
  { size }: ThetaOptions = {},
): Expr<"COMPLEX<thetaSketch>", TUse> {
  return call("THETA_SKETCH_NOT", size === undefined ? sketches : [size, ...sketches]);
}

/**
 * The estimated value below which a share of the numbers in a quantiles sketch lies, from 0 to 1.
 *
 * @example
 * String(dsGetQuantile(dsQuantilesSketch(c.price), 0.5));
 * // => 'DS_GET_QUANTILE(DS_QUANTILES_SKETCH("price"), 0.5)'
 */
export function dsGetQuantile<TUse extends ExprUse>(
  sketch: QuantilesSketch<TUse>,
  fraction: number,
): Expr<"DOUBLE", TUse> {
  return call("DS_GET_QUANTILE", [sketch, fraction]);
}

/**
 * The estimated values below which these shares of the numbers in a quantiles sketch lie, from 0 to 1.
 *
 * @example
 * String(dsGetQuantiles(dsQuantilesSketch(c.price), [0.5, 0.95]));
 * // => 'DS_GET_QUANTILES(DS_QUANTILES_SKETCH("price"), 0.5, 0.95)'
 */
export function dsGetQuantiles<TUse extends ExprUse>(
  sketch: QuantilesSketch<TUse>,
  fractions: readonly [number, ...number[]],
): Expr<"OTHER", TUse> {
  return call("DS_GET_QUANTILES", [sketch, ...fractions]);
}

/**
 * How many numbers of a quantiles sketch lie between these points, which rise.
 *
 * @example
 * String(dsHistogram(dsQuantilesSketch(c.price), [10, 100]));
 * // => 'DS_HISTOGRAM(DS_QUANTILES_SKETCH("price"), 10, 100)'
 */
export function dsHistogram<TUse extends ExprUse>(
  sketch: QuantilesSketch<TUse>,
  splitPoints: readonly [number, ...number[]],
): Expr<"OTHER", TUse> {
  return call("DS_HISTOGRAM", [sketch, ...splitPoints]);
}

/**
 * Which share of the numbers of a quantiles sketch lies below each of these points, which rise.
 *
 * @example
 * String(dsCdf(dsQuantilesSketch(c.price), [10, 100]));
 * // => 'DS_CDF(DS_QUANTILES_SKETCH("price"), 10, 100)'
 */
export function dsCdf<TUse extends ExprUse>(
  sketch: QuantilesSketch<TUse>,
  splitPoints: readonly [number, ...number[]],
): Expr<"OTHER", TUse> {
  return call("DS_CDF", [sketch, ...splitPoints]);
}

/**
 * The estimated share of the numbers in a quantiles sketch that lie below a value.
 *
 * @example
 * String(dsRank(dsQuantilesSketch(c.price), 9.5));
 * // => 'DS_RANK(DS_QUANTILES_SKETCH("price"), 9.5)'
 */
export function dsRank<TUse extends ExprUse>(sketch: QuantilesSketch<TUse>, value: number): Expr<"DOUBLE", TUse> {
  return call("DS_RANK", [sketch, value]);
}

/**
 * A quantiles sketch described in words, for debugging.
 *
 * @example
 * String(dsQuantileSummary(dsQuantilesSketch(c.price)));
 * // => 'DS_QUANTILE_SUMMARY(DS_QUANTILES_SKETCH("price"))'
 */
export function dsQuantileSummary<TUse extends ExprUse>(sketch: QuantilesSketch<TUse>): Expr<"VARCHAR", TUse> {
  return call("DS_QUANTILE_SUMMARY", [sketch]);
}

/**
 * The estimated sums of the numbers in a tuple sketch.
 *
 * @example
 * String(dsTupleDoublesMetricsSumEstimate(dsTupleDoubles(c.session, [c.price])));
 * // => 'DS_TUPLE_DOUBLES_METRICS_SUM_ESTIMATE(DS_TUPLE_DOUBLES("session", "price"))'
 */
export function dsTupleDoublesMetricsSumEstimate<TUse extends ExprUse>(
  sketch: TupleSketch<TUse>,
): Expr<"DOUBLE ARRAY", TUse> {
  return call("DS_TUPLE_DOUBLES_METRICS_SUM_ESTIMATE", [sketch]);
}

/**
 * The union of tuple sketches, with the sums of their numbers.
 *
 * @example
 * String(dsTupleDoublesUnion([dsTupleDoubles(c.session), dsTupleDoubles(c.city)]));
 * // => 'DS_TUPLE_DOUBLES_UNION(DS_TUPLE_DOUBLES("session"), DS_TUPLE_DOUBLES("city"))'
 */
export function dsTupleDoublesUnion<TUse extends ExprUse>(
  sketches: Several<TupleSketch<TUse>>,
  nominalEntries?: number,
): Expr<"COMPLEX<arrayOfDoublesSketch>", TUse> {
  return call("DS_TUPLE_DOUBLES_UNION", [...sketches, nominalEntries]);
}

/**
 * What is in all of these tuple sketches, with the sums of their numbers.
 *
 * @example
 * String(dsTupleDoublesIntersect([dsTupleDoubles(c.session), dsTupleDoubles(c.city)]));
 * // => 'DS_TUPLE_DOUBLES_INTERSECT(DS_TUPLE_DOUBLES("session"), DS_TUPLE_DOUBLES("city"))'
 */
export function dsTupleDoublesIntersect<TUse extends ExprUse>(
  sketches: Several<TupleSketch<TUse>>,
  nominalEntries?: number,
): Expr<"COMPLEX<arrayOfDoublesSketch>", TUse> {
  return call("DS_TUPLE_DOUBLES_INTERSECT", [...sketches, nominalEntries]);
}

/**
 * What is in the first tuple sketch and in none of the others.
 *
 * @example
 * String(dsTupleDoublesNot([dsTupleDoubles(c.session), dsTupleDoubles(c.city)]));
 * // => 'DS_TUPLE_DOUBLES_NOT(DS_TUPLE_DOUBLES("session"), DS_TUPLE_DOUBLES("city"))'
 */
export function dsTupleDoublesNot<TUse extends ExprUse>(
  sketches: Several<TupleSketch<TUse>>,
  nominalEntries?: number,
): Expr<"COMPLEX<arrayOfDoublesSketch>", TUse> {
  return call("DS_TUPLE_DOUBLES_NOT", [...sketches, nominalEntries]);
}

/**
 * Whether a value may be in a Bloom filter, which is given as Base64 text: false is certain, true is not.
 *
 * @example
 * String(bloomFilterTest(c.city, "AQAAAAEAAAAAAAAA"));
 * // => `BLOOM_FILTER_TEST("city", 'AQAAAAEAAAAAAAAA')`
 */
export function bloomFilterTest<TUse extends ExprUse>(
  value: Text<TUse> | Numeric<TUse>,
  filter: string,
): Expr<"BOOLEAN", TUse> {
  return call("BLOOM_FILTER_TEST", [value, filter]);
}
