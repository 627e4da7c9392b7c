import type { Engine } from "@starfix/engine";
import { parseQuery } from "@starfix/expr/parse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { checkedJob } from "../testing/checked-job.ts";
import { rowsOf as rowsOfEngine, runToEnd } from "../testing/run-to-end.ts";
import { jsonObject } from "../testing/source-object.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDb({ memory: true });
  const input = { ts: "string", city: "string", n: "long", d: "double" } as const;
  const mappings = { __time: 'TIME_PARSE("ts")', city: '"city"', n: '"n"', d: '"d"' };
  const records = [
    { ts: "2024-01-01T00:00:00.000Z", city: "Perth", n: 1, d: 0.5 },
    { ts: "2024-01-01T12:00:00.000Z", city: "Sydney", n: 2, d: 1.5 },
    { ts: "2024-01-02T00:00:00.000Z", city: "Sydney", n: null, d: null },
    { ts: "2024-01-03T00:00:00.000Z", city: null, n: 4, d: -2 },
    { ts: "2024-01-04T00:00:00.000Z", city: "\u{1F428}", n: 5, d: 0 },
    { ts: "2024-01-05T00:00:00.000Z", city: "\uFF5A", n: 6, d: 0 },
  ];
  await runToEnd(engine, "job-1", checkedJob({ table: "T", input, mappings }), [jsonObject(records)]);
});
afterAll(() => engine.close());

const rowsOf = (sql: string) => rowsOfEngine(engine, sql);
const namesOf = async (sql: string) => (await engine.query(parseQuery(sql))).columns.map((column) => column.name);

test("a select gives rows, names and types", async () => {
  const sql = 'SELECT __time, city AS "where", n + 1, n > 1 FROM "T" WHERE n <= 2 ORDER BY n';
  expect((await engine.query(parseQuery(sql))).columns).toEqual([
    { name: "__time", type: "TIMESTAMP" },
    { name: "where", type: "VARCHAR" },
    { name: "EXPR$2", type: "BIGINT" },
    { name: "EXPR$3", type: "BOOLEAN" },
  ]);
  expect(await rowsOf(sql)).toEqual([
    ["2024-01-01T00:00:00.000Z", "Perth", 2, false],
    ["2024-01-01T12:00:00.000Z", "Sydney", 3, true],
  ]);
});

test("a name that comes again gets a number", async () => {
  expect(await namesOf("SELECT city, city, n AS city FROM T")).toEqual(["city", "city0", "city1"]);
});

test("groups are made by name, by expression and by place", async () => {
  const expected = [
    ["2024-01-01T00:00:00.000Z", 2, 3],
    ["2024-01-02T00:00:00.000Z", 1, null],
  ];
  const head = "SELECT TIME_FLOOR(__time, 'P1D'), COUNT(*), SUM(n) FROM T WHERE __time < TIMESTAMP '2024-01-03'";
  expect(await rowsOf(`${head} GROUP BY 1 ORDER BY 1`)).toEqual(expected);
  expect(await rowsOf(`${head} GROUP BY TIME_FLOOR(__time, 'P1D') ORDER BY TIME_FLOOR(__time, 'P1D')`)).toEqual(
    expected,
  );
  expect(await rowsOf("SELECT city, COUNT(*) AS c FROM T GROUP BY city HAVING COUNT(*) > 1")).toEqual([["Sydney", 2]]);
});

test("an average is a double, and null over no values", async () => {
  expect(await rowsOf("SELECT city, AVG(n) FROM T WHERE n IS NULL OR n < 3 GROUP BY city ORDER BY city")).toEqual([
    ["Perth", 1],
    ["Sydney", 2],
  ]);
  expect(await rowsOf("SELECT AVG(n), AVG(d) FROM T WHERE n > 4 AND d > 0")).toEqual([[null, null]]);
});

test("aggregates without groups give one row, also over no rows", async () => {
  expect(await rowsOf("SELECT COUNT(*), COUNT(n), MIN(d), MAX(__time) FROM T")).toEqual([
    [6, 5, -2, "2024-01-05T00:00:00.000Z"],
  ]);
  expect(await rowsOf("SELECT COUNT(*), SUM(n) FROM T WHERE n > 100")).toEqual([[0, null]]);
});

