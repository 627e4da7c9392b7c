import { Expr } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { type AggregateOptions, aggregate } from "./aggregate-call.ts";
import type { NumericType, TimeType } from "./operand-types.ts";

/**
 * The largest value of a group.
 *
 * @example
 * String(max(c.length));
 * // => 'MAX("length")'
 * String(max(c.length, { filter: eq(c.city, "Paris") }));
 * // => `MAX("length") FILTER (WHERE "city" = 'Paris')`
 */
export function max<TType extends NumericType | "TIMESTAMP">(
  value: Expr<TType, "scalar">,
  options?: AggregateOptions,
): Expr<TType, "aggregate"> {
  return aggregate("MAX", [value], options);
}

/**
 * The smallest value of a group.
 *
 * @example
 * String(min(c.length));
 * // => 'MIN("length")'
 */
export function min<TType extends NumericType | "TIMESTAMP">(
  value: Expr<TType, "scalar">,
  options?: AggregateOptions,
): Expr<TType, "aggregate"> {
  return aggregate("MIN", [value], options);
}

/**
 * The sum of a group; NULL when there are no values. A sum of BIGINTs that does not fit into 64 bits wraps around, a
 * sum of FLOATs is a DOUBLE.
 *
 * @example
 * String(sum(c.length));
 * // => 'SUM("length")'
 * String(sum(c.price, { filter: gt(c.length, 60) }));
 * // => 'SUM("price") FILTER (WHERE "length" > 60)'
 */
export function sum<TType extends NumericType>(
  value: Expr<TType, "scalar">,
  options?: AggregateOptions,
): Expr<SumOf[TType], "aggregate"> {
  return aggregate("SUM", [value], options);
}

interface SumOf {
  readonly BIGINT: "BIGINT";
  readonly DOUBLE: "DOUBLE";
  readonly FLOAT: "DOUBLE";
}

/**
 * The number of rows of a group, or with an argument the number of rows where it is not NULL.
 *
 * @example
 * String(count());
 * // => "COUNT(*)"
 * String(count(c.city));
 * // => 'COUNT("city")'
 * String(count({ filter: gt(c.length, 60) }));
 * // => 'COUNT(*) FILTER (WHERE "length" > 60)'
 */
export function count(
  value?: Expr<SqlType, "scalar"> | AggregateOptions,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  if (value instanceof Expr) return aggregate("COUNT", [value], options);
  return aggregate("COUNT", [STAR], value);
}

const STAR: Expr = new Expr(Object.freeze({ kind: "star" }));

/** What has distinct values: JSON has none. */
type Distinguished = Exclude<SqlType, `COMPLEX<${string}>`> | "COMPLEX<HLLSketch>" | "COMPLEX<thetaSketch>";

/**
 * The number of different values of a group. The service may estimate it; NULL and the empty text are not counted.
 *
 * @example
 * String(countDistinct(c.session));
 * // => 'COUNT(DISTINCT "session")'
 */
export function countDistinct(
  value: Expr<Distinguished, "scalar">,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("COUNT", [value], { ...options, distinct: true });
}

/**
 * The mean of a group. A stored mean cannot be rolled up further: prefer to store `sum` and `count`.
 *
 * @example
 * String(avg(c.length));
 * // => 'AVG("length")'
 */
export function avg(value: Expr<NumericType, "scalar">, options?: AggregateOptions): Expr<"DOUBLE", "aggregate"> {
  return aggregate("AVG", [value], options);
}

/**
 * The bits that the whole numbers of a group have in common. A trap: Druid 33 gives 0 for every group with values.
 *
 * @example
 * String(bitAnd(c.length));
 * // => 'BIT_AND("length")'
 */
export function bitAnd(value: Expr<"BIGINT", "scalar">, options?: AggregateOptions): Expr<"BIGINT", "aggregate"> {
  return aggregate("BIT_AND", [value], options);
}

