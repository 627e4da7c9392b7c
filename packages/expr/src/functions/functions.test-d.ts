import { expectTypeOf, test } from "vitest";
import {
  add,
  addInterval,
  and,
  array,
  arrayAgg,
  arrayAppend,
  arrayContains,
  arrayOffset,
  avg,
  between,
  caseWhen,
  cast,
  coalesce,
  columns,
  concat,
  count,
  countDistinct,
  dateTrunc,
  divide,
  dsHll,
  dsTheta,
  type Expr,
  type ExprUse,
  eq,
  extract,
  floorTime,
  greatest,
  gt,
  hllSketchEstimate,
  interval,
  ipv4Match,
  isDistinctFrom,
  isIn,
  isNull,
  jsonObject,
  jsonValue,
  lit,
  lower,
  lt,
  max,
  millisToTimestamp,
  min,
  mod,
  not,
  nullif,
  power,
  regexpExtract,
  sum,
  timeFloor,
  timeParse,
  timestamp,
  timestampAdd,
} from "../index.ts";

const c = columns({
  timestamp: "string",
  city: "string",
  length: "long",
  price: "double",
  ratio: "float",
  doc: "json",
  tags: "stringArray",
});
const time = timeParse(c.timestamp);

test("columns have the SQL types of their data types", () => {
  expectTypeOf(c.city).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(c.length).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(c.doc).toEqualTypeOf<Expr<"COMPLEX<json>", "scalar">>();
  expectTypeOf(c.tags).toEqualTypeOf<Expr<"VARCHAR ARRAY", "scalar">>();
  // @ts-expect-error the type parameters are visible: a BIGINT is no VARCHAR
  expectTypeOf(c.length).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  // @ts-expect-error Property 'sity' does not exist on type 'Columns<{ readonly timestamp: "string"; … }>'
  c.sity;
});

test("a data type that does not exist is refused", () => {
  columns({ city: "varchar" });
  // @ts-expect-error Type '"text"' is not assignable to type 'keyof SqlTypeOfInput'
  columns({ city: "text" });
});

test("aggregates give a value for a group", () => {
  expectTypeOf(max(c.length)).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(max(time)).toEqualTypeOf<Expr<"TIMESTAMP", "aggregate">>();
  expectTypeOf(sum(c.price)).toEqualTypeOf<Expr<"DOUBLE", "aggregate">>();
  expectTypeOf(sum(c.ratio)).toEqualTypeOf<Expr<"DOUBLE", "aggregate">>();
  expectTypeOf(count()).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(count(c.doc)).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(count({ filter: eq(c.city, "Paris") })).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(arrayAgg(c.city, { distinct: true })).toEqualTypeOf<Expr<"VARCHAR ARRAY", "aggregate">>();
  // @ts-expect-error Argument of type 'Expr<"VARCHAR", "scalar">' is not assignable to parameter of type 'Expr<"TIMESTAMP" | NumericType, "scalar">'
  max(c.city);
  // @ts-expect-error … not assignable to parameter of type 'Expr<NumericType, "scalar">'
  sum(c.city);
  // @ts-expect-error the same: times have no sum
  sum(time);
  // @ts-expect-error … 'distinct' does not exist in type 'AggregateOptions'
  sum(c.length, { distinct: true });
});

test("an aggregate of an aggregate is refused", () => {
  // @ts-expect-error Argument of type 'Expr<"BIGINT", "aggregate">' is not assignable to parameter of type 'Expr<"BIGINT", "scalar">'
  max(min(c.length));
  // @ts-expect-error the same
  count(max(c.length));
  // @ts-expect-error the same
  countDistinct(add(max(c.length), 1));
  // @ts-expect-error Type 'Expr<"BOOLEAN", "aggregate">' is not assignable to type 'Expr<"BOOLEAN", "scalar">'
  sum(c.length, { filter: gt(max(c.length), 1) });
});

test("an aggregate and a column do not mix, constants go with both", () => {
  expectTypeOf(add(max(c.length), 1)).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(add(lit(1), max(c.length))).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(divide(sum(c.length), count())).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(coalesce(max(c.length), lit(null))).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(max(lit(1))).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(add(lit(1), 2)).toEqualTypeOf<Expr<"BIGINT", ExprUse>>();
  // @ts-expect-error Argument of type 'Expr<"BIGINT", "scalar">' is not assignable to parameter of type 'number | bigint | Expr<"BIGINT", "aggregate">'
  add(max(c.length), c.length);
  // @ts-expect-error the same, the other way round
  add(c.length, max(c.length));
  // @ts-expect-error the same
  coalesce(c.length, max(c.length));
  // @ts-expect-error the same
  and(eq(c.city, "Paris"), gt(max(c.length), 1));
  // @ts-expect-error the same
  caseWhen(eq(c.city, "Paris"), max(c.length));
  // @ts-expect-error the same
  caseWhen(gt(count(), 1), "many").else(c.city);
  // @ts-expect-error the same
  concat(c.city, "/", cast(max(c.length), "VARCHAR"));
  // @ts-expect-error the same
  jsonObject({ city: c.city, longest: max(c.length) });
});

