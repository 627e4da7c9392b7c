import { expect, test } from "vitest";
import { columns, eq, millisToTimestamp, timeParse } from "../index.ts";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";

const known = new Map<string, SqlType>([
  ["ts", "VARCHAR"],
  ["city", "VARCHAR"],
  ["at", "BIGINT"],
  ["created_sec", "BIGINT"],
  ["created_ms", "BIGINT"],
  ["ts_us", "BIGINT"],
  ["sec_text", "VARCHAR"],
  ["x", "DOUBLE"],
  ["doc", "COMPLEX<json>"],
  ["time", "TIMESTAMP"],
]);

/** Code, the part of the text, and the end of the sentence. */
function given(sql: string): readonly string[] {
  const { issues, doubts } = checkExpr(parseExpr(sql), { columns: known });
  expect({ sql, issues }).toEqual({ sql, issues: [] });
  return doubts.map(({ code, span, reason }) => `${code} ${sql.slice(span?.start, span?.end)}: ${reason}`);
}

const brief = (sql: string): readonly string[] =>
  checkExpr(parseExpr(sql), { columns: known }).doubts.map(
    ({ code, span }) => `${code} ${sql.slice(span?.start, span?.end)}`,
  );

test.each([
  'TIME_PARSE("ts")',
  "TIME_PARSE(\"ts\", 'yyyy-MM-dd''T''HH:mm:ss''Z''')",
  "TIME_PARSE(\"ts\", 'yyyy-MM-dd HH:mm:ss ''GMT''', 'UTC')",
  "TIME_PARSE(\"ts\", 'yyyy-MM-dd', 'US/Pacific')",
  "TIME_PARSE(SUBSTRING(\"ts\", 1, 10), 'yyyy-MM-dd', 'Europe/Paris')",
  'TIME_PARSE(SUBSTRING("ts", 3))',
  'TIME_PARSE(SUBSTRING("ts", 20, 10))',
  "MILLIS_TO_TIMESTAMP(0)",
  "MILLIS_TO_TIMESTAMP(1767225600000)",
  "MILLIS_TO_TIMESTAMP(1767225600 * 1000)",
  'MILLIS_TO_TIMESTAMP("at")',
  'MILLIS_TO_TIMESTAMP("created_ms")',
  'MILLIS_TO_TIMESTAMP("created_sec" * 1000)',
  'MILLIS_TO_TIMESTAMP(1000 * "created_sec")',
  'MILLIS_TO_TIMESTAMP("ts_us" / 1000)',
  'MILLIS_TO_TIMESTAMP("created_sec" * "at")',
  "JSON_VALUE(\"doc\", '$.a')",
  "JSON_VALUE(PARSE_JSON(\"city\"), '$.a')",
  "SUM(JSON_VALUE(\"doc\", '$.a' RETURNING DOUBLE))",
  'SUM(CAST("city" AS DOUBLE))',
  'COUNT("city")',
  '"city" IS NULL',
  '"city" IS NOT DISTINCT FROM NULL',
  "CASE \"city\" WHEN 'a' THEN NULL ELSE NULL END",
  "TIME_FLOOR(\"time\", 'P1D', NULL, '+05:30')",
  'SUBSTRING("city", 1, 2)',
])("%s is meant", (sql) => {
  expect(given(sql)).toEqual([]);
});

