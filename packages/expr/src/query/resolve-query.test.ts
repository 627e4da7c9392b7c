import { expect, test } from "vitest";
import { parseQuery } from "../parse/parse-query.ts";
import { printExpr } from "../print-expr.ts";
import { QueryError } from "./query-error.ts";
import { resolveQuery } from "./resolve-query.ts";

const COLUMNS = ["__time", "city", "n", "d"];

function resolve(sql: string) {
  const { select, groupBy, orderBy, grouped } = resolveQuery(parseQuery(sql), COLUMNS);
  return {
    select: select.map(({ name, expr }) => `${name}: ${printExpr(expr)}`),
    groupBy: groupBy.map(printExpr),
    orderBy: orderBy.map(({ expr, direction, nulls }) => `${printExpr(expr)} ${direction} NULLS ${nulls}`),
    grouped,
  };
}

test("a star is every column, and a name that comes again gets a number", () => {
  expect(resolve("SELECT n AS city, *, city, n + 1, city FROM T")).toEqual({
    select: [
      'city: "n"',
      '__time: "__time"',
      'city0: "city"',
      'n: "n"',
      'd: "d"',
      'city1: "city"',
      'EXPR$6: "n" + 1',
      'city2: "city"',
    ],
    groupBy: [],
    orderBy: [],
    grouped: false,
  });
});

test("a whole number stands for a select item, in GROUP BY and ORDER BY", () => {
  expect(resolve("SELECT TIME_FLOOR(__time, 'P1D'), COUNT(*) FROM T GROUP BY 1 ORDER BY 2 DESC, 1")).toEqual({
    select: [`EXPR$0: TIME_FLOOR("__time", 'P1D')`, "EXPR$1: COUNT(*)"],
    groupBy: [`TIME_FLOOR("__time", 'P1D')`],
    orderBy: ["COUNT(*) DESC NULLS LAST", `TIME_FLOOR("__time", 'P1D') ASC NULLS FIRST`],
    grouped: true,
  });
});

test("a name in ORDER BY is that of a select item first, also within an expression", () => {
  const { orderBy } = resolve("SELECT 0 - n AS n, city AS c FROM T ORDER BY n + 1 NULLS LAST, UPPER(c) DESC, city, d");
  expect(orderBy).toEqual([
    '0 - "n" + 1 ASC NULLS LAST',
    'UPPER("city") DESC NULLS LAST',
    '"city" ASC NULLS FIRST',
    '"d" ASC NULLS FIRST',
  ]);
  expect(resolve("SELECT n AS city, * FROM T ORDER BY city").orderBy).toEqual(['"n" ASC NULLS FIRST']);
});

test.each([
  ["SELECT n FROM T", false],
  ["SELECT 1 FROM T HAVING 1 = 1", true],
  ["SELECT n FROM T GROUP BY n", true],
  ["SELECT 1 + MAX(n) FROM T", true],
  [
    "SELECT UPPER(city) || '!', COUNT(*) FROM T GROUP BY UPPER(city) HAVING MAX(n) > 1 ORDER BY UPPER(city), SUM(d)",
    true,
  ],
])("%s: rows are grouped: %s", (sql, grouped) => {
  expect(resolve(sql).grouped).toBe(grouped);
});

test.each([
  ["SELECT c0 FROM T", "unknown_column", 'table "T" has no column "c0"; it has __time, city, n, d', "c0"],
  ["SELECT n FROM T WHERE a = 1", "unknown_column", 'table "T" has no column "a"; it has __time, city, n, d', "a"],
  ["SELECT n AS x FROM T GROUP BY x", "unknown_column", 'table "T" has no column "x"; it has __time, city, n, d', "x"],
  [
    "SELECT 1 FROM T HAVING MAX(q) > 1",
    "unknown_column",
    'table "T" has no column "q"; it has __time, city, n, d',
    "q",
  ],
  ["SELECT city, COUNT(*) FROM T", "invalid_query", 'column "city" must be in GROUP BY or inside an aggregate', "city"],
  [
    "SELECT city FROM T HAVING 1 = 1",
    "invalid_query",
    'column "city" must be in GROUP BY or inside an aggregate',
    "city",
  ],
  ["SELECT n + 1 FROM T GROUP BY 1 + n", "invalid_query", 'column "n" must be in GROUP BY or inside an aggregate', "n"],
  [
    "SELECT city FROM T GROUP BY 1 ORDER BY d",
    "invalid_query",
    'column "d" must be in GROUP BY or inside an aggregate',
    "d",
  ],
  ["SELECT city FROM T GROUP BY 2", "invalid_query", "GROUP BY 2: expected the place of a select item, 1 to 1", "2"],
  ["SELECT city FROM T ORDER BY 3", "invalid_query", "ORDER BY 3: expected the place of a select item, 1 to 1", "3"],
  [
    "SELECT COUNT(*) FROM T GROUP BY MAX(n)",
    "invalid_query",
    'GROUP BY MAX("n"): an aggregate cannot be grouped by',
    "MAX(n)",
  ],
  ["SELECT COUNT(*) FROM T GROUP BY 1", "invalid_query", "GROUP BY COUNT(*): an aggregate cannot be grouped by", "1"],
  [
    "SELECT city FROM T ORDER BY COUNT(*)",
    "invalid_query",
    "ORDER BY COUNT(*): an aggregate needs GROUP BY, or an aggregate that is selected",
    "COUNT(*)",
  ],
  [
    "SELECT city, n AS city FROM T ORDER BY city",
    "invalid_query",
    'ORDER BY "city": the name is ambiguous, "city" is selected twice',
    "city",
  ],
])("%s is refused", (sql, code, message, place) => {
  try {
    resolveQuery(parseQuery(sql), COLUMNS);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    expect(error).toMatchObject({ code, message });
    expect(sql.slice(error.span?.start, error.span?.end)).toBe(place);
  }
});

test("a count of rows that is none is refused", () => {
  const query = parseQuery("SELECT n FROM T");
  expect(() => resolveQuery({ ...query, limit: -1 }, COLUMNS)).toThrow(
    "LIMIT: expected a whole number of rows, received -1",
  );
  expect(() => resolveQuery({ ...query, offset: 0.5 }, COLUMNS)).toThrow(
    "OFFSET: expected a whole number of rows, received 0.5",
  );
  expect(resolveQuery({ ...query, limit: 0, offset: 2 }, COLUMNS)).toMatchObject({ limit: 0, offset: 2 });
});

test("a long chain can be grouped by, as a whole and not in part", () => {
  const chain = Array.from({ length: 900 }, () => "n").join(" + ");
  expect(resolveQuery(parseQuery(`SELECT 1 - (${chain}) FROM T GROUP BY ${chain}`), COLUMNS).grouped).toBe(true);
  expect(() => resolveQuery(parseQuery(`SELECT ${chain} FROM T GROUP BY ${chain} + n`), COLUMNS)).toThrow(
    'column "n" must be in GROUP BY or inside an aggregate',
  );
});