test("a constant fits where a row's value or a group's is asked for, and any expression is an Expr", () => {
  expectTypeOf(lit(1)).toExtend<Expr<"BIGINT", "scalar">>();
  expectTypeOf(lit(1)).toExtend<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(c.city).toExtend<Expr>();
  expectTypeOf(count()).toExtend<Expr>();
  expectTypeOf(lit(1)).toExtend<Expr>();
  // @ts-expect-error a row's value is not a group's
  expectTypeOf(c.length).toExtend<Expr<"BIGINT", "aggregate">>();
  // @ts-expect-error a group's value is not a row's
  expectTypeOf(count()).toExtend<Expr<"BIGINT", "scalar">>();
});

test("functions of one row keep the use of their argument", () => {
  expectTypeOf(time).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  expectTypeOf(millisToTimestamp(max(c.length))).toEqualTypeOf<Expr<"TIMESTAMP", "aggregate">>();
  expectTypeOf(timeFloor(time, "P1D")).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  // @ts-expect-error Argument of type 'Expr<"BIGINT", "scalar">' is not assignable to parameter of type 'Expr<"VARCHAR", "scalar">'
  timeParse(c.length);
  // @ts-expect-error … not assignable to parameter of type 'Time<"scalar">'
  timeFloor(c.timestamp, "P1D");
  // @ts-expect-error … not assignable to parameter of type 'Text<"scalar">'
  lower(c.length);
  // @ts-expect-error … not assignable to parameter of type 'Numeric<"scalar">'
  power(time, 2);
});

test("what must be a constant is a plain value, and what is enumerated is a union", () => {
  extract("DOW", time);
  // @ts-expect-error Argument of type '"DAYOFWEEK"' is not assignable to parameter of type 'TimeUnit'
  extract("DAYOFWEEK", time);
  // @ts-expect-error Argument of type '"day"' is not assignable to parameter of type 'TruncatedUnit'
  dateTrunc("day", time);
  // @ts-expect-error Argument of type '"DECADE"' is not assignable to parameter of type 'CalendarUnit'
  floorTime(time, "DECADE");
  // @ts-expect-error Argument of type '"1 day"' is not assignable to parameter of type '`P${string}`'
  timeFloor(time, "1 day");
  // @ts-expect-error Argument of type 'Expr<"VARCHAR", "scalar">' is not assignable to parameter of type 'string'
  regexpExtract(c.city, c.city);
  // @ts-expect-error Argument of type '"a"' is not assignable to parameter of type '`$${string}`'
  jsonValue(c.doc, "a");
  // @ts-expect-error Argument of type '"FLOAT"' is not assignable to parameter of type 'JsonValueType | undefined'
  jsonValue(c.doc, "$.a", "FLOAT");
  // @ts-expect-error Argument of type '"10.0.0.1"' is not assignable to parameter of type '`${string}/${number}`'
  ipv4Match(c.city, "10.0.0.1");
  // @ts-expect-error Type '"HLL_5"' is not assignable to type 'HllType | undefined'. Did you mean '"HLL_4"'?
  dsHll(c.city, { tgtHllType: "HLL_5" });
});

test("literals have the type of their value", () => {
  expectTypeOf(lit("a")).toEqualTypeOf<Expr<"VARCHAR", ExprUse>>();
  expectTypeOf(lit(1)).toEqualTypeOf<Expr<"BIGINT", ExprUse>>();
  expectTypeOf(lit(1.5)).toEqualTypeOf<Expr<"DOUBLE", ExprUse>>();
  expectTypeOf(lit(true)).toEqualTypeOf<Expr<"BOOLEAN", ExprUse>>();
  expectTypeOf(lit(null)).toEqualTypeOf<Expr<"NULL", ExprUse>>();
  expectTypeOf(lit(1 as number)).toEqualTypeOf<Expr<"BIGINT" | "DOUBLE", ExprUse>>();
  // @ts-expect-error Argument of type 'Date' is not assignable to parameter of type 'LiteralValue'
  lit(new Date(0));
});

