import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExpr } from "./check/check-expr.ts";
import { checkFilter } from "./check/check-filter.ts";
import { checkTime } from "./check/check-time.ts";
import { formatExprIssue } from "./check/expr-issue.ts";
import { columnNamesOf } from "./column-names-of.ts";
import type { BinaryOperator, ExprNode } from "./nodes.ts";
import { parseExpr } from "./parse/parse-expr.ts";
import { parseQuery } from "./parse/parse-query.ts";
import { ExprSyntaxError } from "./parse/syntax-error.ts";
import { printExpr } from "./print-expr.ts";
import { printQuery } from "./query/print-query.ts";
import { resolveQuery } from "./query/resolve-query.ts";
import type { SqlType } from "./sql-type.ts";
import { stripSpans } from "./strip-spans.ts";

const columns = new Map<string, SqlType>([
  ["n", "BIGINT"],
  ["s", "VARCHAR"],
  ["b", "BOOLEAN"],
]);

/** Texts of one shape, by the number of its parts. */
const SHAPES: Readonly<Record<string, (count: number) => string>> = {
  "+": (count) => joined(count, "n", " + "),
  "|| of constants": (count) => joined(count, "'a'", " || "),
  "||": (count) => joined(count, "s", " || "),
  OR: (count) => joined(count, "n = 1", " OR "),
  "AND of OR": (count) => joined(count, "(b OR n = 1)", " AND "),
  "mixed ranks": (count) => joined(count, "n * 2 - 1", " + "),
  "chained comparisons": (count) => `n${" = n".repeat(count)}`,
  "chained tests": (count) => `b${" IS TRUE".repeat(count)}`,
  "chained memberships": (count) => `b${" IN (TRUE)".repeat(count)}`,
  "chained BETWEEN": (count) => `n${" BETWEEN 1 AND 2".repeat(count)}`,
  "chained LIKE": (count) => `s${" LIKE 'a'".repeat(count)}`,
  NOT: (count) => `${"NOT ".repeat(count)}b`,
  minus: (count) => `${"- ".repeat(count)}n`,
  parentheses: (count) => `${"(".repeat(count)}n${")".repeat(count)}`,
  "chains in parentheses": (count) => `${"(".repeat(count)}n${" + 1 + 1)".repeat(count)}`,
  "chains to the right": (count) => `${"n + (1 - ".repeat(count)}n${")".repeat(count)}`,
  CAST: (count) => `${"CAST(".repeat(count)}n${" AS BIGINT)".repeat(count)}`,
  calls: (count) => `${"UPPER(".repeat(count)}s${")".repeat(count)}`,
  "calls within the second argument": (count) => `${"CONCAT('a', ".repeat(count)}s${")".repeat(count)}`,
  aggregates: (count) => `${"MAX(".repeat(count)}n${")".repeat(count)}`,
  FILTER: (count) => `${"SUM(n) FILTER (WHERE n > ".repeat(count)}1${")".repeat(count)}`,
  "nested CASE": (count) => `${"CASE WHEN b THEN 1 ELSE ".repeat(count)}n${" END".repeat(count)}`,
  "CASE with many branches": (count) => `CASE ${"WHEN n = 1 THEN 'x' ".repeat(count)}END`,
  ARRAY: (count) => `${"ARRAY[".repeat(count)}n${"]".repeat(count)}`,
  "items of ARRAY": (count) => `ARRAY[${joined(count, "n", ", ")}]`,
  IN: (count) => `n IN (${joined(count, "1", ", ")})`,
  "IN of texts": (count) => `s IN (${joined(count, "'x'", ", ")})`,
  "IN of IN": (count) => `${"b IN (".repeat(count)}b${")".repeat(count)}`,
  "arguments of CONCAT": (count) => `CONCAT(${joined(count, "s", ", ")})`,
  "arguments that do not fit": (count) => `CONCAT(${joined(count, "ARRAY[1]", ", ")})`,
  "arguments of COALESCE": (count) => `COALESCE(${joined(count, "n", ", ")})`,
  "unknown columns": (count) =>
    `COALESCE(${Array.from({ length: Math.min(count, 2000) }, (_, i) => `nn${i}`).join(", ")})`,
  "LIKE pattern": (count) => `s LIKE '${"%a".repeat(count)}'`,
  "groups of a regular expression": (count) => `REGEXP_LIKE(s, '${"(".repeat(count)}a${")".repeat(count)}')`,
  "classes of a regular expression": (count) => `REGEXP_LIKE(s, '${"[a".repeat(count)}${"]".repeat(count)}')`,
  "brackets of a JSONPath": (count) => `JSON_VALUE(s, '$.a${"[".repeat(count)}')`,
  "digits of a text": (count) => `CAST('${"1".repeat(count)}x' AS DOUBLE)`,
  "digits of a number": (count) => "1".repeat(count),
  "divisions by zero": (count) => `1 / 0${" + 1".repeat(count)}`,
  "numbers out of range": (count) => `1e308${" * 10e0".repeat(count)}`,
  quotes: (count) => `'${"''".repeat(count)}'`,
  "characters of a name": (count) => `"${"x".repeat(count)}"`,
  "open parentheses": (count) => "(".repeat(count),
  "operators alone": (count) => "+".repeat(count),
};

