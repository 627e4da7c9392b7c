import { expect, test } from "vitest";
import { columns, max } from "../index.ts";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";
import { formatExprIssue } from "./expr-issue.ts";
import type { PlannerType } from "./planned-type.ts";

const known = new Map<string, SqlType>([
  ["timestamp", "VARCHAR"],
  ["city", "VARCHAR"],
  ["session", "VARCHAR"],
  ["length", "BIGINT"],
  ["price", "DOUBLE"],
  ["doc", "COMPLEX<json>"],
  ["tags", "VARCHAR ARRAY"],
]);

const check = (sql: string) => checkExpr(parseExpr(sql), { columns: known });
const issues = (sql: string) => check(sql).issues.map(formatExprIssue);

test("an expression has a type, and tells whether it aggregates", () => {
  const want: Readonly<Record<string, readonly [SqlType, PlannerType, boolean]>> = {
    'TIME_PARSE("timestamp")': ["TIMESTAMP", "TIMESTAMP", false],
    'MAX("length")': ["BIGINT", "BIGINT", true],
    'SUM("price")': ["DOUBLE", "DOUBLE", true],
    "COUNT(*)": ["BIGINT", "BIGINT", true],
    'COUNT(DISTINCT "city")': ["BIGINT", "BIGINT", true],
    'COUNT(ALL "city")': ["BIGINT", "BIGINT", true],
    'SUM("length") / COUNT(*)': ["BIGINT", "BIGINT", true],
    'COALESCE(SUM("length"), 0)': ["BIGINT", "BIGINT", true],
    '"length" * 1.5': ["DOUBLE", "DECIMAL", false],
    '"length" * 15e-1': ["DOUBLE", "DOUBLE", false],
    "CASE WHEN \"length\" > 1 THEN 'a' END": ["VARCHAR", "CHAR", false],
    "CASE WHEN \"length\" > 1 THEN 'a' ELSE 'bc' END": ["VARCHAR", "VARCHAR", false],
    'CAST("city" AS INTEGER)': ["BIGINT", "INTEGER", false],
    '"city" = \'x\' OR "length" IS NULL': ["BOOLEAN", "BOOLEAN", false],
    "ARRAY[1, 2]": ["BIGINT ARRAY", "ARRAY", false],
    '"doc"': ["COMPLEX<json>", "OTHER", false],
    "JSON_VALUE(\"doc\", '$.a' RETURNING DOUBLE)": ["DOUBLE", "DOUBLE", false],
    'FLOOR(TIME_PARSE("timestamp") TO DAY)': ["TIMESTAMP", "TIMESTAMP", false],
    'SUM("length") FILTER (WHERE "city" = \'x\')': ["BIGINT", "BIGINT", true],
  };
  for (const [sql, [type, plannerType, aggregate]] of Object.entries(want)) {
    expect({ sql, ...check(sql) }).toMatchObject({ sql, type, plannerType, aggregate, issues: [] });
  }
});

test("an unknown column is placed, and the likely one is named", () => {
  expect(check('MAX("lenght") + "sesion"').issues).toEqual([
    {
      code: "unknown_column",
      column: "lenght",
      known: [...known.keys()],
      suggestion: "length",
      span: { start: 4, end: 12 },
    },
    {
      code: "unknown_column",
      column: "sesion",
      known: [...known.keys()],
      suggestion: "session",
      span: { start: 16, end: 24 },
    },
    { code: "column_outside_aggregate", column: "sesion", aggregate: "MAX", span: { start: 16, end: 24 } },
  ]);
  expect(issues('"zzz"')).toEqual([
    'unknown column: "zzz" is not in the input schema, which has "timestamp", "city", "session", "length", "price", "doc", "tags"',
  ]);
  expect(issues("City")).toEqual([expect.stringContaining('did you mean "city"?')]);
  expect(issues('"5"" disk"')).toEqual([expect.stringContaining('unknown column: "5"" disk" is not')]);
});

test("a text in double quotes is distinguished from a misspelt column", () => {
  const columns = 'which has "timestamp", "city", "session", "length", "price", "doc", "tags"';
  const advice = "; text is written in single quotes: 'Perth'";
  for (const sql of [
    '"city" = "Perth"',
    '"Perth" <> "city"',
    '"city" IN (\'a\', "Perth")',
    'CASE "city" WHEN "Perth" THEN 1 END',
    'CASE WHEN "length" > 1 THEN "Perth" ELSE \'\' END',
    'COALESCE("city", "Perth")',
    '"city" || "Perth"',
  ]) {
    expect({ sql, issues: issues(sql) }).toEqual({
      sql,
      issues: [`unknown column: "Perth" is not in the input schema, ${columns}${advice}`],
    });
  }
  expect(issues('"city" = "it\'s"')).toEqual([expect.stringMatching(/; text is written in single quotes: 'it''s'$/)]);
  expect(issues('UPPER("Perth")')).toEqual([expect.stringMatching(/"tags"$/)]);
  expect(issues("\"town\" = 'Perth'")).toEqual([expect.stringMatching(/"tags"$/)]);
  expect(issues('"city" = "City"')).toEqual([expect.stringMatching(/; did you mean "city"\?$/)]);
  expect(issues('"city" = "sesion"')).toEqual([
    expect.stringMatching(/; did you mean "session"\?; text is written in single quotes: 'sesion'$/),
  ]);
});

