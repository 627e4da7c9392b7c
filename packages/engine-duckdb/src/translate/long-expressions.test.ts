import type { Cell, Engine } from "@starfix/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { checkedJob } from "../testing/checked-job.ts";
import { refusalsOf, rowsOf, runToEnd } from "../testing/run-to-end.ts";
import { jsonObject } from "../testing/source-object.ts";

const INPUT = { t: "string", s: "string", n: "long", d: "double" } as const;
const RECORDS = [
  { t: "2024-01-01", s: "a", n: 3, d: 0.1 },
  { t: "2024-01-02", s: "b", n: 9223372036854775807n, d: 1e308 },
  { t: "2024-01-03", s: null, n: null, d: null },
];

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDb({ memory: true });
  const mappings = { __time: 'TIME_PARSE("t")', s: '"s"', n: '"n"', d: '"d"' };
  const lines = RECORDS.map((record) =>
    JSON.stringify(record, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
  );
  await runToEnd(engine, "job-1", checkedJob({ table: "T", input: INPUT, mappings }), [jsonObject(lines)]);
});
afterAll(() => engine.close());

const repeat = (part: string, operator: string, count: number) => Array(count).fill(part).join(` ${operator} `);
const nested = (open: string, close: string, inner: string, count: number) =>
  open.repeat(count) + inner + close.repeat(count);
const wrap = (value: bigint) => {
  const wrapped = BigInt.asIntN(64, value);
  return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped;
};
const [SMALL, LARGE] = [3n, 9223372036854775807n];

/** Values of the expression in the three rows, as a query and as a grouped mapping of a job. */
async function valuesOf(sql: string): Promise<readonly Cell[]> {
  const rows = await rowsOf(engine, `SELECT ${sql} FROM T ORDER BY __time`);
  return rows.map(([value]) => value ?? null);
}

test.each<[string, string, readonly Cell[]]>([
  ["130 additions", repeat("n", "+", 130), [390, wrap(LARGE * 130n), null]],
  ["900 additions", repeat("n", "+", 900), [2700, wrap(LARGE * 900n), null]],
  ["900 subtractions", `n - ${repeat("n", "-", 899)}`, [-3 * 898, wrap(LARGE * -898n), null]],
  ["900 products", repeat("n", "*", 900), [wrap(SMALL ** 900n), wrap(LARGE ** 900n), null]],
  ["a mixed chain", `${repeat("n", "+", 200)} - d - 1`, [600 - 0.1 - 1, -1e308, null]],
  ["900 concatenations", repeat("s", "||", 900), ["a".repeat(900), "b".repeat(900), null]],
  ["900 alternatives", Array.from({ length: 900 }, (_, i) => `n = ${i - 890}`).join(" OR "), [true, false, null]],
  ["900 conditions", repeat("n > 2", "AND", 900), [true, true, null]],
  ["5,000 additions", repeat("n", "+", 5000), [15_000, wrap(LARGE * 5000n), null]],
  ["1,100 concatenations", repeat("s", "||", 1100), ["a".repeat(1100), "b".repeat(1100), null]],
  ["5,000 concatenations", repeat("s", "||", 5000), ["a".repeat(5000), "b".repeat(5000), null]],
  ["5,000 alternatives", Array.from({ length: 5000 }, (_, i) => `n = ${i - 4990}`).join(" OR "), [true, false, null]],
  ["5,000 conditions", repeat("n > 2", "AND", 5000), [true, true, null]],
  [
    "5,000 conditions of two kinds",
    Array.from({ length: 2500 }, (_, i) => `n = ${i - 2490} AND s || s = 'aa'`).join(" OR "),
    [true, false, null],
  ],
  [
    "10,000 numbers in IN",
    `n IN (${Array.from({ length: 10_000 }, (_, index) => index).join(", ")})`,
    [true, false, null],
  ],
  ["130,000 numbers in IN", `n IN (${Array.from({ length: 130_000 }, (_, i) => i).join(", ")})`, [true, false, null]],
  [
    "10,000 texts in NOT IN",
    `s NOT IN (${Array.from({ length: 10_000 }, (_, index) => `'x${index}'`).join(", ")}, 'b')`,
    [true, false, null],
  ],
  ["numbers of two kinds and NULL in IN", "d IN (1, 0.1, NULL)", [true, null, null]],
  ["20,000 wildcards", `s LIKE '${"%a".repeat(20_000)}'`, [false, false, null]],
  ["a quotient of quotients", repeat("n", "/", 40), [0, 0, null]],
  ["guards before 40 quotients", repeat("n <> 3 AND 9 / (n - 3) >= 0", "AND", 40), [false, true, null]],
])("%s are computed", async (_, sql, expected) => {
  expect(await valuesOf(sql)).toEqual(expected);
});