function joined(count: number, part: string, separator: string): string {
  return Array.from({ length: count }, () => part).join(separator);
}

/** The tree of a text, or what the parser said where it refuses the text. */
function read(sql: string): ExprNode | string {
  try {
    return parseExpr(sql);
  } catch (error) {
    if (error instanceof ExprSyntaxError) return error.message;
    throw error;
  }
}

/** Everything that reads a tree, over the tree of a text; what the parser said where it refuses the text. */
function readAll(sql: string): string | undefined {
  const node = read(sql);
  if (typeof node === "string") return node;
  const printed = printExpr(node);
  const bare = stripSpans(node);
  expect(printExpr(bare)).toBe(printed);
  expect(printExpr(parseExpr(printed))).toBe(printed);
  columnNamesOf(node);
  const checked = checkExpr(node, { columns });
  checked.issues.map(formatExprIssue);
  checkFilter(node, checked);
  checkTime({ kind: "call", function: "TIME_PARSE", args: [node] }, checked);
  const query = parseQuery(`SELECT ${printed} AS x, ${printed} FROM T GROUP BY n, s, b ORDER BY x`);
  expect(printQuery(parseQuery(printQuery(query)))).toBe(printQuery(query));
  try {
    resolveQuery(query, [...columns.keys()]);
  } catch (error) {
    expect(error).toHaveProperty("name", "QueryError");
  }
  return undefined;
}

test.each(Object.entries(SHAPES))("%s: a text of any length is read or refused", (_, shape) => {
  for (const count of [1, 150, 990]) readAll(shape(count));
  const node = read(shape(30_000));
  if (typeof node === "string") expect(node).toMatch(/^invalid SQL at 1:\d+: expected /);
  else expect(checkExpr(node, { columns }).issues.map(formatExprIssue).length).toBeLessThanOrEqual(30_000);
});

test.each([
  ["OR", joined(5000, '"n" = 1', " OR "), "BOOLEAN"],
  ["AND", joined(5000, '"b"', " AND "), "BOOLEAN"],
  ["|| of 1,100", joined(1100, '"s"', " || "), "VARCHAR"],
  ["||", joined(5000, '"s"', " || "), "VARCHAR"],
  ["+", joined(5000, '"n"', " + "), "BIGINT"],
  ["+ and -", joined(2500, '"n" - 1.5', " + "), "DOUBLE"],
  ["*", joined(5000, '"n"', " * "), "BIGINT"],
  ["OR of AND", joined(2500, '"b" AND "n" = 1', " OR "), "BOOLEAN"],
  ["AND of OR", joined(2500, '("b" OR "n" = 1)', " AND "), "BOOLEAN"],
  ["OR of long chains", joined(50, `"s" = (${joined(100, '"s"', " || ")})`, " OR "), "BOOLEAN"],
  ["OR of groups", joined(100, `(${joined(50, '"n" = 1', " OR ")})`, " OR "), "BOOLEAN"],
])("a chain of 5,000 operators is read, checked and printed as it was written: %s", (_, sql, type) => {
  expect(readAll(sql)).toBeUndefined();
  const node = parseExpr(sql);
  // The first group in parentheses is where a chain starts anyway.
  expect(printExpr(node)).toBe(sql.replace(/^\((.*?)\) OR /, "$1 OR "));
  expect(checkExpr(node, { columns })).toMatchObject({ type, issues: [] });
});

