import { expect, test } from "vitest";
import { checkExpr } from "../check/check-expr.ts";
import { formatExprIssue } from "../check/expr-issue.ts";
import type { Expr } from "../expr.ts";
import { parseExpr } from "../parse/parse-expr.ts";
import { inputSqlTypes, type SqlType } from "../sql-type.ts";
import { stripSpans } from "../strip-spans.ts";
import { documentedExamples, exampleInput } from "./testing/documented-examples.ts";
import { evaluate } from "./testing/evaluate.ts";
import { type StaticType, staticTypes } from "./testing/static-types.ts";

/** Beside the examples of the docstrings: each rule of a result's type, with each family of types. */
const cases = [
  ...pairs(["c.length", "c.price", "c.ratio", "2", "2.5"]).flatMap(([left, right]) =>
    ["add", "subtract", "multiply", "divide", "mod", "safeDivide"].map((name) => `${name}(${left}, ${right})`),
  ),
  ...pairs(["c.length", "c.price", "c.ratio"]).flatMap(([left, right]) => [
    `coalesce(${left}, ${right})`,
    `greatest(${left}, ${right}, 1)`,
    `nullif(${left}, ${right})`,
    `array(${left}, ${right})`,
    `caseWhen(isNull(c.city), ${left}).else(${right})`,
    `power(${left}, ${right})`,
    `div(${left}, ${right})`,
  ]),
  ...["c.length", "c.price", "c.ratio"].flatMap((number) =>
    [
      "abs",
      "ceil",
      "floor",
      "round",
      "truncate",
      "negate",
      "sqrt",
      "max",
      "min",
      "sum",
      "avg",
      "stddevSamp",
      "latest",
    ].map((name) => `${name}(${number})`),
  ),
  ...["city", "length", "price", "ratio"].flatMap((name) => [`anyValue(c.${name})`, `latest(c.${name})`]),
  ...["city", "length", "price", "ratio", "__time"].flatMap((name) => [
    `coalesce(c.${name}, null)`,
    `nvl(c.${name}, lit(null))`,
    `greatest(c.${name}, c.${name})`,
    `least(c.${name}, c.${name})`,
    `array(c.${name}, null)`,
    `arrayAgg(c.${name})`,
    `caseWhen(isNull(c.city), null).else(c.${name})`,
    `caseWhen(isNull(c.city), c.${name})`,
    `nullif(c.${name}, c.${name})`,
    `count(c.${name})`,
    `isNull(c.${name})`,
  ]),
  ...["VARCHAR", "CHAR", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "DOUBLE", "FLOAT", "REAL", "DECIMAL"].map(
    (type) => `cast(c.city, "${type}")`,
  ),
  ...["BOOLEAN", "TIMESTAMP"].map((type) => `cast(c.length, "${type}")`),
  ...["VARCHAR", "BIGINT", "DOUBLE", "FLOAT"].map((type) => `cast(c.tags, "${type} ARRAY")`),
  ...["VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR ARRAY", "BIGINT ARRAY", "DOUBLE ARRAY"].map(
    (type) => `jsonValue(c.doc, "$.a", "${type}")`,
  ),
  ...["c.tags", "c.counts"].flatMap((list) => [
    `arrayOffset(${list}, 0)`,
    `arrayOrdinal(${list}, 1)`,
    `arraySlice(${list}, 0)`,
    `arrayAppend(${list}, null)`,
    `arrayConcat(${list}, ${list})`,
    `arrayConcatAgg(${list})`,
    `coalesce(${list}, ${list})`,
  ]),
  'lit("a")',
  "lit(1)",
  "lit(-1.5)",
  "lit(9007199254740993n)",
  "lit(true)",
  'eq(lit("a"), c.city)',
  "add(max(c.length), 1)",
  "add(1, max(c.length))",
  "coalesce(sum(c.price), 0)",
  'caseWhen(gt(max(c.length), 1), "a").when(gt(min(c.length), 1), "b").else("c")',
  "caseWhen(isNotNull(c.city), 1).else(2.5)",
  'caseWhen(isNotNull(c.city), "a").else(null)',
  'addInterval(date("2026-01-31"), interval(1, "DAY"))',
  "coalesce(c.doc, c.doc)",
  "greatest(c.city, c.session)",
  'between(c.__time, timestamp("2026-01-01"), timestamp("2026-02-01 12:00:00"))',
  "hllSketchEstimate(dsHll(c.city))",
  'cast(cast(c.length, "TIMESTAMP"), "DATE")',
];

