import { Expr, type ExprUse } from "./expr.ts";
import type { ExprNode, LiteralNode } from "./nodes.ts";
import type { SqlType } from "./sql-type.ts";

/** The types that can be added up. */
export type NumericType = "BIGINT" | "DOUBLE" | "FLOAT";

/** What a JavaScript value becomes as a literal. */
export type LiteralType<TValue> = TValue extends string
  ? "VARCHAR"
  : TValue extends bigint
    ? "BIGINT"
    : TValue extends boolean
      ? "BOOLEAN"
      : TValue extends number
        ? number extends TValue
          ? "BIGINT" | "DOUBLE"
          : `${TValue}` extends `${string}.${string}` | `${string}e-${string}`
            ? "DOUBLE"
            : "BIGINT"
        : "NULL";

/**
 * A reference to an input column. In a mapping callback the columns are at hand already; this one is for names and types
 * that are only known at run time.
 *
 * @example
 * String(col("city", "VARCHAR"));
 * // => '"city"'
 */
export function col<TType extends SqlType>(name: string, _type: TType): Expr<TType, "scalar"> {
  return new Expr(Object.freeze({ kind: "column", name }));
}

/**
 * A constant. A whole number is a BIGINT, any other a DOUBLE; a bigint must fit into 64 bits.
 *
 * @example
 * String(lit("it's"));
 * // => "'it''s'"
 *
 * @throws RangeError for NaN, an infinity, a whole number that JavaScript cannot hold exactly, or a bigint beyond 64 bits.
 */
export function lit<const TValue extends string | number | bigint | boolean | null>(
  value: TValue,
): Expr<LiteralType<TValue>, "scalar"> {
  return new Expr(Object.freeze(literalNode(value)));
}

/**
 * Reads a time from text. Without a pattern: ISO 8601, in UTC; text that is not a time gives NULL. A pattern is Joda's.
 * A zone without a pattern: pass `null` for the pattern.
 *
 * @example
 * String(timeParse(col("day", "VARCHAR"), "yyyy-MM-dd", "Europe/Paris"));
 * // => `TIME_PARSE("day", 'yyyy-MM-dd', 'Europe/Paris')`
 */
export function timeParse<TUse extends ExprUse>(
  text: Expr<"VARCHAR", TUse>,
  pattern?: string | null,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_PARSE", [text], pattern, zone);
}

/**
 * Reads a time from milliseconds since 1970-01-01 UTC.
 *
 * @example
 * String(millisToTimestamp(col("at", "BIGINT")));
 * // => 'MILLIS_TO_TIMESTAMP("at")'
 */
export function millisToTimestamp<TUse extends ExprUse>(millis: Expr<"BIGINT", TUse>): Expr<"TIMESTAMP", TUse> {
  return call("MILLIS_TO_TIMESTAMP", [millis]);
}

/**
 * Rounds a time down to a period, an ISO 8601 duration such as `PT1H` or `P1D`. `origin` is where periods are counted
 * from, as a TIMESTAMP; by default Druid's own (1970, and Monday for weeks). `zone` defaults to UTC.
 *
 * @example
 * String(timeFloor(col("__time", "TIMESTAMP"), "P1D", null, "Europe/Paris"));
 * // => `TIME_FLOOR("__time", 'P1D', NULL, 'Europe/Paris')`
 */
export function timeFloor<TUse extends ExprUse>(
  time: Expr<"TIMESTAMP", TUse>,
  period: string,
  origin?: Expr<"TIMESTAMP", "scalar"> | null,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_FLOOR", [time], period, origin, zone);
}

/**
 * The largest value of a group.
 *
 * @example
 * String(max(col("session_length", "BIGINT")));
 * // => 'MAX("session_length")'
 */
export function max<TType extends NumericType | "TIMESTAMP">(value: Expr<TType, "scalar">): Expr<TType, "aggregate"> {
  return call("MAX", [value]);
}

/**
 * The smallest value of a group.
 *
 * @example
 * String(min(col("session_length", "BIGINT")));
 * // => 'MIN("session_length")'
 */
export function min<TType extends NumericType | "TIMESTAMP">(value: Expr<TType, "scalar">): Expr<TType, "aggregate"> {
  return call("MIN", [value]);
}

/**
 * The sum of a group. A sum of BIGINTs that does not fit into 64 bits wraps around, as in Druid.
 *
 * @example
 * String(sum(col("session_length", "BIGINT")));
 * // => 'SUM("session_length")'
 */
