import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { type CheckedExpr, checkExpr } from "./check/check-expr.ts";
import { formatExprIssue } from "./check/expr-issue.ts";
import { parseExpr } from "./parse/parse-expr.ts";
import { ExprSyntaxError } from "./parse/syntax-error.ts";
import { printExpr } from "./print-expr.ts";
import type { SqlType } from "./sql-type.ts";
import { stripSpans } from "./strip-spans.ts";

/** Expressions by the planner's word for their type; those refused with what Druid said. */
interface Answers {
  readonly columns: Readonly<Record<string, SqlType>>;
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly refused: readonly (readonly [sql: string, message: string])[];
}

/** What a Druid 33 ran: each expression was asked over several rows. */
interface Reference extends Answers {
  /** Planned, but every row failed, so that no type came back. */
  readonly plannedWithoutValue: readonly string[];
  readonly aggregates: Readonly<Record<string, readonly string[]>>;
  readonly refusedAggregates: readonly (readonly [sql: string, message: string])[];
}

function fixture<TAnswers extends Answers>(name: string): TAnswers {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
}

const reference = fixture<Reference>("druid-expressions.json");
const planner = fixture<Answers>("druid-planner.json");
const columns = new Map(Object.entries(reference.columns));
const accepted = [...Object.values(reference.types).flat(), ...reference.plannedWithoutValue];

/** The checker's answer, or why there is none. */
function ask(sql: string): CheckedExpr | string {
  try {
    const checked = checkExpr(parseExpr(sql), { columns });
    return checked.issues.length === 0 ? checked : checked.issues.map(formatExprIssue).join("\n");
  } catch (error) {
    if (error instanceof ExprSyntaxError) return error.message;
    throw error;
  }
}

function differences(types: Answers["types"]): { readonly refused: string[]; readonly otherType: string[] } {
  const refused: string[] = [];
  const otherType: string[] = [];
  for (const [type, list] of Object.entries(types)) {
    for (const sql of list) {
      const answer = ask(sql);
      if (typeof answer === "string") refused.push(`${sql}: ${answer}`);
      else if (type !== "" && answer.plannerType !== type) otherType.push(`${sql}: ${type}, not ${answer.plannerType}`);
    }
  }
  return { refused, otherType };
}

test("every expression that Druid ran passes the check, with the type that its planner gave", () => {
  expect(accepted.length).toBeGreaterThan(900);
  expect(differences(reference.types)).toEqual({ refused: [], otherType: [] });
  expect(reference.plannedWithoutValue.filter((sql) => typeof ask(sql) === "string")).toEqual([]);
});

test("every aggregate that Druid ran passes the check, with its type, and is told from what a row gives", () => {
  expect(Object.values(reference.aggregates).flat().length).toBeGreaterThan(90);
  expect(differences(reference.aggregates)).toEqual({ refused: [], otherType: [] });
  const aggregates = Object.values(reference.aggregates).flat();
  const use = (sql: string): boolean => checkExpr(parseExpr(sql), { columns }).aggregate;
  expect(aggregates.filter((sql) => !use(sql))).toEqual([]);
  expect(accepted.filter(use)).toEqual([]);
});

test("what Druid refused while planning is refused, with one exception", () => {
  expect(reference.refused.length).toBeGreaterThan(50);
  // Not the plan fails but the answer: a constant of half a UTF-16 pair cannot be sent.
  const unrefused = reference.refused.filter(([sql]) => typeof ask(sql) !== "string");
  expect(unrefused.map(([sql]) => sql)).toEqual(["SUBSTRING('👍ab', 2, 1)"]);
  expect(reference.refusedAggregates.filter(([sql]) => typeof ask(sql) !== "string")).toEqual([]);
});

test("of what Druid ran, a dozen expressions that are hardly meant are doubted", () => {
  const doubted = [...accepted, ...Object.values(reference.aggregates).flat()].flatMap((sql) =>
    checkExpr(parseExpr(sql), { columns }).doubts.map(({ code }) => `${code} ${sql}`),
  );
  expect(doubted.sort()).toEqual([
    "json_of_text JSON_VALUE('{\"a\":1}', '$.a')",
    "json_of_text JSON_VALUE(s1, '$.a')",
    "null_comparison CASE s1 WHEN 'koala' THEN 1 WHEN NULL THEN 2 ELSE 0 END",
    "null_comparison NULL = NULL",
    "null_comparison l1 = NULL",
    "questionable_time_pattern TIME_FORMAT(MILLIS_TO_TIMESTAMP(t), 'k K')",
    "questionable_time_pattern TIME_PARSE(s1, 'HH:mm:ss')",
    "substring_start SUBSTRING(s1, -2)",
    "substring_start SUBSTRING(s1, 0, 2)",
    "text_as_number SUM(s)",
    "unknown_time_zone TIME_FLOOR(MILLIS_TO_TIMESTAMP(t), 'P1D', NULL, 'Nowhere/X')",
    "unknown_time_zone TIME_PARSE(s1, 'yyyy-MM-dd', 'Bogus/Zone')",
  ]);
});

