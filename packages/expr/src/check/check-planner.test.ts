import { expect, test } from "vitest";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";
import { formatExprIssue } from "./expr-issue.ts";

const known = new Map<string, SqlType>([
  ["city", "VARCHAR"],
  ["length", "BIGINT"],
  ["price", "DOUBLE"],
  ["at", "TIMESTAMP"],
  ["open", "BOOLEAN"],
  ["doc", "COMPLEX<json>"],
  ["tags", "VARCHAR ARRAY"],
  ["seen", "COMPLEX<thetaSketch>"],
]);

/** The planner's type, or what is wrong. */
function given(sql: string): string {
  const { plannerType, issues } = checkExpr(parseExpr(sql), { columns: known });
  return issues.length === 0 ? plannerType : issues.map(formatExprIssue).join("\n");
}

function answers(want: Readonly<Record<string, unknown>>): void {
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, given(sql)]))).toEqual(want);
}

const withoutValue: unknown = expect.stringMatching(/^constant without a value/);

test("the values of IN become of one type first, which is then compared", () => {
  answers({
    "\"length\" IN ('a', TRUE)": "BOOLEAN",
    "\"open\" IN (0, 'a')": "BOOLEAN",
    '"at" IN (CURRENT_TIMESTAMP, 5)': "BOOLEAN",
    '"doc" IN ("doc", NULL)': "BOOLEAN",
    "2 IN ('a', 2)": "BOOLEAN",
    '"city" IN ("length", TRUE)':
      "types disagree: IN cannot put BIGINT and BOOLEAN together; cast one to the type of the other",
    "\"city\" IN ('a', INTERVAL '1' DAY)":
      "types disagree: IN cannot put CHAR and INTERVAL together; cast one to the type of the other",
    '"open" IN (0, 2.5)':
      "types disagree: IN cannot put BOOLEAN and DECIMAL together; cast one to the type of the other",
    '"at" IN (5, 6)': "types disagree: IN cannot put TIMESTAMP and INTEGER together; cast one to the type of the other",
    "1 IN ('a', 2)": withoutValue,
    "1 IN ('a', NULL)": withoutValue,
  });
});

test("BETWEEN and CONCAT compare each part with the one before it", () => {
  answers({
    '"length" BETWEEN "city" AND "at"': "BOOLEAN",
    '"city" BETWEEN "price" AND "at"':
      "types disagree: BETWEEN cannot put DOUBLE and TIMESTAMP together; cast one to the type of the other",
    'NULL BETWEEN 5 AND "open"':
      "types disagree: BETWEEN cannot put INTEGER and BOOLEAN together; cast one to the type of the other",
    'CONCAT("doc")': "VARCHAR",
    'CONCAT("tags", NULL, "doc")': "VARCHAR",
    'CONCAT("length", "city", "open")': "VARCHAR",
    'CONCAT("length", "open", "city")':
      "types disagree: CONCAT cannot put BIGINT and BOOLEAN together; cast one to the type of the other",
    'CONCAT(CURRENT_DATE, "at")':
      "types disagree: CONCAT cannot put DATE and TIMESTAMP together; cast one to the type of the other",
  });
});

test("a constant that is no number is a fault only where it would be written into the plan", () => {
  answers({
    "0.0 / 0 IS NULL": "BOOLEAN",
    "CAST(LN(0) AS VARCHAR)": "VARCHAR",
    "CAST(LN(0) AS BIGINT)": "BIGINT",
    "ROUND(LN(0))": "DOUBLE",
    "CASE WHEN FALSE THEN LN(0) ELSE 1 END": "DOUBLE",
    "CAST('abc' AS BIGINT) + 1": "BIGINT",
    "COUNT(*) = 'x'": "BOOLEAN",
    "LENGTH('abc') = 'x'": "BOOLEAN",
    'LN(0) + "length"': expect.stringMatching(/^constant without a value: LN\(0\) .* infinite/),
    'CASE WHEN "open" THEN LN(0) ELSE 1 END': expect.stringMatching(/^constant without a value: LN\(0\) /),
    "COALESCE(0.0 / 0, 1)": expect.stringMatching(/^constant without a value: COALESCE\(0\.0 \/ 0, 1\) .*NaN/),
    "MAX(LN(0))": expect.stringMatching(/^constant without a value: LN\(0\) /),
    "ARRAY[0.0 / 0]": expect.stringMatching(/^constant without a value: ARRAY\[0\.0 \/ 0\] /),
    "1 = 'x'": expect.stringMatching(/^constant without a value: 1 = 'x' /),
    "CAST('abc' AS BIGINT) || 'x'": withoutValue,
    "ATAN2(2, 'x')": withoutValue,
    "MILLIS_TO_TIMESTAMP(253402300800000)": expect.stringMatching(/ is after the year 9999$/),
    "MILLIS_TO_TIMESTAMP(CAST('x' AS BIGINT))": expect.stringMatching(/ has no time$/),
  });
});

