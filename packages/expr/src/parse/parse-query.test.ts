import { expect, test } from "vitest";
import { printExpr } from "../print-expr.ts";
import type { GroupItem } from "../query-node.ts";
import { parseQuery } from "./parse-query.ts";
import { ExprSyntaxError } from "./syntax-error.ts";

const show = (item: GroupItem) => (item.kind === "ordinal" ? item.position : printExpr(item.expr));

test("every part of a SELECT is read", () => {
  const query = parseQuery(`SELECT "city", k."session" s, MAX("len") AS "longest"
    FROM "druid"."Koalas" AS k WHERE "city" <> 'x' GROUP BY 1, k."session" HAVING MAX("len") > 3
    ORDER BY 3 DESC NULLS LAST, "city" LIMIT 10 OFFSET 5;`);
  expect(query.select.map((item) => (item.kind === "all" ? "*" : [printExpr(item.expr), item.alias]))).toEqual([
    ['"city"', undefined],
    ['"session"', "s"],
    ['MAX("len")', "longest"],
  ]);
  expect(query.from).toMatchObject({ table: "Koalas", alias: "k" });
  expect(query.where && printExpr(query.where)).toBe(`"city" <> 'x'`);
  expect(query.groupBy.map(show)).toEqual([1, '"session"']);
  expect(query.having && printExpr(query.having)).toBe('MAX("len") > 3');
  expect(query.orderBy.map((item) => [show(item), item.direction, item.nulls])).toEqual([
    [3, "DESC", "LAST"],
    ['"city"', "ASC", undefined],
  ]);
  expect([query.limit, query.offset]).toEqual([10, 5]);
});

test("a star is all columns", () => {
  expect(parseQuery("select * from Koalas")).toMatchObject({
    select: [{ kind: "all" }],
    from: { table: "Koalas" },
    groupBy: [],
    orderBy: [],
  });
});

test("everything else is refused by name and place", () => {
  const want: Readonly<Record<string, string>> = {
    "INSERT INTO t SELECT 1": "1:1: expected one SELECT over one table, received INSERT,",
    "REPLACE INTO t OVERWRITE ALL SELECT 1": "1:1: expected one SELECT over one table, received REPLACE,",
    "EXPLAIN PLAN FOR SELECT * FROM t": "1:1: expected one SELECT over one table, received EXPLAIN,",
    "WITH x AS (SELECT 1) SELECT * FROM x": "1:1: expected one SELECT over one table, received WITH,",
    "DROP TABLE t": "1:1: expected one SELECT over one table, received DROP,",
    "SELECT DISTINCT a FROM t": "1:8: expected one SELECT over one table, received SELECT DISTINCT,",
    "SELECT * FROM a, b": "1:16: expected one SELECT over one table, received a second table,",
    "SELECT * FROM a JOIN b ON a.x = b.x": "1:17: expected one SELECT over one table, received a join,",
    "SELECT * FROM (SELECT 1)": "1:15: expected one SELECT over one table, received a subquery,",
    "SELECT * FROM TABLE(EXTERN('a'))": "1:15: expected one SELECT over one table, received a table function,",
    "SELECT * FROM a UNION ALL SELECT * FROM b": "1:17: expected one SELECT over one table, received UNION,",
    "SELECT * FROM a; SELECT 1": "1:18: expected one SELECT over one table, received a second statement,",
    "SELECT * FROM sys.segments": '1:15: expected a table of the schema "druid", received the schema "sys"',
    "SELECT a FROM t GROUP BY ROLLUP (a)": "1:26: expected one SELECT over one table, received ROLLUP,",
    "SELECT b.x FROM t": "1:8: expected an expression of known parts, received a name with a table before it,",
    "SELECT t.x FROM t AS k": "1:8: expected an expression of known parts, received a name with a table before it,",
    "SELECT 1": '1:9: expected "," or FROM, received end of input',
    "SELECT a FROM": "1:14: expected a table, received end of input",
    "SELECT a FROM t LIMIT -1": '1:23: expected a whole number of rows, received "-"',
    "SELECT a FROM t GROUP BY 0": "1:26: expected the place of a select item, counted from 1, received 0",
    "SELECT a FROM t WHERE": "1:22: expected an expression, received end of input",
    "SELECT a FROM t -- all": "1:17: expected SQL without comments, received a comment (--)",
  };
  for (const [sql, message] of Object.entries(want)) {
    expect(() => parseQuery(sql), sql).toThrow(ExprSyntaxError);
    expect(() => parseQuery(sql), sql).toThrow(`invalid SQL at ${message}`);
  }
});
