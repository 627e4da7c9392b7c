import { expect, test } from "vitest";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";
import { checkTime } from "./check-time.ts";
import { formatExprIssue } from "./expr-issue.ts";

const columns = new Map<string, SqlType>([
  ["day", "VARCHAR"],
  ["other", "VARCHAR"],
  ["at", "BIGINT"],
  ["ts", "TIMESTAMP"],
]);

function given(sql: string): readonly string[] {
  const node = parseExpr(sql);
  return checkTime(node, checkExpr(node, { columns })).map(formatExprIssue);
}

test("a time comes from TIME_PARSE or MILLIS_TO_TIMESTAMP", () => {
  for (const sql of [
    'TIME_PARSE("day")',
    "TIME_PARSE(\"day\", NULL, 'Europe/Paris')",
    "TIME_PARSE(COALESCE(NULLIF(\"day\", ''), '2024-01-01'))",
    'TIME_PARSE(CASE WHEN "at" > 0 THEN "day" ELSE \'2024-01-01\' END)',
    'MILLIS_TO_TIMESTAMP("at" * 1000)',
    'MILLIS_TO_TIMESTAMP(COALESCE("at", 0))',
  ]) {
    expect({ sql, issues: given(sql) }).toEqual({ sql, issues: [] });
  }
});

test("anything else is refused, with what stands there", () => {
  const outermost = "invalid __time: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received";
  const holed =
    "invalid __time: expected a time in every row, received a value that can be NULL; put a value in its place: COALESCE(…, '1970-01-01')";
  const open = "invalid __time: expected a time in every row, received a value that can be NULL; give the CASE an ELSE";
  const want: Readonly<Record<string, string>> = {
    '"day"': `${outermost} the column "day" (VARCHAR); write TIME_PARSE("day")`,
    '"ts"': `${outermost} the column "ts" (TIMESTAMP); write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS("ts"))`,
    "TIME_FLOOR(TIME_PARSE(\"day\"), 'P1D')": `${outermost} TIME_FLOOR(…) (TIMESTAMP); to cut times, give the aggregate table a rollup, or write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(TIME_FLOOR(TIME_PARSE("day"), 'P1D')))`,
    'FLOOR("ts" TO DAY)': `${outermost} FLOOR(…) (TIMESTAMP); to cut times, give the aggregate table a rollup, or write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(FLOOR("ts" TO DAY)))`,
    '"at" * 1000': `${outermost} an expression of type BIGINT; write MILLIS_TO_TIMESTAMP("at" * 1000), of milliseconds`,
    'CAST("at" AS DOUBLE)': `${outermost} a CAST (DOUBLE); write MILLIS_TO_TIMESTAMP(CAST(CAST("at" AS DOUBLE) AS BIGINT)), of milliseconds`,
    'CAST("ts" AS DATE)': `${outermost} a CAST (DATE); write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(CAST(CAST("ts" AS DATE) AS TIMESTAMP)))`,
    '"at" > 1': `${outermost} an expression of type BOOLEAN; read the time of a record from text or from milliseconds`,
    'CAST("day" AS TIMESTAMP)': `${outermost} a CAST (TIMESTAMP); write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(CAST("day" AS TIMESTAMP)))`,
    'CASE WHEN TRUE THEN TIME_PARSE("day") END': `${outermost} a CASE (TIMESTAMP); write the CASE inside: TIME_PARSE(CASE … END) of texts, or MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(CASE WHEN TRUE THEN TIME_PARSE("day") END)), and give it an ELSE`,
    'MAX(MILLIS_TO_TIMESTAMP("at"))':
      "invalid __time: expected a time of each row, received an aggregate; map it to a column of its own, and the time of the record to __time",
    "TIME_PARSE(NULLIF(\"day\", ''))": holed,
    'TIME_PARSE(CASE WHEN "at" > 0 THEN "day" END)': open,
    'TIME_PARSE(UPPER(CASE WHEN "at" > 0 THEN "day" ELSE NULL END))': holed,
    "TIME_PARSE(CAST(NULL AS VARCHAR))": holed,
    "TIME_PARSE(COALESCE(NULLIF(\"day\", ''), NULLIF(\"other\", '')))": holed,
    'MILLIS_TO_TIMESTAMP("at" + CAST(NULL AS BIGINT))': holed.replace("'1970-01-01'", "0"),
  };
  for (const [sql, message] of Object.entries(want)) {
    expect({ sql, issues: given(sql) }).toEqual({ sql, issues: [message] });
  }
});

test("the place of a NULL is the part that makes it", () => {
  const node = parseExpr("TIME_PARSE(NULLIF(\"day\", ''))");
  expect(checkTime(node, checkExpr(node, { columns }))).toMatchObject([{ span: { start: 11, end: 28 } }]);
});