test("a function of another dialect is placed at its name, with what Druid has instead", () => {
  expect(check('"length" + IIF("length" > 1, 1, 0)').issues).toEqual([
    {
      code: "unknown_function",
      function: "IIF",
      advice: "write CASE WHEN condition THEN value ELSE other END",
      span: { start: 11, end: 14 },
    },
  ]);
  expect(issues("now()")).toEqual(["unknown function: Druid SQL has no NOW; write CURRENT_TIMESTAMP"]);
  for (const [sql, advice] of Object.entries({
    'TO_TIMESTAMP("city")': "TIME_PARSE(text, pattern), with a pattern of Joda such as 'yyyy-MM-dd HH:mm:ss'",
    'FROM_UNIXTIME("length")': "MILLIS_TO_TIMESTAMP(seconds * 1000)",
    'DATE_FORMAT("city", 1)': "TIME_FORMAT(time, pattern), with a pattern of Joda such as 'yyyy-MM-dd'",
    'NVL2("city", 1, 2)': "CASE WHEN value IS NOT NULL THEN value1 ELSE value2 END",
    'IF("length" > 1, 1, 0)': "CASE WHEN condition THEN value ELSE other END",
    'ISNULL("city", 0)': "COALESCE(value, other)",
  })) {
    expect(issues(sql)).toEqual([expect.stringMatching(/^unknown function: Druid SQL has no \w+; write /)]);
    expect(issues(sql)[0]?.endsWith(`; write ${advice}`)).toBe(true);
  }
});

test("a value of the wrong type is cast where that is plain", () => {
  expect(issues('MILLIS_TO_TIMESTAMP("price" * 1000)')).toEqual([
    'wrong type: MILLIS_TO_TIMESTAMP takes a whole number (BIGINT) as argument 1, received DOUBLE; write CAST("price" * 1000 AS BIGINT)',
  ]);
  expect(issues('TIME_PARSE("length")')).toEqual([expect.stringMatching(/; write MILLIS_TO_TIMESTAMP\("length"\)$/)]);
  expect(issues('UPPER("length")')).toEqual([]);
  expect(issues('REVERSE("length")')).toEqual([expect.stringMatching(/; write CAST\("length" AS VARCHAR\)$/)]);
  expect(issues("TIME_FLOOR(\"city\", 'P1D')")).toEqual([expect.stringMatching(/; write TIME_PARSE\("city"\)$/)]);
  expect(issues("TIME_FLOOR(\"tags\", 'P1D')")).toEqual([expect.stringMatching(/received VARCHAR ARRAY$/)]);
});