test("nulls come first ascending and last descending", async () => {
  expect(await rowsOf("SELECT n FROM T ORDER BY n LIMIT 2")).toEqual([[null], [1]]);
  expect(await rowsOf("SELECT n FROM T ORDER BY 1 DESC LIMIT 1 OFFSET 5")).toEqual([[null]]);
});

test("texts are ordered by UTF-16 unit, as in Java", async () => {
  expect(await rowsOf("SELECT city AS c FROM T WHERE n >= 4 ORDER BY c")).toEqual([[null], ["\u{1F428}"], ["\uFF5A"]]);
  expect(await rowsOf("SELECT COUNT(*) FROM T WHERE city < '\uFF5A'")).toEqual([[4]]);
});

test("a text beside a time is read as a time", async () => {
  expect(
    await rowsOf("SELECT COUNT(*) FROM T WHERE __time >= '2024-01-03' AND __time < '2024-01-04 00:00:00'"),
  ).toEqual([[1]]);
});

test.each([
  ["SELECT * FROM nothing", "unknown_table", 'there is no table "nothing"'],
  ["SELECT * FROM tables", "unknown_table", 'there is no table "tables"'],
  ['SELECT * FROM "state.records"', "unknown_table", 'there is no table "state.records"'],
  ['SELECT "document" FROM "T"', "unknown_column", 'table "T" has no column "document"; it has __time, city, n, d'],
  ["SELECT c0 FROM T", "unknown_column", 'table "T" has no column "c0"; it has __time, city, n, d'],
  [
    "SELECT REGEXP_LIKE(city, 'x') FROM T",
    "unsupported_function",
    "DuckDB cannot run the function REGEXP_LIKE exactly as Druid does",
  ],
  ["SELECT FROB(city) FROM T", "unsupported_function", "Druid SQL has no function FROB"],
  [
    "SELECT city, DS_HLL(n) FROM T GROUP BY city",
    "unsupported_function",
    "DuckDB cannot run the function DS_HLL exactly as Druid does",
  ],
  ["SELECT city, COUNT(*) FROM T", "invalid_query", 'column "city" must be in GROUP BY or inside an aggregate'],
  ["SELECT city FROM T GROUP BY 2", "invalid_query", "GROUP BY 2: expected the place of a select item, 1 to 1"],
  ["SELECT city FROM T ORDER BY 3", "invalid_query", "ORDER BY 3: expected the place of a select item, 1 to 1"],
  ["SELECT COUNT(*) FROM T GROUP BY COUNT(*)", "invalid_query", "GROUP BY COUNT(*): an aggregate cannot be grouped by"],
  ["SELECT n FROM T WHERE COUNT(*) > 1", "unsupported_expression", "the aggregate COUNT cannot stand here"],
  ["SELECT SUM(SUM(n)) FROM T", "unsupported_expression", "the aggregate SUM cannot stand here"],
  ["SELECT n FROM T WHERE n", "unsupported_expression", "WHERE takes a condition, received BIGINT"],
  ["SELECT n / (n - 1) FROM T", "invalid_query", "/ by zero"],
])("%s is refused", async (sql, code, message) => {
  await expect(engine.query(parseQuery(sql))).rejects.toMatchObject({ name: "QueryRefusedError", code, message });
});

test("a division that its condition guards does not fail", async () => {
  expect(await rowsOf("SELECT CASE WHEN n <> 1 THEN 12 / (n - 1) END FROM T WHERE n < 3 ORDER BY n")).toEqual([
    [null],
    [12],
  ]);
  expect(await rowsOf("SELECT COUNT(*) FROM T WHERE n <> 1 AND 12 / (n - 1) > 3")).toEqual([[2]]);
});

test("hostile texts stay texts", async () => {
  const hostile = "x'; DROP TABLE data.t1; --";
  expect(await rowsOf(`SELECT city FROM T WHERE city = '${hostile.replaceAll("'", "''")}'`)).toEqual([]);
  expect(await rowsOf("SELECT COUNT(*) FROM T")).toEqual([[6]]);
});