/**
 * The bits that the whole numbers of a group have, taken together.
 *
 * @example
 * String(bitOr(c.length));
 * // => 'BIT_OR("length")'
 */
export function bitOr(value: Expr<"BIGINT", "scalar">, options?: AggregateOptions): Expr<"BIGINT", "aggregate"> {
  return aggregate("BIT_OR", [value], options);
}

/**
 * The bits that the whole numbers of a group have in an odd number of values.
 *
 * @example
 * String(bitXor(c.length));
 * // => 'BIT_XOR("length")'
 */
export function bitXor(value: Expr<"BIGINT", "scalar">, options?: AggregateOptions): Expr<"BIGINT", "aggregate"> {
  return aggregate("BIT_XOR", [value], options);
}

/**
 * Which of these columns a row of a query with several groupings is grouped by, as bits. An ingestion job has one
 * grouping.
 *
 * @example
 * String(grouping(c.city));
 * // => 'GROUPING("city")'
 */
export function grouping(
  ...values: readonly [Expr<SqlType, "scalar">, ...Expr<SqlType, "scalar">[]]
): Expr<"BIGINT", "aggregate"> {
  return aggregate("GROUPING", values);
}

/**
 * The variance of a group, as of a whole population.
 *
 * @example
 * String(varPop(c.price));
 * // => 'VAR_POP("price")'
 */
export function varPop(value: Expr<NumericType, "scalar">, options?: AggregateOptions): Expr<"DOUBLE", "aggregate"> {
  return aggregate("VAR_POP", [value], options);
}

/**
 * The variance of a group, as of a sample.
 *
 * @example
 * String(varSamp(c.price));
 * // => 'VAR_SAMP("price")'
 */
export function varSamp(value: Expr<NumericType, "scalar">, options?: AggregateOptions): Expr<"DOUBLE", "aggregate"> {
  return aggregate("VAR_SAMP", [value], options);
}

/**
 * The standard deviation of a group, as of a whole population.
 *
 * @example
 * String(stddevPop(c.price));
 * // => 'STDDEV_POP("price")'
 */
export function stddevPop(value: Expr<NumericType, "scalar">, options?: AggregateOptions): Expr<"DOUBLE", "aggregate"> {
  return aggregate("STDDEV_POP", [value], options);
}

/**
 * The standard deviation of a group, as of a sample.
 *
 * @example
 * String(stddevSamp(c.price));
 * // => 'STDDEV_SAMP("price")'
 */
export function stddevSamp(
  value: Expr<NumericType, "scalar">,
  options?: AggregateOptions,
): Expr<"DOUBLE", "aggregate"> {
  return aggregate("STDDEV_SAMP", [value], options);
}

/**
 * An estimate of the number of different values of a group, by the algorithm that the service is set up with.
 *
 * @example
 * String(approxCountDistinct(c.session));
 * // => 'APPROX_COUNT_DISTINCT("session")'
 */
export function approxCountDistinct(
  value: Expr<
    | "VARCHAR"
    | NumericType
    | TimeType
    | "BOOLEAN"
    | "COMPLEX<hyperUnique>"
    | "COMPLEX<HLLSketch>"
    | "COMPLEX<thetaSketch>",
    "scalar"
  >,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("APPROX_COUNT_DISTINCT", [value], options);
}

/**
 * An estimate of the number of different values of a group, by Druid's own HyperLogLog.
 *
 * @example
 * String(approxCountDistinctBuiltin(c.session));
 * // => 'APPROX_COUNT_DISTINCT_BUILTIN("session")'
 */
export function approxCountDistinctBuiltin(
  value: Expr<"VARCHAR" | NumericType | TimeType | "BOOLEAN" | "COMPLEX<hyperUnique>", "scalar">,
  options?: AggregateOptions,
): Expr<"BIGINT", "aggregate"> {
  return aggregate("APPROX_COUNT_DISTINCT_BUILTIN", [value], options);
}