test("constant texts and lists are worked out as far as they come to nothing", () => {
  answers({
    "ARRAY_ORDINAL(ARRAY[1, 2], 2)": "INTEGER",
    'ARRAY_ORDINAL(ARRAY[1, "length"], 3)': "BIGINT",
    "ARRAY_OFFSET_OF('a', 'b')": "INTEGER",
    "ARRAY_SLICE(ARRAY[1, 2], 0, 5)": "ARRAY",
    'REPEAT("city", 0)': "VARCHAR",
    "STRING_TO_ARRAY(\"city\", '(')": "ARRAY",
    "ARRAY_ORDINAL(ARRAY[1, 2], 3)": withoutValue,
    "ARRAY_OFFSET('true', 1)": withoutValue,
    "MV_ORDINAL_OF('a', 'b')": withoutValue,
    "ARRAY_SLICE(ARRAY[1, 2], 1, 0)": withoutValue,
    "REPEAT('a', 0)": withoutValue,
    "LPAD('a', 0)": withoutValue,
    "STRING_TO_ARRAY('abc', '(')": expect.stringMatching(/no regular expression of Java \(a \( is not closed\)$/),
  });
});

test("the digits of a DECIMAL are counted for constants", () => {
  answers({
    "CAST(12 AS DECIMAL(2, 0))": "DECIMAL",
    "CAST(1.55 AS DECIMAL(2, 1))": "DECIMAL",
    "CAST(1 AS DECIMAL(30, 12))": "DECIMAL",
    'CAST("length" AS DECIMAL(2, 1))': "DECIMAL",
    "CAST(12 AS DECIMAL(2, 1))": expect.stringMatching(/12 has too many digits$/),
    "CAST('123' AS DECIMAL(2, 0))": expect.stringMatching(/'123' has too many digits$/),
  });
});

test("sketches are combined and read out of aggregates only", () => {
  answers({
    'THETA_SKETCH_UNION(1024, DS_THETA("city"), DS_THETA("length"))': "OTHER",
    'THETA_SKETCH_ESTIMATE(THETA_SKETCH_NOT(DS_THETA("city"), DS_THETA("length")))': "DOUBLE",
    'DS_GET_QUANTILES(DS_QUANTILES_SKETCH("price"), 0.5, 0.9)': "OTHER",
    'THETA_SKETCH_UNION("seen", "seen")': expect.stringMatching(
      /^wrong type: THETA_SKETCH_UNION takes a sketch that an aggregate makes as argument 1, received COMPLEX<thetaSketch>/,
    ),
    "HLL_SKETCH_UNION('a', 'b')": expect.stringMatching(
      /^wrong type: HLL_SKETCH_UNION takes a sketch that an aggregate/,
    ),
    'DS_CDF("price", 0.5)': "wrong type: DS_CDF takes a sketch that an aggregate makes as argument 1, received DOUBLE",
    'DS_HISTOGRAM(DS_QUANTILES_SKETCH("price"), MAX("price"))':
      "literal expected: argument 2 of DS_HISTOGRAM must be a constant, not computed from a row",
  });
});

test("numbers that say how large something may be have their limits", () => {
  answers({
    "DS_HLL(\"city\", 21, 'HLL_8')": "OTHER",
    'APPROX_COUNT_DISTINCT_DS_THETA("city", 16)': "BIGINT",
    'DS_QUANTILES_SKETCH("price", 32768)': "OTHER",
    'DS_TUPLE_DOUBLES("city", "price", 64)': "OTHER",
    'ARRAY_AGG("city", 10)': "ARRAY",
    'LATEST("city", 0)': "VARCHAR",
    'HUMAN_READABLE_DECIMAL_FORMAT("length", 3)': "VARCHAR",
    'DS_HLL("city", 3)': "invalid literal: DS_HLL takes a whole number from 4 to 21 as argument 2, received 3",
    "DS_HLL(\"city\", 12, 'HLL_5')":
      "invalid literal: DS_HLL takes one of HLL_4, HLL_6, HLL_8 as argument 3, received 'HLL_5'",
    'DS_THETA("city", 10)': "invalid literal: DS_THETA takes a power of two from 1 as argument 2, received 10",
    'DS_QUANTILES_SKETCH("price", 1)':
      "invalid literal: DS_QUANTILES_SKETCH takes a power of two from 2 to 32768 as argument 2, received 1",
    'DS_TUPLE_DOUBLES("city", "price", 8)':
      "invalid literal: DS_TUPLE_DOUBLES takes a power of two from 16 to 67108864 as argument 3, received 8",
    "STRING_AGG(\"city\", ',', 9)":
      "invalid literal: STRING_AGG takes a whole number from 10 as argument 3, received 9",
    'LATEST("city", -1)': "invalid literal: LATEST takes a whole number from 0 as argument 2, received -1",
    'HUMAN_READABLE_DECIMAL_FORMAT("length", 5)':
      "invalid literal: HUMAN_READABLE_DECIMAL_FORMAT takes a whole number from 0 to 3 as argument 2, received 5",
  });
});

test("periods and spans of time are of a size and a shape", () => {
  answers({
    "TIME_FLOOR(\"at\", 'PT0.5S')": "TIMESTAMP",
    "TIME_FLOOR(\"at\", 'PT0.001S')": "TIMESTAMP",
    "\"at\" + INTERVAL '1 2:03:04.5' DAY TO SECOND": "TIMESTAMP",
    "\"at\" + INTERVAL ' -5' HOUR": "TIMESTAMP",
    'TIMESTAMPADD(SECOND, 1, CAST("at" AS DATE))': "TIMESTAMP",
    "TIME_FLOOR(\"at\", 'PT0.0005S')": expect.stringMatching(/^invalid literal: TIME_FLOOR takes an ISO 8601 period/),
    "\"at\" + INTERVAL '1' DAY TO MINUTE":
      "invalid literal: INTERVAL takes a text such as '1 12:30' as argument 1, received '1'",
    "\"at\" + INTERVAL '1 2' HOUR TO DAY": expect.stringMatching(
      /^invalid literal: INTERVAL takes one of YEAR TO MONTH/,
    ),
    'TIMESTAMPADD(DOW, 1, CAST("at" AS DATE))':
      "invalid literal: TIMESTAMPADD takes a unit that a DATE has as argument 1, received DOW",
  });
});

test("what one function alone asks is told", () => {
  answers({
    'MV_TO_ARRAY("city")': "ARRAY",
    'POSITION(UPPER("city") IN "city" FROM \'2\')': "INTEGER",
    "\"city\" LIKE 'a' ESCAPE 1": "BOOLEAN",
    'COUNT(DISTINCT "tags")': "BIGINT",
    'APPROX_COUNT_DISTINCT_DS_HLL("open")': "BIGINT",
    "ROUND(\"length\", '2')": "BIGINT",
    'EARLIEST(DISTINCT "city")': "VARCHAR",
    "CURRENT_TIME IS NULL": "BOOLEAN",
    'MV_TO_ARRAY(UPPER("city"))': expect.stringMatching(
      /^misplaced MV_TO_ARRAY: Druid takes the bare name of a column/,
    ),
    'POSITION(("city" || \'x\') IN "city")': expect.stringMatching(
      /^misplaced operator: .* write STRPOS\(text, part\)$/,
    ),
    "\"city\" LIKE 'a' ESCAPE 1.5": "invalid literal: LIKE takes one character as argument 3, received 1.5",
    '"city" LIKE \'a\' ESCAPE "city"':
      "literal expected: argument 3 of LIKE must be a constant, not computed from a row",
    'COUNT(DISTINCT "doc")':
      "wrong type: COUNT(DISTINCT …) takes anything but JSON as argument 1, received COMPLEX<json>",
    'DS_HLL("doc")': "wrong type: DS_HLL takes anything but JSON as argument 1, received COMPLEX<json>",
    'APPROX_COUNT_DISTINCT_DS_HLL("open", 12)':
      "wrong type: APPROX_COUNT_DISTINCT_DS_HLL takes text (VARCHAR) or a number as argument 1, received BOOLEAN",
    'APPROX_COUNT_DISTINCT_DS_HLL_UTF8("length")':
      'wrong type: APPROX_COUNT_DISTINCT_DS_HLL_UTF8 takes text (VARCHAR) as argument 1, received BIGINT; write CAST("length" AS VARCHAR)',
    "ROUND(5, '2')": "wrong type: ROUND takes a whole number (INTEGER) as argument 2, received CHAR",
    'EARLIEST_BY(DISTINCT "city", "at")': "misplaced DISTINCT: Druid has no EARLIEST_BY(DISTINCT …)",
    LOCALTIME: "misplaced TIME: Druid has no values of this type; write TIMESTAMP",
    "CAST(CURRENT_TIME AS VARCHAR)": "invalid cast: TIME cannot become VARCHAR",
    "JSON_VALUE(\"doc\", '$.a' RETURNING FLOAT ARRAY)":
      "misplaced FLOAT ARRAY: JSON_VALUE gives none; write RETURNING DOUBLE ARRAY",
  });
});
