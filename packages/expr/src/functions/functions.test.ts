import { expect, test } from "vitest";
import {
  and,
  anyValue,
  array,
  arrayContains,
  between,
  caseWhen,
  coalesce,
  columns,
  concat,
  count,
  countDistinct,
  date,
  dsHll,
  Expr,
  eq,
  gt,
  interval,
  isIn,
  isNull,
  isTrue,
  jsonObject,
  like,
  lit,
  lower,
  max,
  millisToTimestamp,
  min,
  not,
  or,
  position,
  stringAgg,
  sum,
  timeFloor,
  timeFormat,
  timeParse,
  timestamp,
  upper,
} from "../index.ts";

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

test("nodes of every form are frozen all the way down", () => {
  const condition = and(isIn(c.at, [1, 2]), not(like(c.city, "S%")), between(c.at, 1, 2), isTrue(eq(c.city, "Paris")));
  const expressions: readonly Expr[] = [
    caseWhen(condition, array(c.city, "x")).else(array(c.session)),
    sum(c.at, { filter: condition }),
    jsonObject({ city: c.city, at: 1 }),
  ];
  const thawed = (value: unknown): boolean =>
    typeof value === "object" && value !== null && (!Object.isFrozen(value) || Object.values(value).some(thawed));
  expect(expressions.filter((one) => thawed(one.toNode()))).toEqual([]);
});

test("an argument that is left out holds its place with NULL, or takes Druid's own default where NULL will not do", () => {
  expect(
    [
      timeFormat(millisToTimestamp(c.at), null, "Asia/Tokyo"),
      timeFormat(millisToTimestamp(c.at), null),
      anyValue(c.city, { aggregateMultipleValues: false }),
      stringAgg(c.city, { size: 2048 }),
      dsHll(c.city, { tgtHllType: "HLL_6" }),
    ].map(String),
  ).toEqual([
    `TIME_FORMAT(MILLIS_TO_TIMESTAMP("at"), NULL, 'Asia/Tokyo')`,
    'TIME_FORMAT(MILLIS_TO_TIMESTAMP("at"))',
    'ANY_VALUE("city", 1024, FALSE)',
    `STRING_AGG("city", '', 2048)`,
    `DS_HLL("city", 12, 'HLL_6')`,
  ]);
});

test("an aggregate takes a filter, and takes each value once where it is told to", () => {
  const filter = eq(c.city, "Paris");
  expect([count({ filter }), count(c.at, { filter }), countDistinct(c.at, { filter }), count()].map(String)).toEqual([
    `COUNT(*) FILTER (WHERE "city" = 'Paris')`,
    `COUNT("at") FILTER (WHERE "city" = 'Paris')`,
    `COUNT(DISTINCT "at") FILTER (WHERE "city" = 'Paris')`,
    "COUNT(*)",
  ]);
});

test("not turns a test around, and a condition it does not know gets NOT", () => {
  const paris = eq(c.city, "Paris");
  expect(
    [not(isNull(c.city)), not(not(isNull(c.city))), not(between(c.at, 1, 2)), not(paris), not(and(paris, paris))].map(
      String,
    ),
  ).toEqual([
    '"city" IS NOT NULL',
    '"city" IS NULL',
    '"at" NOT BETWEEN 1 AND 2',
    `NOT "city" = 'Paris'`,
    `NOT ("city" = 'Paris' AND "city" = 'Paris')`,
  ]);
});

test("conditions are put together with the parentheses they need", () => {
  const [long, paris] = [gt(c.session_length, 60), eq(c.city, "Paris")];
  expect(String(and(long, or(paris, isNull(c.city)), paris))).toBe(
    `"session_length" > 60 AND ("city" = 'Paris' OR "city" IS NULL) AND "city" = 'Paris'`,
  );
  expect(String(and(long))).toBe('"session_length" > 60');
});

test("a case can be used at every step, and steps do not change what was there before", () => {
  const first = caseWhen(gt(c.at, 1), "a");
  const second = first.when(gt(c.at, 0), "b");
  expect([first, second, second.else("c"), first.else(null)].map(String)).toEqual([
    `CASE WHEN "at" > 1 THEN 'a' END`,
    `CASE WHEN "at" > 1 THEN 'a' WHEN "at" > 0 THEN 'b' END`,
    `CASE WHEN "at" > 1 THEN 'a' WHEN "at" > 0 THEN 'b' ELSE 'c' END`,
    `CASE WHEN "at" > 1 THEN 'a' ELSE NULL END`,
  ]);
});

test("a list without values is refused, since SQL cannot write it", () => {
  const tags = columns({ tags: "stringArray" }).tags;
  expect(() => isIn(c.city, [])).toThrow("invalid values: expected one value or more, received none");
  expect(() => arrayContains(tags, [])).toThrow("invalid array: expected one value or more, received none");
});

test("a time that does not exist is refused", () => {
  expect(String(timestamp("2024-02-29 23:59:59.999"))).toBe("TIMESTAMP '2024-02-29 23:59:59.999'");
  for (const text of ["2026-02-30", "2026-01-31T12:00:00", "2026-01-31 24:00:00", "2026-13-01", "today"]) {
    expect(() => timestamp(text), text).toThrow(
      `invalid timestamp: expected a text such as "2026-01-31" or "2026-01-31 12:30:00", received "${text}"`,
    );
  }
  expect(() => date("2026-02-29")).toThrow('invalid date: expected a text such as "2026-01-31", received "2026-02-29"');
});

test("a span of time that is no whole number is refused", () => {
  expect(interval(-2, "DAY").toNode()).toEqual({ kind: "interval", value: "-2", unit: "DAY" });
  expect(() => interval(1.5, "DAY")).toThrow("invalid interval: expected a whole number of DAY, received 1.5");
});

test("an escape of more than one character is refused", () => {
  expect(() => like(c.city, "a", "!!")).toThrow('invalid escape: expected one character, received "!!"');
});

test("what JavaScript hands over in the place of an operand is refused", () => {
  const wrong: readonly unknown[] = [new Date(0), Symbol("x"), () => c.city];
  expect(() => eq(c.city, wrong[0] as string)).toThrow(
    "invalid operand: expected an expression, text, a number, a boolean or null, received Date",
  );
  expect(() => eq(c.city, wrong[1] as string)).toThrow("received Symbol(x)");
  expect(() => concat(c.city, wrong[2] as string)).toThrow("invalid operand");
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

test("an operator before the IN of POSITION stands in a CONCAT, because Druid reads none there", () => {
  const c = columns({ city: "string", part: "string" });
  expect(String(position(concat(c.part, "x"), c.city))).toBe(`POSITION(CONCAT("part", 'x') IN "city")`);
  expect(
    String(
      position(new Expr({ kind: "binary", operator: "||", left: c.part.toNode(), right: c.part.toNode() }), c.city),
    ),
  ).toBe('POSITION(CONCAT("part" || "part") IN "city")');
  expect(String(position("x", c.city, 2))).toBe(`POSITION('x' IN "city" FROM 2)`);
});
