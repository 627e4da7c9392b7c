import { expect, test } from "vitest";
import { parseExpr } from "../parse/parse-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { checkExpr } from "./check-expr.ts";
import { checkFilter } from "./check-filter.ts";
import { formatExprIssue } from "./expr-issue.ts";

const columns = new Map<string, SqlType>([
  ["city", "VARCHAR"],
  ["length", "BIGINT"],
]);

function given(sql: string): readonly string[] {
  const node = parseExpr(sql);
  return checkFilter(node, checkExpr(node, { columns })).map(formatExprIssue);
}

test("a filter is a BOOLEAN of each row", () => {
  expect(given('"city" = \'x\' AND "length" > 1')).toEqual([]);
  expect(given("REGEXP_LIKE(\"city\", '^P')")).toEqual([]);
  const want = "invalid filter: expected a BOOLEAN of each row, received";
  expect(given('"length"')).toEqual([`${want} BIGINT`]);
  expect(given("NULL")).toEqual([`${want} NULL`]);
  expect(given("COUNT(*) > 1")).toEqual([`${want} an aggregate`]);
});

test("what is wrong with its parts is not told twice", () => {
  expect(given('"lenght"')).toEqual([]);
});
