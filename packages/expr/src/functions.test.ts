import { expect, test } from "vitest";
import {
  coalesce,
  columns,
  concat,
  count,
  Expr,
  lit,
  lower,
  max,
  millisToTimestamp,
  min,
  sum,
  timeFloor,
  timeParse,
  upper,
} from "./index.ts";

const c = columns({ timestamp: "string", city: "string", session: "string", session_length: "long", at: "long" });

test("the guide's four mappings print as the guide writes them", () => {
  expect([timeParse(c.timestamp), c.city, c.session, max(c.session_length)].map(String)).toEqual([
    'TIME_PARSE("timestamp")',
    '"city"',
    '"session"',
    'MAX("session_length")',
  ]);
});

test("every function prints its Druid name and its arguments", () => {
  expect(
    [
      timeParse(c.timestamp, "yyyy", "UTC"),
      timeParse(c.timestamp, null, "Europe/Paris"),
      millisToTimestamp(c.at),
      timeFloor(millisToTimestamp(c.at), "PT1H"),
      timeFloor(millisToTimestamp(c.at), "P1D", null, "Asia/Kolkata"),
      min(c.at),
      sum(c.at),
      count(),
      count(c.city),
      upper(c.city),
      lower(c.city),
      coalesce(c.city, lit("none")),
      coalesce(sum(c.at), lit(0)),
      concat(c.city, lit("/"), c.at),
      lit(1.5),
      lit(-3),
      lit(true),
      lit(null),
      lit(9007199254740993n),
      lit(`it's "so"`),
    ].map(String),
  ).toEqual([
    `TIME_PARSE("timestamp", 'yyyy', 'UTC')`,
    `TIME_PARSE("timestamp", NULL, 'Europe/Paris')`,
    'MILLIS_TO_TIMESTAMP("at")',
    `TIME_FLOOR(MILLIS_TO_TIMESTAMP("at"), 'PT1H')`,
    `TIME_FLOOR(MILLIS_TO_TIMESTAMP("at"), 'P1D', NULL, 'Asia/Kolkata')`,
    'MIN("at")',
    'SUM("at")',
    "COUNT(*)",
    'COUNT("city")',
    'UPPER("city")',
    'LOWER("city")',
    `COALESCE("city", 'none')`,
    'COALESCE(SUM("at"), 0)',
    `CONCAT("city", '/', "at")`,
    "1.5",
    "-3",
    "TRUE",
    "NULL",
    "9007199254740993",
    `'it''s "so"'`,
  ]);
});

test("nodes are frozen all the way down", () => {
  const node = max(c.session_length).toNode();
  expect(Object.isFrozen(node)).toBe(true);
  expect(node.kind === "call" && Object.isFrozen(node.args) && node.args.every((arg) => Object.isFrozen(arg))).toBe(
    true,
  );
});

test("a number that SQL cannot hold exactly is refused", () => {
  expect(() => lit(Number.NaN)).toThrow("invalid literal: expected a number that SQL can hold exactly, received NaN");
  expect(() => lit(2 ** 60)).toThrow("received 1152921504606847000; write it as a bigint");
  expect(() => lit(2n ** 63n)).toThrow("expected a whole number of 64 bits, received 9223372036854775808");
});

test("an expression is told from what only looks like one", () => {
  expect(Expr.is(c.city)).toBe(true);
  expect(Expr.is({ toNode: () => ({ kind: "column", name: "city" }) })).toBe(false);
  expect(Expr.is('"city"')).toBe(false);
});