test("a chain leans to the left, and a group in parentheses stays a group", () => {
  const column = (name: string): ExprNode => ({ kind: "column", name });
  const both = (left: ExprNode, right: ExprNode): ExprNode => ({ kind: "binary", operator: "OR", left, right });
  const [a, b, c] = [column("a"), column("b"), column("c")] as const;
  expect(stripSpans(parseExpr("a OR b OR c"))).toEqual(both(both(a, b), c));
  expect(stripSpans(parseExpr("a OR (b OR c)"))).toEqual(both(a, both(b, c)));
  expect(printExpr(both(a, both(b, c)))).toBe('"a" OR ("b" OR "c")');
});

test("an issue in a long chain has its place", () => {
  const sql = `${joined(4999, "b", " OR ")} OR n`;
  expect(checkExpr(parseExpr(sql), { columns }).issues).toEqual([
    {
      code: "wrong_argument_type",
      function: "OR",
      position: 2,
      expected: "BOOLEAN",
      received: "BIGINT",
      span: { start: sql.length - 1, end: sql.length },
    },
  ]);
});

const OPERATORS: readonly BinaryOperator[] = ["+", "OR"];

test.each(OPERATORS)(
  "a tree of 30,000 %s is printed; the checker refuses it where it leans to the right",
  (operator) => {
    const leaf = { kind: "column", name: operator === "+" ? "n" : "b" } as const;
    for (const isLeft of [true, false]) {
      let node: ExprNode = leaf;
      for (let index = 0; index < 30_000; index++) {
        node = { kind: "binary", operator, left: isLeft ? node : leaf, right: isLeft ? leaf : node };
      }
      expect(printExpr(node).length).toBeGreaterThan(30_000);
      expect(columnNamesOf(stripSpans(node))).toEqual([leaf.name]);
      const checked = checkExpr(node, { columns });
      const tooDeep = "expression too deep: expected nesting of at most 200 levels, received 30000";
      expect(checked.issues.map(formatExprIssue)).toEqual(isLeft ? [] : [tooDeep]);
      expect(checkFilter(node, checked)).toHaveLength(isLeft && operator === "+" ? 1 : 0);
      expect(checkTime(node, checked)).toHaveLength(1);
    }
  },
);

test("what is printed in more parentheses than can be read is refused", () => {
  const tooNested = "received nesting deeper than 200 levels, which is not supported";
  expect(readAll(`n${" = n".repeat(200)}`)).toBeUndefined();
  expect(readAll(`n${" = n".repeat(201)}`)).toContain(tooNested);
  expect(readAll(`s${" * 2 || s".repeat(99)}`)).toBeUndefined();
  expect(readAll(`s${" * 2 || s".repeat(101)}`)).toContain(tooNested);
  let node: ExprNode = { kind: "column", name: "n" };
  for (let index = 0; index < 200; index++) {
    node = { kind: "binary", operator: "-", left: { kind: "column", name: "n" }, right: node };
  }
  expect(checkExpr(node, { columns }).issues).toEqual([]);
  node = { kind: "unary", operator: "-", operand: node };
  expect(checkExpr(node, { columns }).issues.map(formatExprIssue)).toEqual([
    "expression too deep: expected nesting of at most 200 levels, received 202",
  ]);
});

test("texts of random shapes within each other are read, or refused as SQL", () => {
  const shape = fc.constantFrom(...Object.values(SHAPES));
  const count = fc.oneof(fc.nat(30), fc.nat(1500));
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(shape, count), { minLength: 1, maxLength: 3 }), (parts) => {
      // Each shape takes the place of the first column of the one before it.
      const sql = parts.reduce((text, [make, size]) => text.replace(/\b[nsb]\b/, () => `(${make(size)})`), "n");
      if (readAll(sql) === undefined) found += 1;
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(20);
});