export function sum<TType extends NumericType>(value: Expr<TType, "scalar">): Expr<TType, "aggregate"> {
  return call("SUM", [value]);
}

/**
 * The number of rows of a group, or with an argument the number of rows where it is not NULL.
 *
 * @example
 * String(count());
 * // => "COUNT(*)"
 */
export function count(value?: Expr<SqlType, "scalar">): Expr<"BIGINT", "aggregate"> {
  return new Expr(callNode("COUNT", [value === undefined ? { kind: "star" } : value.toNode()]));
}

/**
 * The text in upper case.
 *
 * @example
 * String(upper(col("city", "VARCHAR")));
 * // => 'UPPER("city")'
 */
export function upper<TUse extends ExprUse>(text: Expr<"VARCHAR", TUse>): Expr<"VARCHAR", TUse> {
  return call("UPPER", [text]);
}

/**
 * The text in lower case.
 *
 * @example
 * String(lower(col("city", "VARCHAR")));
 * // => 'LOWER("city")'
 */
export function lower<TUse extends ExprUse>(text: Expr<"VARCHAR", TUse>): Expr<"VARCHAR", TUse> {
  return call("LOWER", [text]);
}

/**
 * The first of its arguments that is not NULL. All have one type.
 *
 * @example
 * String(coalesce(col("city", "VARCHAR"), lit("unknown")));
 * // => `COALESCE("city", 'unknown')`
 */
export function coalesce<TType extends SqlType, TUse extends ExprUse>(
  first: Expr<TType, TUse>,
  ...others: readonly Expr<NoInfer<TType> | "NULL", TUse | "scalar">[]
): Expr<TType, TUse> {
  return call("COALESCE", [first, ...others]);
}

/**
 * Joins texts and numbers into one text. NULL if any of them is NULL.
 *
 * @example
 * String(concat(col("city", "VARCHAR"), lit("/"), col("session", "VARCHAR")));
 * // => `CONCAT("city", '/', "session")`
 */
export function concat<TUse extends ExprUse>(
  ...parts: readonly [Expr<"VARCHAR" | NumericType, TUse>, ...Expr<"VARCHAR" | NumericType, TUse>[]]
): Expr<"VARCHAR", "aggregate" extends TUse ? "aggregate" : "scalar"> {
  return call("CONCAT", parts);
}

/** A trailing argument: plain text becomes a literal, null the NULL that holds a place, undefined is left out. */
type TrailingArgument = Expr | string | null | undefined;

function call<TType extends SqlType, TUse extends ExprUse>(
  name: string,
  args: readonly Expr[],
  ...trailing: readonly TrailingArgument[]
): Expr<TType, TUse> {
  const last = trailing.findLastIndex((arg) => arg !== undefined && arg !== null);
  const rest = trailing
    .slice(0, last + 1)
    .map((arg) => (arg instanceof Expr ? arg.toNode() : literalNode(arg ?? null)));
  return new Expr(callNode(name, [...args.map((arg) => arg.toNode()), ...rest]));
}

function callNode(name: string, args: readonly ExprNode[]): ExprNode {
  return Object.freeze({ kind: "call", function: name, args: Object.freeze(args.map((arg) => Object.freeze(arg))) });
}

const MIN_BIGINT = -(2n ** 63n);
const MAX_BIGINT = 2n ** 63n - 1n;

function literalNode(value: string | number | bigint | boolean | null): LiteralNode {
  if (value === null) return { kind: "literal", type: "NULL", value };
  if (typeof value === "string") return { kind: "literal", type: "VARCHAR", value };
  if (typeof value === "boolean") return { kind: "literal", type: "BOOLEAN", value };
  if (typeof value === "bigint") {
    if (value < MIN_BIGINT || value > MAX_BIGINT) {
      throw new RangeError(`invalid literal: expected a whole number of 64 bits, received ${value}`);
    }
    return { kind: "literal", type: "BIGINT", value };
  }
  if (Number.isSafeInteger(value)) return { kind: "literal", type: "BIGINT", value: BigInt(value) };
  if (!Number.isFinite(value) || Number.isInteger(value)) {
    const advice = Number.isFinite(value) ? "; write it as a bigint" : "";
    throw new RangeError(`invalid literal: expected a number that SQL can hold exactly, received ${value}${advice}`);
  }
  return { kind: "literal", type: "DOUBLE", value };
}
