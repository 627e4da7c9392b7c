import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { checkExpr } from "./check/check-expr.ts";
import { formatExprIssue } from "./check/expr-issue.ts";
import { parseExpr } from "./parse/parse-expr.ts";
import { printExpr } from "./print-expr.ts";
import type { SqlType } from "./sql-type.ts";
import { stripSpans } from "./strip-spans.ts";

interface Reference {
  readonly columns: Readonly<Record<string, SqlType>>;
  /** `refused`: Druid 33 did not plan it. `type`: its planner's type. */
  readonly expressions: readonly { readonly sql: string; readonly refused?: true; readonly type?: string }[];
  readonly aggregates: readonly string[];
}

const reference: Reference = JSON.parse(
  readFileSync(new URL("../fixtures/druid-expressions.json", import.meta.url), "utf8"),
);
const columns = new Map(Object.entries(reference.columns));
const accepted = reference.expressions.filter((one) => !one.refused);

function parses(sql: string): boolean {
  try {
    parseExpr(sql);
    return true;
  } catch {
    return false;
  }
}

test("everything that Druid plans is read, and passes the check", () => {
  expect(accepted.length).toBeGreaterThan(900);
  const faults = accepted.flatMap(({ sql }) =>
    checkExpr(parseExpr(sql), { columns }).issues.map((issue) => `${sql}: ${formatExprIssue(issue)}`),
  );
  expect(faults).toEqual([]);
});

test("what is not read, Druid refuses too", () => {
  expect(reference.expressions.filter(({ sql }) => !parses(sql)).map(({ sql }) => sql)).toEqual([
    "+l1",
    "d1 % d2",
    "TRY_CAST(s1 AS BIGINT)",
    "ARRAY[]",
    "sa[1]",
    "X'41'",
    "ROW(1, 2)",
  ]);
});

test("printing is a fixed point, and keeps the tree", () => {
  for (const { sql } of accepted) {
    const printed = printExpr(parseExpr(sql));
    expect(stripSpans(parseExpr(printed)), sql).toEqual(stripSpans(parseExpr(sql)));
    expect(printExpr(parseExpr(printed))).toBe(printed);
  }
});

test("types are those of Druid's planner", () => {
  const same: Readonly<Record<string, string>> = {
    INTEGER: "BIGINT",
    DECIMAL: "DOUBLE",
    REAL: "DOUBLE",
    CHAR: "VARCHAR",
    "COMPLEX<json>": "OTHER",
    "COMPLEX<json> ARRAY": "ARRAY",
  };
  const word = (type: string) => same[type] ?? (type.endsWith(" ARRAY") ? "ARRAY" : type);
  const wrong = accepted.flatMap(({ sql, type }) => {
    if (type === undefined) return [];
    const found = checkExpr(parseExpr(sql), { columns }).type;
    return word(found) === type || word(found) === word(type) ? [] : [`${sql}: ${type}, not ${found}`];
  });
  expect(wrong).toEqual([]);
});

test("aggregates are told from what is computed for a row", () => {
  const group = new Map<string, SqlType>([
    ["s", "VARCHAR"],
    ["l", "BIGINT"],
    ["d", "DOUBLE"],
    ["f", "FLOAT"],
    ["ts", "BIGINT"],
    ["m", "OTHER"],
  ]);
  const checked = reference.aggregates.map((sql) => ({ sql, ...checkExpr(parseExpr(sql), { columns: group }) }));
  expect(checked.filter((one) => !one.aggregate).map(({ sql }) => sql)).toEqual([]);
  expect(checked.filter((one) => one.issues.length > 0).map(({ sql }) => sql)).toEqual(["MIN(s)"]);
  expect(accepted.filter(({ sql }) => checkExpr(parseExpr(sql), { columns }).aggregate)).toEqual([]);
});

test("a second parser reads what is printed, and writes it back as it was", () => {
  const toolkit: typeof import("druid-query-toolkit") = createRequire(import.meta.url)("druid-query-toolkit");
  const printed = accepted.map(({ sql }) => printExpr(parseExpr(sql)));
  const unread = printed.filter((sql) => toolkit.SqlExpression.maybeParse(sql)?.toString() !== sql);
  // It knows no sizes of types.
  expect(unread.filter((sql) => !/AS (?:VARCHAR|CHAR|DECIMAL)\(/.test(sql))).toEqual([]);
  expect(unread).toHaveLength(7);
});