test("long expressions run in a job, grouped and as a filter", async () => {
  const among = `"n" IN (${Array.from({ length: 10_000 }, (_, index) => index).join(", ")})`;
  const mappings = {
    __time: 'TIME_PARSE("t")',
    sum: repeat('"n"', "+", 500),
    text: repeat('"s"', "||", 5000),
    c: "COUNT(*)",
  };
  const job = checkedJob({
    table: "Long",
    input: INPUT,
    mappings,
    filter: `${among} AND ${repeat('"n" < 5', "OR", 5000)}`,
  });
  const outcome = await runToEnd(engine, "job-2", job, [jsonObject(RECORDS.slice(0, 1))]);
  expect(outcome).toMatchObject({ status: "completed", totals: { numRowsPersisted: 1 } });
  expect(await rowsOf(engine, "SELECT * FROM Long")).toEqual([["2024-01-01T00:00:00.000Z", 1500, "a".repeat(5000), 1]]);
});

const deep = /^the expression nests too deep: expected at most 250 levels/;
test.each([
  ["subtractions from the right", nested("(1 - ", ")", '"n"', 99), "nesting", deep],
  ["doubles", repeat('"d"', "+", 700), "nesting", deep],
  [
    "130,000 alternatives",
    repeat(`"s" = '${"x".repeat(30)}'`, "OR", 130_000),
    "length",
    /^the expression is too long: .*4194304/,
  ],
  [
    "operands that are repeated",
    nested("CEIL(", " TO DAY)", 'TIME_PARSE("t")', 40),
    "length",
    /^the expression is too long: .*4194304/,
  ],
])("%s beyond a limit are refused by prepare with the limit", async (_, sql, name, message) => {
  const job = checkedJob({ table: "Deep", input: INPUT, mappings: { __time: 'TIME_PARSE("t")', x: sql } });
  expect(await refusalsOf(engine, job)).toEqual([
    {
      code: "unsupported_expression",
      name,
      message: expect.stringMatching(message),
      pointer: "/mappings/1/expression",
    },
  ]);
});

test("what stays below the limits runs", async () => {
  expect(await valuesOf(nested("UPPER(", ")", "s", 190))).toEqual(["A", "B", null]);
  expect(await valuesOf(nested("-(", ")", "n", 90))).toEqual([3, LARGE, null]);
  expect(await valuesOf(repeat("d", "+", 390))).toEqual([
    Array(390)
      .fill(0.1)
      .reduce((a, b) => a + b),
    Infinity,
    null,
  ]);
});

test("a tree that no text could hold is refused as well", async () => {
  const job = checkedJob({ table: "Deep", input: INPUT, mappings: { __time: 'TIME_PARSE("t")', x: '"s"' } });
  const [time, text] = job.transform.mappings;
  if (time === undefined || text === undefined) throw new Error("the job has two mappings");
  let { expression } = text;
  for (let level = 0; level < 5000; level++) expression = { kind: "call", function: "UPPER", args: [expression] };
  const deepJob = { ...job, transform: { ...job.transform, mappings: [time, { ...text, expression }] } };
  expect(await refusalsOf(engine, deepJob)).toMatchObject([{ name: "nesting", pointer: "/mappings/1/expression" }]);
});
