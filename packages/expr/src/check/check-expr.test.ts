import { expect, test } from "vitest";
import { columns, max } from "../index.ts";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";
import { formatExprIssue } from "./expr-issue.ts";

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
  const want: Readonly<Record<string, readonly [SqlType, boolean]>> = {
    'TIME_PARSE("timestamp")': ["TIMESTAMP", false],
    'MAX("length")': ["BIGINT", true],
    'SUM("price")': ["DOUBLE", true],
    "COUNT(*)": ["BIGINT", true],
    'COUNT(DISTINCT "city")': ["BIGINT", true],
    'SUM("length") / COUNT(*)': ["BIGINT", true],
    'COALESCE(SUM("length"), 0)': ["BIGINT", true],
    '"length" * 1.5': ["DOUBLE", false],
    "CASE WHEN \"length\" > 1 THEN 'a' END": ["VARCHAR", false],
    'CAST("city" AS INTEGER)': ["BIGINT", false],
    '"city" = \'x\' OR "length" IS NULL': ["BOOLEAN", false],
    "ARRAY[1, 2]": ["BIGINT ARRAY", false],
    "JSON_VALUE(\"doc\", '$.a' RETURNING DOUBLE)": ["DOUBLE", false],
    'FLOOR(TIME_PARSE("timestamp") TO DAY)': ["TIMESTAMP", false],
    'SUM("length") FILTER (WHERE "city" = \'x\')': ["BIGINT", true],
  };
  for (const [sql, [type, aggregate]] of Object.entries(want)) {
    expect({ sql, ...check(sql) }).toEqual({ sql, type, aggregate, issues: [] });
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
});

test("faults are told in words", () => {
  const want: Readonly<Record<string, string>> = {
    'MEX("length")': "unknown function: Druid SQL has no MEX; did you mean MAX?",
    'TIME_PARSR("city")': "unknown function: Druid SQL has no TIME_PARSR; did you mean TIME_PARSE?",
    "MAX()": "wrong number of arguments: MAX(x NUMERIC) takes 1, received 0",
    "REPLACE(\"city\", 'a')": expect.stringMatching(/^wrong number of arguments: REPLACE\(.*\) takes 3, received 2$/),
    'MAX(MIN("length"))': "nested aggregate: MIN stands inside MAX; an aggregate takes values of single rows",
    'SUM("length") FILTER (WHERE MAX("length") > 1)':
      "nested aggregate: MAX stands inside SUM; an aggregate takes values of single rows",
    'MAX("length") + "length"':
      'column outside an aggregate: "length" stands beside MAX; aggregate it too, or give it a mapping of its own',
    'MAX("city")': "wrong type: argument 1 of MAX expects a number or a TIMESTAMP, received VARCHAR",
    "TIME_FLOOR(\"length\", 'P1D')": "wrong type: argument 1 of TIME_FLOOR expects a TIMESTAMP, received BIGINT",
    'MILLIS_TO_TIMESTAMP(TIME_PARSE("timestamp"))':
      "wrong type: argument 1 of MILLIS_TO_TIMESTAMP expects a number, received TIMESTAMP",
    'UPPER("tags")': "wrong type: argument 1 of UPPER expects text (VARCHAR), received VARCHAR ARRAY",
    'CASE WHEN "length" THEN 1 END': "wrong type: argument 1 of CASE WHEN expects BOOLEAN, received BIGINT",
    '"doc" + 1': "wrong type: argument 1 of + expects a number, received COMPLEX<json>",
    'CAST("tags" AS VARCHAR)':
      "wrong type: argument 1 of CAST … AS VARCHAR expects a single value, received VARCHAR ARRAY",
    'TIME_PARSE("timestamp", "city")':
      "literal expected: argument 2 of TIME_PARSE must be a constant, not computed from a row",
    '"city" LIKE "session"': "literal expected: argument 2 of LIKE must be a constant, not computed from a row",
    "ROW_NUMBER()": "misplaced function: ROW_NUMBER is a window function, which an expression cannot use",
    "EXTERN('a', 'b')": "misplaced function: EXTERN is a table function, which an expression cannot use",
    'UPPER(DISTINCT "city")': "misplaced DISTINCT: UPPER is not an aggregate",
    'UPPER("city") FILTER (WHERE TRUE)': "misplaced FILTER: UPPER is not an aggregate",
  };
  for (const [sql, message] of Object.entries(want))
    expect({ sql, issues: issues(sql) }).toEqual({ sql, issues: [message] });
});

test("what the builder makes is checked without spans", () => {
  const c = columns({ length: "long" });
  expect(checkExpr(max(c.length).toNode(), { columns: known })).toEqual({
    type: "BIGINT",
    aggregate: true,
    issues: [],
  });
  expect(checkExpr(max(c.length).toNode(), { columns: new Map() }).issues).toEqual([
    { code: "unknown_column", column: "length", known: [] },
  ]);
});
