import { expect, test } from "vitest";
import { printExpr } from "../print-expr.ts";
import { parseExpr } from "./parse-expr.ts";
import { ExprSyntaxError, formatWithCaret } from "./syntax-error.ts";

const given = (sql: string) => printExpr(parseExpr(sql));

function refusal(sql: string): string {
  try {
    parseExpr(sql);
  } catch (error) {
    if (error instanceof ExprSyntaxError) return error.message;
    throw error;
  }
  return `accepted: ${sql}`;
}

test("a parsed node tells where it stood", () => {
  expect(parseExpr(' MAX( "a" )')).toEqual({
    kind: "call",
    function: "MAX",
    args: [{ kind: "column", name: "a", span: { start: 6, end: 9 } }],
    span: { start: 1, end: 11 },
  });
});

test("operators bind as in Druid", () => {
  const want: Readonly<Record<string, string>> = {
    "a * b / c": '"a" * "b" / "c"',
    "a * (b / c)": '"a" * ("b" / "c")',
    "a + b - c + d": '"a" + "b" - "c" + "d"',
    "a + b || c": '"a" + ("b" || "c")',
    "-a || b": '-"a" || "b"',
    "a or b and not c = d": '"a" OR "b" AND NOT "c" = "d"',
    "not (a or b)": 'NOT ("a" OR "b")',
    "a between b + 1 and c and d": '"a" BETWEEN "b" + 1 AND "c" AND "d"',
    "- - a": '-(-"a")',
    "a - -1": '"a" - -1',
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, given(sql)]))).toEqual(want);
});

test("spellings of one thing become one node", () => {
  const want: Readonly<Record<string, string>> = {
    "a != b": '"a" <> "b"',
    "max(a)": 'MAX("a")',
    "TRIM(LEADING 'x' FROM a)": `LTRIM("a", 'x')`,
    "TRIM(BOTH FROM a)": 'BTRIM("a")',
    "SUBSTRING(a FROM 2 FOR 3)": 'SUBSTRING("a", 2, 3)',
    "ceiling(a TO day)": 'CEIL("a" TO DAY)',
    "JSON_OBJECT('k': a)": `JSON_OBJECT(KEY 'k' VALUE "a")`,
    "CAST(a AS INT)": 'CAST("a" AS INTEGER)',
    "CAST(a AS double precision)": 'CAST("a" AS DOUBLE)',
    "CAST(a AS numeric(10,2))": 'CAST("a" AS DECIMAL(10, 2))',
    "JSON_VALUE(a, '$.b' RETURNING bigint array)": `JSON_VALUE("a", '$.b' RETURNING BIGINT ARRAY)`,
    "a NOT LIKE 'x!%' ESCAPE '!'": `"a" NOT LIKE 'x!%' ESCAPE '!'`,
    "INTERVAL '1 02:03' DAY TO MINUTE": "INTERVAL '1 02:03' DAY TO MINUTE",
    "a IS NOT DISTINCT FROM b": '"a" IS NOT DISTINCT FROM "b"',
    "((a))": '"a"',
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, given(sql)]))).toEqual(want);
});

test("comparisons chain to the left, IN, BETWEEN and LIKE hold tighter, IS looser", () => {
  const want: Readonly<Record<string, string>> = {
    '"a" = "b" = "c"': '("a" = "b") = "c"',
    '"a" = "b" IS NULL': '("a" = "b") IS NULL',
    '"a" IS NULL = "b"': '("a" IS NULL) = "b"',
    '"a" IS NULL IS TRUE': '("a" IS NULL) IS TRUE',
    '"a" = "b" IN (1)': '"a" = ("b" IN (1))',
    '"a" IN (1) = "b"': '("a" IN (1)) = "b"',
    '"a" LIKE \'x\' <> "b" BETWEEN 1 AND 2 IS NOT NULL': '(("a" LIKE \'x\') <> ("b" BETWEEN 1 AND 2)) IS NOT NULL',
    '"a" < "b" IS DISTINCT FROM "c" NOT IN (1)': '("a" < "b") IS DISTINCT FROM ("c" NOT IN (1))',
    'NOT "a" = "b" IS NULL AND TRUE': 'NOT ("a" = "b") IS NULL AND TRUE',
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, given(sql)]))).toEqual(want);
});