/** What can stand in the place of a column: one value of every type. */
const operands = [
  ...["city", "length", "ratio", "doc", "tags", "__time"].map((name) => `c.${name}`),
  "isNull(c.city)",
  'cast(c.__time, "DATE")',
  "lit(null)",
];

/** Values of TIME: the types let them be compared, and the checker lets no mapping end with one. */
const unstorable = /^(?:currentTime|localtime)\(\)$/;

/** Came after the Druid that the checker knows. */
const later = /^(?:mvFilterRegex|mvFilterPrefix|spectatorCount|spectatorPercentile)\(/;

const expressions = [...new Set([...documentedExamples.map((one) => one.expression), ...cases])];
const columnTypes = new Map(Object.entries(exampleInput).map(([name, type]) => [name, inputSqlTypes[type] as SqlType]));

/** How the types and the checker disagree about what TypeScript accepts. */
function disagreements(texts: readonly string[], stated: readonly StaticType[]): readonly string[] {
  return (evaluate(texts) as readonly Expr[]).flatMap((built, index) => {
    const text = texts[index] ?? "";
    const said = stated[index];
    const { type, aggregate, issues } = checkExpr(parseExpr(String(built)), { columns: columnTypes });
    if (later.test(text) && issues.every((issue) => issue.code === "unknown_function" && "since" in issue)) return [];
    if (unstorable.test(text) && issues.every((issue) => issue.code === "misplaced_value")) return [];
    if (issues.length > 0) return issues.map((issue) => `${text}: ${formatExprIssue(issue)}`);
    const fits = said?.type === type && (said.use === "constant" || (said.use === "aggregate") === aggregate);
    return fits ? [] : [`${text}: the types say ${said?.type} ${said?.use}, the checker ${type}`];
  });
}

const variants = [...new Set(documentedExamples.flatMap(({ expression }) => variantsOf(expression)))];
const stated = staticTypes([...expressions, ...variants]);

test("the types accept every example and case, and say of each what the checker infers from its SQL", () => {
  expect(expressions.filter((_, index) => stated[index]?.refused !== undefined)).toEqual([]);
  expect(disagreements(expressions, stated)).toEqual([]);
});

test("what the types accept of all other operands, the checker accepts too, with the same type", () => {
  const all = variants.map((text, index) => ({ text, said: stated[expressions.length + index] }));
  const accepted = all.filter(({ said }) => said !== undefined && said.refused === undefined);
  expect(accepted.length).toBeGreaterThan(450);
  expect(all.length - accepted.length).toBeGreaterThan(500);
  const texts = accepted.map(({ text }) => text);
  const types = accepted.flatMap(({ said }) => (said === undefined ? [] : [said]));
  expect(disagreements(texts, types)).toEqual([]);
});

test("what is printed is read back as the same node", () => {
  const built = evaluate(expressions) as readonly Expr[];
  for (const [index, expression] of expressions.entries()) {
    expect(stripSpans(parseExpr(String(built[index]))), expression).toEqual(built[index]?.toNode());
  }
});

/** The expression with each of its columns in turn replaced by each operand. */
function variantsOf(expression: string): readonly string[] {
  return [...expression.matchAll(/\bc\.\w+/g)].flatMap(({ 0: column, index }) =>
    operands
      .filter((operand) => operand !== column)
      .map((operand) => expression.slice(0, index) + operand + expression.slice(index + column.length)),
  );
}

function pairs(items: readonly string[]): readonly (readonly [string, string])[] {
  return items.flatMap((left) => items.map((right) => [left, right] as const));
}
