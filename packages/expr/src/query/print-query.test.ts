import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "../parse/parse-query.ts";
import type { GroupItem, OrderItem, QueryNode, SelectItem } from "../query-node.ts";
import { stripSpans } from "../strip-spans.ts";
import { exprNode, name } from "../testing/arbitrary-expr.ts";
import { printQuery } from "./print-query.ts";

test.each([
  ["select * from Koalas", 'SELECT * FROM "Koalas"'],
  [
    `SELECT k.city c, MAX("len") FROM druid."Koalas" AS k WHERE city <> 'x' GROUP BY 1, k."session" HAVING MAX("len") > 3
     ORDER BY 2 DESC NULLS LAST, "city" ASC LIMIT 10 OFFSET 5;`,
    `SELECT "city" AS "c", MAX("len") FROM "Koalas" AS "k" WHERE "city" <> 'x' GROUP BY 1, "session" HAVING MAX("len") > 3 ` +
      'ORDER BY 2 DESC NULLS LAST, "city" LIMIT 10 OFFSET 5',
  ],
  ['SELECT a IS DISTINCT FROM 1 AS "it""s" FROM "a ""b"""', 'SELECT "a" IS DISTINCT FROM 1 AS "it""s" FROM "a ""b"""'],
  ["SELECT a FROM t ORDER BY a NULLS FIRST OFFSET 1 ROWS", 'SELECT "a" FROM "t" ORDER BY "a" NULLS FIRST OFFSET 1'],
])("%s is printed", (sql, printed) => {
  expect(printQuery(parseQuery(sql))).toBe(printed);
});

const optional = <TValue>(value: fc.Arbitrary<TValue>) => fc.option(value, { nil: undefined });
const ordinal = fc.integer({ min: 1, max: 10_000 }).map((position): GroupItem => ({ kind: "ordinal", position }));
const groupItem = fc.oneof(
  ordinal,
  // A whole number alone is always a place.
  exprNode
    .filter((expr) => expr.kind !== "literal" || expr.type !== "BIGINT")
    .map((expr): GroupItem => ({ kind: "expr", expr })),
);
const orderItem = fc
  .tuple(groupItem, fc.constantFrom("ASC", "DESC"), optional(fc.constantFrom("FIRST", "LAST")))
  .map(([item, direction, nulls]): OrderItem => ({ ...item, direction, ...(nulls === undefined ? {} : { nulls }) }));
const selectItem = fc.oneof(
  fc.constant<SelectItem>({ kind: "all" }),
  fc
    .tuple(exprNode, optional(name))
    .map(([expr, alias]): SelectItem => ({ kind: "expr", expr, ...(alias === undefined ? {} : { alias }) })),
);
const query = fc
  .record({
    select: fc.array(selectItem, { minLength: 1, maxLength: 3 }),
    from: fc.tuple(name, optional(name)),
    where: optional(exprNode),
    groupBy: fc.array(groupItem, { maxLength: 2 }),
    having: optional(exprNode),
    orderBy: fc.array(orderItem, { maxLength: 2 }),
    limit: optional(fc.maxSafeNat()),
    offset: optional(fc.maxSafeNat()),
  })
  .map(
    ({ select, from: [table, alias], where, groupBy, having, orderBy, limit, offset }): QueryNode => ({
      kind: "query",
      select,
      from: alias === undefined ? { table } : { table, alias },
      ...(where === undefined ? {} : { where }),
      groupBy,
      ...(having === undefined ? {} : { having }),
      orderBy,
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
    }),
  );

test("what is printed is read back as the same query", () => {
  fc.assert(
    fc.property(query, (tree) => {
      expect(withoutSpans(parseQuery(printQuery(tree)))).toEqual(tree);
    }),
    { numRuns: 1000 },
  );
});

function withoutSpans(read: QueryNode): QueryNode {
  const { span, ...from } = read.from;
  return {
    ...read,
    select: read.select.map((item) => {
      const { span, ...rest } = item;
      return rest.kind === "all" ? rest : { ...rest, expr: stripSpans(rest.expr) };
    }),
    from,
    ...(read.where === undefined ? {} : { where: stripSpans(read.where) }),
    groupBy: read.groupBy.map(bare),
    ...(read.having === undefined ? {} : { having: stripSpans(read.having) }),
    orderBy: read.orderBy.map((item): OrderItem => {
      const { direction, nulls } = item;
      return { ...bare(item), direction, ...(nulls === undefined ? {} : { nulls }) };
    }),
  };
}

function bare(item: GroupItem): GroupItem {
  return item.kind === "ordinal"
    ? { kind: "ordinal", position: item.position }
    : { kind: "expr", expr: stripSpans(item.expr) };
}