test("what has several spellings is printed in one", () => {
  const want: Readonly<Record<string, string>> = {
    "\"t\" + INTERVAL '2' DAYS": "\"t\" + INTERVAL '2' DAY",
    "\"t\" - INTERVAL '1-2' YEARS TO MONTHS": "\"t\" - INTERVAL '1-2' YEAR TO MONTH",
    'EXTRACT(DAYOFWEEK FROM "t")': 'EXTRACT(DOW FROM "t")',
    'TIMESTAMPADD(SQL_TSI_WEEK, 2, "t")': 'TIMESTAMPADD(WEEK, 2, "t")',
    'TIMESTAMPDIFF(DAYOFYEAR, "t", "t")': 'TIMESTAMPDIFF(DOY, "t", "t")',
    'CAST("a" AS INTEGER ARRAY)': 'CAST("a" AS BIGINT ARRAY)',
    'CAST("a" AS DECIMAL(10, 2) ARRAY)': 'CAST("a" AS DOUBLE ARRAY)',
    'CAST("a" AS CHAR(3) ARRAY)': 'CAST("a" AS VARCHAR ARRAY)',
    'CAST("a" AS TIMESTAMP(3))': 'CAST("a" AS TIMESTAMP)',
    "JSON_VALUE(\"j\", '$.a' RETURNING VARCHAR(3))": "JSON_VALUE(\"j\", '$.a' RETURNING VARCHAR)",
    "JSON_OBJECT('a', 1, KEY 'b' VALUE 2)": "JSON_OBJECT(KEY 'a' VALUE 1, KEY 'b' VALUE 2)",
    '"a" - +1': '"a" - 1',
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, given(sql)]))).toEqual(want);
  for (const sql of ['EXTRACT(DAYS FROM "t")', 'FLOOR("t" TO DAYOFWEEK)', 'EXTRACT(SQL_TSI_DAY FROM "t")', '+("a")']) {
    expect(`${sql}: ${refusal(sql)}`).toMatch(/expected a unit of time|a "\+" before an expression/);
  }
});

test("numbers keep their kind and their digits", () => {
  expect(parseExpr("9223372036854775807")).toMatchObject({ type: "BIGINT", value: 9223372036854775807n });
  expect(parseExpr("-9223372036854775808")).toMatchObject({ type: "BIGINT", value: -(2n ** 63n) });
  expect(parseExpr("1.0")).toMatchObject({ type: "DOUBLE", value: 1 });
  expect(parseExpr("1e3")).toMatchObject({ type: "DOUBLE", value: 1000 });
  for (const sql of ["-0.0", "-0E0"]) {
    expect(parseExpr(sql)).toMatchObject({ type: "DOUBLE", value: -0 });
    expect(given(sql)).toBe(sql);
  }
  expect(parseExpr("-0")).toMatchObject({ type: "BIGINT", value: 0n });
  expect(refusal("9223372036854775808")).toMatch(
    /^invalid SQL at 1:1: expected a whole number from -9223372036854775808/,
  );
});

test("what other languages write is named, with what Druid has instead", () => {
  const want: Readonly<Record<string, string>> = {
    "\"city\" == 'a'":
      'invalid SQL at 1:8: expected an expression of known parts, received the operator "==", which is not supported; write "="',
    '"a" === 1':
      '1:5: expected an expression of known parts, received the operator "===", which is not supported; write "="',
    "\"city\" ILIKE 'a%'":
      "1:8: expected an expression of known parts, received the operator \"ILIKE\", which is not supported; write LOWER(text) LIKE 'a%'",
    "\"city\" NOT ILIKE 'a%'": "; write LOWER(text) NOT LIKE 'a%'",
    "\"city\" RLIKE 'a'": "; write REGEXP_LIKE(text, pattern)",
    "\"city\" ~ 'a'": "1:8: expected an expression, received the character ~; write REGEXP_LIKE(text, pattern)",
    '"city" ISNULL': "; write IS NULL",
    '"n"::BIGINT + 1':
      '1:4: expected an expression of known parts, received the cast "::", which is not supported; write CAST(value AS type)',
    "\"doc\"->>'$.a'":
      "1:6: expected an expression of known parts, received the operator \"->>\", which is not supported; write JSON_VALUE(json, '$.path')",
    'TRY_CAST("a" AS BIGINT)':
      "1:1: expected an expression of known parts, received TRY_CAST, which is not supported; write CAST(value AS type)",
    '"n" % 2': "; write MOD(a, b)",
    "UPPER(`city`)": '1:7: expected an expression, received the character `; write names in double quotes: "name"',
    '"a" = 1 && "b" = 2': "; write AND",
  };
  for (const [sql, message] of Object.entries(want))
    expect({ sql, message: refusal(sql) }).toEqual({ sql, message: expect.stringContaining(message) });
  // The same letters where they are SQL.
  expect(parseExpr('"a" <= 1 AND - -"b" > 2')).toMatchObject({ kind: "binary" });
  expect(parseExpr("JSON_OBJECT('a':1)")).toMatchObject({ kind: "call" });
});