test("issues are formatted in words", () => {
  const want: Readonly<Record<string, string>> = {
    'MEX("length")': "unknown function: Druid SQL has no MEX; did you mean MAX?",
    'TIME_PARSR("city")': "unknown function: Druid SQL has no TIME_PARSR; did you mean TIME_PARSE?",
    "MAX()": "wrong number of arguments: MAX(x NUMERIC) takes 1, received 0",
    "REPLACE(\"city\", 'a')": expect.stringMatching(/^wrong number of arguments: REPLACE\(.*\) takes 3, received 2$/),
    'MAX(MIN("length"))':
      "nested aggregate: MIN is inside MAX; aggregate once, because an aggregate takes values of single rows",
    'SUM("length") FILTER (WHERE MAX("length") > 1)':
      "nested aggregate: MAX is inside SUM; aggregate once, because an aggregate takes values of single rows",
    'MAX("length") + "length"':
      'column outside an aggregate: "length" is next to MAX; aggregate it too, or give it a mapping of its own',
    'MAX("city")': "wrong type: MAX takes a number or a TIMESTAMP as argument 1, received VARCHAR",
    "TIME_FLOOR(\"length\", 'P1D')":
      'wrong type: TIME_FLOOR takes a TIMESTAMP as argument 1, received BIGINT; write MILLIS_TO_TIMESTAMP("length")',
    'MILLIS_TO_TIMESTAMP(TIME_PARSE("timestamp"))':
      "wrong type: MILLIS_TO_TIMESTAMP takes a whole number (BIGINT) as argument 1, received TIMESTAMP",
    'UPPER("tags")': "wrong type: UPPER takes text (VARCHAR) as argument 1, received VARCHAR ARRAY",
    'CASE WHEN "length" THEN 1 END': "wrong type: CASE WHEN takes BOOLEAN as argument 1, received BIGINT",
    '"doc" + 1': "wrong type: + takes a number as argument 1, received COMPLEX<json>",
    'CAST("tags" AS VARCHAR)': "invalid cast: VARCHAR ARRAY cannot become VARCHAR",
    "CAST(TRUE AS BIGINT)": "invalid cast: BOOLEAN cannot become BIGINT",
    'CASE WHEN TRUE THEN "length" ELSE TRUE END':
      "types disagree: CASE cannot put BIGINT and BOOLEAN together; cast one to the type of the other",
    "NVL(\"length\", 'none')":
      "types disagree: NVL cannot put BIGINT and CHAR together; cast one to the type of the other",
    "\"tags\" = 'x'": "types disagree: = cannot put VARCHAR ARRAY and CHAR together; cast one to the type of the other",
    "TIME_PARSE(\"city\") > 'soon'":
      "constant without a value: 'soon' is worked out before any row is read, and 'soon' is no time of ISO 8601",
    "CAST('2024-02-30' AS TIMESTAMP)":
      "constant without a value: CAST('2024-02-30' AS TIMESTAMP) is worked out before any row is read, and '2024-02-30' is no time of ISO 8601",
    "CAST('2024-01-01 24:00' AS DATE)":
      "constant without a value: CAST('2024-01-01 24:00' AS DATE) is worked out before any row is read, and '2024-01-01 24:00' is no time of ISO 8601",
    "TIME_IN_INTERVAL(TIME_PARSE(\"city\"), '2024-02-30/P1D')":
      "invalid literal: TIME_IN_INTERVAL takes an ISO 8601 interval such as '2024-01-01/2024-02-01' or '2024-01-01/P1D' as argument 2, received '2024-02-30/P1D'",
    "1 / 0": "constant without a value: 1 / 0 is worked out before any row is read, and it divides by zero",
    "SQRT(-1)":
      "constant without a value: SQRT(-1) is worked out before any row is read, and it is not a number (NaN), which a constant cannot be",
    "CAST('abc' AS BIGINT)":
      "constant without a value: CAST('abc' AS BIGINT) is worked out before any row is read, and it has none: the text is not of the type",
    "REGEXP_LIKE(\"city\", '(')":
      "invalid literal: REGEXP_LIKE takes a regular expression of Java (a ( is not closed) as argument 2, received '('",
    "JSON_VALUE(\"doc\", 'a')":
      "invalid literal: JSON_VALUE takes a JSONPath that starts with '$' as argument 2, received 'a'",
    "TIME_PARSE(\"city\", 'bogus')":
      "invalid literal: TIME_PARSE takes a pattern of Joda such as 'yyyy-MM-dd' (\"b\" means nothing; write letters that mean themselves in quotes) as argument 2, received 'bogus'",
    "IPV4_MATCH(\"city\", 'bad')":
      "invalid literal: IPV4_MATCH takes a subnet such as '10.0.0.0/8' as argument 2, received 'bad'",
    'FLOOR(TIME_PARSE("city") TO DECADE)':
      "invalid literal: FLOOR takes one of SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR as argument 2, received DECADE",
    'SUBSTRING("city", 2, 0)': "invalid literal: SUBSTRING takes a whole number from 1 as argument 3, received 0",
    "INTERVAL '1' DAY": "misplaced INTERVAL: a span of time is no value of its own; add it to a TIMESTAMP",
    '("length" > 1) IS UNKNOWN': "misplaced UNKNOWN: Druid has no IS UNKNOWN; write IS NULL",
    'SUM(DISTINCT "length")': "misplaced DISTINCT: Druid has no SUM(DISTINCT …)",
    "MV_FILTER_PREFIX(\"city\", 'P')":
      "unknown function: MV_FILTER_PREFIX came with Druid 35; expressions are checked against Druid 33",
    'TIME_PARSE("timestamp", "city")':
      "literal expected: argument 2 of TIME_PARSE must be a constant, not computed from a row",
    '"city" LIKE "session"': "literal expected: argument 2 of LIKE must be a constant, not computed from a row",
    "ROW_NUMBER()": "misplaced function: ROW_NUMBER is a window function, which an expression cannot use",
    "EXTERN('a', 'b')": "misplaced function: EXTERN is a table function, which an expression cannot use",
    'UPPER(DISTINCT "city")': "misplaced DISTINCT: UPPER is not an aggregate",
    'UPPER("city") FILTER (WHERE TRUE)': "misplaced FILTER: UPPER is not an aggregate",
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, issues(sql).join("\n")]))).toEqual(want);
});

test("what the builder makes is checked without spans", () => {
  const c = columns({ length: "long" });
  expect(checkExpr(max(c.length).toNode(), { columns: known })).toEqual({
    type: "BIGINT",
    plannerType: "BIGINT",
    aggregate: true,
    issues: [],
    doubts: [],
  });
  const star = checkExpr({ kind: "call", function: "MAX", args: [{ kind: "star" }] }, { columns: known });
  expect(star.issues.map(formatExprIssue)).toEqual(["misplaced *: only COUNT takes a star"]);
  expect(checkExpr(max(c.length).toNode(), { columns: new Map() }).issues).toEqual([
    { code: "unknown_column", column: "length", known: [] },
  ]);
});