test("every refusal says where in the text", () => {
  for (const [sql] of reference.refused) {
    try {
      for (const { span } of checkExpr(parseExpr(sql), { columns }).issues) {
        expect(span, sql).toBeDefined();
        expect(span && span.start >= 0 && span.start < span.end && span.end <= sql.length, sql).toBe(true);
      }
    } catch (error) {
      expect(error, sql).toBeInstanceOf(ExprSyntaxError);
    }
  }
});

/** Why the checker takes what Druid's planner refuses: by what Druid said. */
const UNREFUSED: readonly (readonly [said: RegExp, reason: string])[] = [
  [/^Cannot convert .* to DECIMAL/, "digits of DECIMAL constants are not counted"],
  [/^Calcite assertion violated/, "results of constant texts are not worked out"],
  [/^class java\.lang\.Long cannot be cast/, "an ARRAY of constant dates fails in Druid alone"],
  [/nominalEntries/, "a size without a metric before it"],
  [/second argument must be a base64|deserializ|ThetaSketch|identifier/, "what a text or a number holds is not known"],
  [/Number\.intValue/, "a NULL among constants where a number belongs"],
];

/** Why the checker refuses what Druid's planner takes: by the expression, before its message. */
const OVERREFUSED: readonly (readonly [line: RegExp, reason: string])[] = [
  [/SELECT|NULL ON NULL/, "no part of a mapping: subqueries, rules for NULL"],
  [/^COUNT\(\w+, /, "COUNT of several values"],
  [/^TRIM\((?:BOTH|LEADING|TRAILING)/, "TRIM of a number: BTRIM, which it is read as, takes text"],
  [/^ROUND\(NULL, /, "a bare NULL where only Druid finds a use for it"],
  [/^HUMAN_READABLE_\w+\(l\d?, \d{2,}\)/, "planned, and then every row fails"],
];

test("a sample of all functions over all types is answered as Druid's planner does, but for what is listed", () => {
  const { refused, otherType } = differences(planner.types);
  const planned = Object.values(planner.types).flat().length;
  // A span of time is planned, and then cannot be given.
  const overrefused = refused.filter((line) => !line.endsWith("add it to a TIMESTAMP"));
  const unrefused = planner.refused.filter(([sql]) => typeof ask(sql) !== "string");
  expect(otherType).toEqual([]);
  expect(overrefused.filter((line) => !OVERREFUSED.some(([pattern]) => pattern.test(line)))).toEqual([]);
  expect(unrefused.filter(([, message]) => !UNREFUSED.some(([said]) => said.test(message)))).toEqual([]);
  expect(overrefused.length / planned).toBeLessThan(0.005);
  expect(unrefused.length / planner.refused.length).toBeLessThan(0.02);
  // Every difference that is listed is one.
  expect(UNREFUSED.filter(([said]) => !unrefused.some(([, message]) => said.test(message)))).toEqual([]);
  expect(OVERREFUSED.filter(([pattern]) => !overrefused.some((line) => pattern.test(line)))).toEqual([]);
});

test("what is not read, Druid refuses too", () => {
  const unread = reference.refused.filter(([sql]) => {
    try {
      parseExpr(sql);
      return false;
    } catch {
      return true;
    }
  });
  expect(unread.map(([sql]) => sql)).toEqual([
    "+l1",
    "d1 % d2",
    "TRY_CAST(s1 AS BIGINT)",
    "ARRAY[]",
    "sa[1]",
    "X'41'",
    "ROW(1, 2)",
  ]);
  expect(() => accepted.map((sql) => parseExpr(sql))).not.toThrow();
});

test("printing is a fixed point, and keeps the tree", () => {
  for (const sql of accepted) {
    const printed = printExpr(parseExpr(sql));
    expect(stripSpans(parseExpr(printed)), sql).toEqual(stripSpans(parseExpr(sql)));
    expect(printExpr(parseExpr(printed))).toBe(printed);
  }
});

test("a second parser reads what is printed, and writes it back as it was", () => {
  const toolkit: typeof import("druid-query-toolkit") = createRequire(import.meta.url)("druid-query-toolkit");
  const printed = accepted.map((sql) => printExpr(parseExpr(sql)));
  const unread = printed.filter((sql) => toolkit.SqlExpression.maybeParse(sql)?.toString() !== sql);
  // It knows no sizes of types.
  expect(unread.filter((sql) => !/AS (?:VARCHAR|CHAR|DECIMAL)\(/.test(sql))).toEqual([]);
  expect(unread).toHaveLength(7);
});