test("an error says what was expected and what was found, in a few words", () => {
  const want: Readonly<Record<string, string>> = {
    'TIME_PARSE("timestamp"':
      'invalid SQL at 1:23: expected ")" to close the "(" at character 11, received end of input',
    'TIME_PARSE("timestamp"))': 'invalid SQL at 1:24: expected an operator or the end, received ")"',
    "MAX(#x)": "invalid SQL at 1:5: expected an expression, received the character #",
    '"a" + ': "invalid SQL at 1:7: expected an expression, received end of input",
    '"a': 'invalid SQL at 1:3: expected a closing ", received end of input; the name opens at character 1',
    "'abc": "invalid SQL at 1:5: expected a closing ', received end of input; the text opens at character 1",
    'CASE WHEN "a" THEN 1': "invalid SQL at 1:21: expected WHEN, ELSE or END of the CASE, received end of input",
    'SUM("x") FILTER (WHERE)': 'invalid SQL at 1:23: expected an expression, received ")"',
    'MAX("x",)': 'invalid SQL at 1:9: expected an expression, received ")"',
    "FOO BAR BAZ": 'invalid SQL at 1:5: expected an operator or the end, received "BAR"',
    "": "invalid SQL at 1:1: expected an expression, received end of input",
    '"a" = = 1': 'invalid SQL at 1:7: expected an expression, received "="',
    'MAX("x"); DROP': 'invalid SQL at 1:9: expected one expression, received a ";"',
    '"a" && 1': "invalid SQL at 1:5: expected an expression, received the character &; write AND",
    "`a`": 'invalid SQL at 1:1: expected an expression, received the character `; write names in double quotes: "name"',
    '""': 'invalid SQL at 1:1: expected a name, received the empty name ""',
    "TIMESTAMP '2024-13-01'":
      "invalid SQL at 1:11: expected a time such as '2024-01-31 23:59:59.999', received '2024-13-01'",
    "TIMESTAMP '2024-02-30 00:00:00'":
      "invalid SQL at 1:11: expected a time such as '2024-01-31 23:59:59.999', received '2024-02-30 00:00:00'",
    "DATE '2023-02-29'": "invalid SQL at 1:6: expected a date such as '2024-01-31', received '2023-02-29'",
    'CAST("a" AS JSON)':
      "invalid SQL at 1:13: expected a type (VARCHAR, BIGINT, DOUBLE, FLOAT, BOOLEAN, TIMESTAMP, DATE …), received JSON",
  };
  expect(Object.fromEntries(Object.keys(want).map((sql) => [sql, refusal(sql)]))).toEqual(want);
});

test("a reserved word as a name has to be quoted", () => {
  for (const word of ["timestamp", "value", "group", "user", "Date", "year"]) {
    expect(refusal(`MAX(${word})`)).toBe(
      `invalid SQL at 1:5: expected an expression, received the reserved word ${word}; write a name in double quotes: "${word}"`,
    );
    expect(given(`MAX("${word}")`)).toBe(`MAX("${word}")`);
  }
});

test("what an expression cannot hold is refused by name", () => {
  const want: Readonly<Record<string, string>> = {
    'MAX("a") -- the longest': "a comment (--)",
    '/* no */ "a"': "a comment (/*)",
    'SELECT "a"': "a statement (SELECT)",
    "INSERT INTO x": "a statement (INSERT)",
    '(SELECT MAX("a"))': "a subquery",
    '"a" IN (SELECT 1)': "a subquery",
    "EXISTS (SELECT 1)": "a subquery",
    '"a" AS b': "a name given with AS",
    'f("a", oops oops)': '"oops"',
    'SUM("a") OVER ()': "a window (OVER)",
    '"t"."a"': "a name with a table before it",
    '"max"("a")': "a function name in double quotes",
    '"a" = ANY (1)': "a comparison with ANY",
    '"a" % 2': 'the operator "%"',
    '+"a"': 'a "+" before an expression',
    '"a"[1]': "an element of an array in brackets",
    "f(x => 1)": "a named argument (=>)",
    "?": "a placeholder",
    "X'00'": 'a text with the prefix "X"',
    '("a", "b")': "a list of values in parentheses (a row)",
    "\"a\" SIMILAR TO 'x'": "SIMILAR TO",
    'ARRAY_AGG("a" ORDER BY "b")': "ORDER BY inside a call",
    'CASE "a" WHEN 1, 2 THEN 3 END': "several values in one WHEN",
    "\"a\" AT TIME ZONE 'UTC'": "AT TIME ZONE",
    'CAST("a" AS BOOLEAN ARRAY)': "an array of BOOLEAN",
    'CAST("a" AS TIMESTAMP(0))': "a TIMESTAMP of 0 digits",
    "FLOOR_TIME(\"a\", 'DAY')": "a function FLOOR_TIME",
    "TRIM(\"a\", 'x')": "a second argument of TRIM",
  };
  for (const [sql, found] of Object.entries(want)) expect(`${sql}: ${refusal(sql)}`).toContain(`received ${found}`);
});

test("nesting has a limit, and no text exhausts the stack", () => {
  for (const open of ["(", "-(", "NOT ", "- ", "f(", "CASE WHEN "]) {
    expect(refusal(`${open.repeat(20_000)}1`)).toContain("nesting deeper than 200 levels");
  }
  expect(given(`${"(".repeat(150)}1${")".repeat(150)}`)).toBe("1");
});

test("the caret is under the place, in its own line", () => {
  const sql = 'CONCAT(\n\t"a",\n\t"b" "c")';
  try {
    parseExpr(sql);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ExprSyntaxError);
    if (!(error instanceof ExprSyntaxError)) return;
    expect([error.offset, error.line, error.column, error.found]).toEqual([19, 3, 6, 'the name "c"']);
    expect(formatWithCaret(sql, error)).toBe('\t"b" "c")\n\t    ^');
  }
});