test("arithmetic gives the wider type, of literals too", () => {
  expectTypeOf(add(c.length, 1)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(add(c.length, 1.5)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(add(c.length, c.price)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(add(c.ratio, c.price)).toEqualTypeOf<Expr<"FLOAT", "scalar">>();
  expectTypeOf(mod(c.length, 2)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(addInterval(time, interval(1, "DAY"))).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  expectTypeOf(timestampAdd("DAY", 1, time)).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  // @ts-expect-error Argument of type 'Expr<"VARCHAR", "scalar">' is not assignable to parameter of type '1 | Expr<NumericType, "scalar">'
  add(c.city, 1);
  // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'number | bigint | Expr<"BIGINT", "scalar">'
  add(c.length, "1");
  // @ts-expect-error Argument of type 'Expr<"TIMESTAMP", "scalar">' is not assignable … : addInterval
  add(time, interval(1, "DAY"));
});

test("comparisons take what goes together", () => {
  expectTypeOf(eq(c.city, "Paris")).toEqualTypeOf<Expr<"BOOLEAN", "scalar">>();
  expectTypeOf(lt(c.length, c.price)).toEqualTypeOf<Expr<"BOOLEAN", "scalar">>();
  expectTypeOf(not(isIn(c.length, [1, 2]))).toEqualTypeOf<Expr<"BOOLEAN", "scalar">>();
  expectTypeOf(isNull(c.tags)).toEqualTypeOf<Expr<"BOOLEAN", "scalar">>();
  gt(time, timestamp("2026-01-01"));
  isDistinctFrom(c.city, null);
  // @ts-expect-error Argument of type 'number' is not assignable to parameter of type 'string | Expr<"VARCHAR", "scalar">'
  eq(c.city, 1);
  // @ts-expect-error Argument of type 'null' is not assignable … : it would never be true, isNull is
  eq(c.city, null);
  // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'Expr<TimeType, "scalar">'
  gt(time, "2026-01-01");
  // @ts-expect-error Type 'string' is not assignable to type 'number | bigint | Expr<NumericType, "scalar">'
  isIn(c.length, ["1"]);
  // @ts-expect-error Argument of type 'Expr<"VARCHAR ARRAY", "scalar">' is not assignable to parameter of type 'Expr<Ordered, "scalar">'
  lt(c.tags, c.tags);
  // @ts-expect-error … not assignable to parameter of type 'Expr<"BOOLEAN", "scalar">'
  and(c.length);
  // @ts-expect-error a text is no bound of a number
  between(c.length, 1, "2");
});

test("what chooses one of several values takes one family", () => {
  expectTypeOf(coalesce(c.city, lit("none"))).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(coalesce(sum(c.length), lit(0))).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(coalesce(c.length, 0)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(coalesce(c.length, c.price)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(nullif(c.length, 1.5)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(greatest(time, time)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(concat(c.city, "/", c.length)).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  // @ts-expect-error Argument of type '0' is not assignable to parameter of type 'string | Expr<never, "scalar"> | null'
  coalesce(c.city, 0);
  // @ts-expect-error Argument of type 'Expr<"BIGINT", ExprUse>' is not assignable to parameter of type 'string | Expr<"VARCHAR" | "NULL", "scalar"> | null'
  coalesce(c.city, lit(0));
  // @ts-expect-error … not assignable to parameter of type 'Expr<"NULL" | TimeType, "scalar">'
  coalesce(time, c.city);
  // @ts-expect-error a list is no text
  concat(c.city, c.tags);
});

test("a case has the type of all its values", () => {
  const short = caseWhen(gt(c.length, 60), "long");
  expectTypeOf(short).toExtend<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(short.else("short")).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(caseWhen(gt(c.length, 60), 1).else(c.price)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(caseWhen(gt(c.length, 60), lit(null)).else(c.price)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  // @ts-expect-error Argument of type '1' is not assignable to parameter of type 'string | Expr<never, "scalar"> | null'
  short.else(1);
  // @ts-expect-error Argument of type 'Expr<"BIGINT", "scalar">' is not assignable to parameter of type 'Expr<"BOOLEAN", "scalar">'
  caseWhen(c.length, 1);
});

test("a cast has the type it names", () => {
  expectTypeOf(cast(c.city, "BIGINT")).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(cast(c.city, "DECIMAL")).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(cast(lit(null), "VARCHAR")).toEqualTypeOf<Expr<"VARCHAR", ExprUse>>();
  expectTypeOf(cast(c.tags, "BIGINT ARRAY")).toEqualTypeOf<Expr<"BIGINT ARRAY", "scalar">>();
  // @ts-expect-error … not assignable to parameter of type 'Expr<SingleType, "scalar">'
  cast(c.tags, "VARCHAR");
  // @ts-expect-error Argument of type '"STRING"' is not assignable to parameter of type 'CastType'
  cast(c.city, "STRING");
});

test("arrays know their elements", () => {
  expectTypeOf(arrayOffset(c.tags, 0)).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(array(c.length, 1.5)).toEqualTypeOf<Expr<"DOUBLE ARRAY", "scalar">>();
  expectTypeOf(arrayContains(c.tags, ["a", null])).toEqualTypeOf<Expr<"BOOLEAN", "scalar">>();
  // @ts-expect-error Argument of type '1' is not assignable to parameter of type 'Element<"VARCHAR ARRAY", "scalar">'
  arrayAppend(c.tags, 1);
  // @ts-expect-error … not assignable to parameter of type 'Expr<ArrayType, "scalar">'
  arrayOffset(c.city, 0);
  // @ts-expect-error a number does not go with a text
  array(c.city, 1);
});

test("sketches have types of their own", () => {
  expectTypeOf(hllSketchEstimate(dsHll(c.city))).toEqualTypeOf<Expr<"DOUBLE", "aggregate">>();
  expectTypeOf(avg(c.length)).toEqualTypeOf<Expr<"DOUBLE", "aggregate">>();
  // @ts-expect-error Argument of type 'Expr<"COMPLEX<thetaSketch>", "aggregate">' is not assignable to parameter of type 'HllSketch<"aggregate">'
  hllSketchEstimate(dsTheta(c.city));
});