test.each([
  ["TIME_PARSE(\"ts\", 'YYYY-MM-DD')", "time_pattern DD"],
  ["TIME_FORMAT(\"time\", 'yyyy-mm-dd')", "time_pattern mm"],
  ["TIME_PARSE(\"ts\", '''W'' yyyy-mm')", "time_pattern mm"],
  ["TIME_PARSE(\"ts\", 'HH:mm')", "questionable_time_pattern HH:mm"],
  ["TIME_PARSE(\"ts\", NULL, 'Europe/Pariss')", "unknown_time_zone 'Europe/Pariss'"],
  ["TIME_FLOOR(\"time\", 'P1D', NULL, 'europe/paris')", "unknown_time_zone 'europe/paris'"],
  ["TIME_CEIL(\"time\", 'P1D', NULL, 'Mars/Base')", "unknown_time_zone 'Mars/Base'"],
  ["TIME_EXTRACT(\"time\", 'HOUR', 'Mars/Base')", "unknown_time_zone 'Mars/Base'"],
  ["TIME_SHIFT(\"time\", 'P1D', 1, 'Mars/Base')", "unknown_time_zone 'Mars/Base'"],
  ["TIME_PARSE(\"ts\", 'yyyy-MM-dd HH:mm:ss''Z''', 'Europe/Paris')", "offset_dropped ''Z''"],
  ["TIME_PARSE(\"ts\", 'yyyy-MM-dd HH:mm:ss''+02:00''')", "offset_dropped ''+02:00''"],
  ['TIME_PARSE(SUBSTRING("ts", 1, 10))', 'offset_dropped SUBSTRING("ts", 1, 10)'],
  ["TIME_PARSE(LEFT(\"ts\", 19), 'yyyy-MM-dd HH:mm:ss')", 'offset_dropped LEFT("ts", 19)'],
  ["MILLIS_TO_TIMESTAMP(1767225600)", "epoch_unit 1767225600"],
  ['MILLIS_TO_TIMESTAMP("created_sec")', 'epoch_unit "created_sec"'],
  ['MILLIS_TO_TIMESTAMP(COALESCE("created_sec", 0))', 'epoch_unit COALESCE("created_sec", 0)'],
  ['MILLIS_TO_TIMESTAMP(CAST("sec_text" AS BIGINT) + 1)', undefined],
  ['MILLIS_TO_TIMESTAMP(CAST("created_sec" AS BIGINT) + 1)', 'epoch_unit CAST("created_sec" AS BIGINT) + 1'],
  ['MILLIS_TO_TIMESTAMP("created_ms" * 1000)', 'epoch_unit "created_ms" * 1000'],
  ['MILLIS_TO_TIMESTAMP("ts_us")', 'epoch_unit "ts_us"'],
  [
    "MILLIS_TO_TIMESTAMP(JSON_VALUE(\"doc\", '$.created_sec' RETURNING BIGINT))",
    "epoch_unit JSON_VALUE(\"doc\", '$.created_sec' RETURNING BIGINT)",
  ],
  ["JSON_VALUE(\"city\", '$.a')", 'json_of_text "city"'],
  ["JSON_QUERY(\"city\", '$.a')", 'json_of_text "city"'],
  ['JSON_PATHS("city")', 'json_of_text "city"'],
  ["SUM(JSON_VALUE(\"doc\", '$.a'))", "untyped_json_value JSON_VALUE(\"doc\", '$.a')"],
  ['AVG("city")', 'text_as_number "city"'],
  ['STDDEV(UPPER("city"))', 'text_as_number UPPER("city")'],
  ['"city" = NULL', 'null_comparison "city" = NULL'],
  ['"city" = \'a\' OR NULL <> "city"', 'null_comparison NULL <> "city"'],
  ['"at" > NULL', 'null_comparison "at" > NULL'],
  ['CASE "city" WHEN NULL THEN 1 ELSE 2 END', "null_comparison NULL"],
  ['SUBSTRING("city", 0, 2)', "substring_start 0"],
])("%s is doubted", (sql, want) => {
  expect(brief(sql)).toEqual(want === undefined ? [] : [want]);
});

test("a doubt says how to write it", () => {
  expect(given('MILLIS_TO_TIMESTAMP("ts_us")')).toEqual([
    'epoch_unit "ts_us": wrong unit of time: MILLIS_TO_TIMESTAMP takes milliseconds, and "ts_us" seems to count microseconds; write MILLIS_TO_TIMESTAMP("ts_us" / 1000)',
  ]);
  expect(given('NULL <> "city"')).toEqual([
    'null_comparison NULL <> "city": comparison with NULL: NULL <> "city" is never true; write "city" IS NOT NULL',
  ]);
  expect(given("TIME_EXTRACT(\"time\", 'DAY', 'Europe/Pariss')")).toEqual([
    "unknown_time_zone 'Europe/Pariss': unknown time zone: there is no 'Europe/Pariss', and Druid takes UTC for it; did you mean Europe/Paris?",
  ]);
  expect(given("TIME_EXTRACT(\"time\", 'DAY', 'Mars/Base')")).toEqual([
    "unknown_time_zone 'Mars/Base': unknown time zone: there is no 'Mars/Base', and Druid takes UTC for it; name one such as Europe/Paris or +02:00",
  ]);
});

test("what the builder makes is doubted without places", () => {
  const c = columns({ ts: "string", city: "string", created_sec: "long" });
  // @ts-expect-error null is no text to compare with
  const unequal = eq(c.city, null);
  const doubts = [timeParse(c.ts, "%Y"), unequal, millisToTimestamp(c.created_sec)].flatMap(
    (expr) => checkExpr(expr.toNode(), { columns: known }).doubts,
  );
  expect(doubts.map(({ code, span }) => [code, span])).toEqual([
    ["time_pattern", undefined],
    ["null_comparison", undefined],
    ["epoch_unit", undefined],
  ]);
});
