import { expectTypeOf, test } from "vitest";
import {
  coalesce,
  columns,
  concat,
  count,
  type Expr,
  lit,
  lower,
  max,
  millisToTimestamp,
  min,
  sum,
  timeFloor,
  timeParse,
} from "./index.ts";

const c = columns({
  timestamp: "string",
  city: "string",
  length: "long",
  price: "double",
  doc: "json",
  tags: "stringArray",
});

test("columns have the SQL types of their data types", () => {
  expectTypeOf(c.city).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(c.length).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(c.doc).toEqualTypeOf<Expr<"COMPLEX<json>", "scalar">>();
  expectTypeOf(c.tags).toEqualTypeOf<Expr<"VARCHAR ARRAY", "scalar">>();
  // @ts-expect-error the type parameters are visible: a BIGINT is no VARCHAR
  expectTypeOf(c.length).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  // @ts-expect-error no such column
  c.sity;
});

test("a data type that does not exist is refused", () => {
  columns({ city: "varchar" });
  // @ts-expect-error no such data type
  columns({ city: "text" });
});

test("aggregates give the type of their argument", () => {
  expectTypeOf(max(c.length)).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(max(timeParse(c.timestamp))).toEqualTypeOf<Expr<"TIMESTAMP", "aggregate">>();
  expectTypeOf(sum(c.price)).toEqualTypeOf<Expr<"DOUBLE", "aggregate">>();
  expectTypeOf(count()).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(count(c.doc)).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  // @ts-expect-error the largest text is not defined
  max(c.city);
  // @ts-expect-error text has no sum
  sum(c.city);
  // @ts-expect-error times have no sum
  sum(timeParse(c.timestamp));
  // @ts-expect-error an aggregate of an aggregate
  max(min(c.length));
  // @ts-expect-error an aggregate of an aggregate
  count(max(c.length));
});

test("functions of one row keep the use of their argument", () => {
  expectTypeOf(timeParse(c.timestamp)).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  expectTypeOf(millisToTimestamp(max(c.length))).toEqualTypeOf<Expr<"TIMESTAMP", "aggregate">>();
  expectTypeOf(timeFloor(timeParse(c.timestamp), "P1D")).toEqualTypeOf<Expr<"TIMESTAMP", "scalar">>();
  // @ts-expect-error a number is no text
  timeParse(c.length);
  // @ts-expect-error text is no time
  timeFloor(c.timestamp, "P1D");
  // @ts-expect-error a number is no text
  lower(c.length);
});

test("literals have the type of their value", () => {
  expectTypeOf(lit("a")).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(lit(1)).toEqualTypeOf<Expr<"BIGINT", "scalar">>();
  expectTypeOf(lit(1.5)).toEqualTypeOf<Expr<"DOUBLE", "scalar">>();
  expectTypeOf(lit(null)).toEqualTypeOf<Expr<"NULL", "scalar">>();
});

test("coalesce and concat take what goes together", () => {
  expectTypeOf(coalesce(c.city, lit("none"))).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  expectTypeOf(coalesce(sum(c.length), lit(0))).toEqualTypeOf<Expr<"BIGINT", "aggregate">>();
  expectTypeOf(concat(c.city, lit("/"), c.length)).toEqualTypeOf<Expr<"VARCHAR", "scalar">>();
  // @ts-expect-error a number for a text
  coalesce(c.city, lit(0));
  // @ts-expect-error a list is no text
  concat(c.city, c.tags);
});
