import { findAggregate, isAggregateCall } from "../check/find-aggregate.ts";
import { withChildren } from "../children.ts";
import type { ColumnNode, ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import type { GroupItem, OrderItem, QueryNode } from "../query-node.ts";
import { foldExpr, visitExpr } from "../walk-expr.ts";
import { ExprIds } from "./expr-ids.ts";
import { QueryError } from "./query-error.ts";

/** One column of the answer. */
export interface SelectedColumn {
  readonly name: string;
  readonly expr: ExprNode;
}

export interface ResolvedOrder {
  readonly expr: ExprNode;
  readonly direction: "ASC" | "DESC";
  readonly nulls: "FIRST" | "LAST";
}

/** What a SELECT means: ordinals, aliases and `*` are replaced by what they refer to. */
export interface ResolvedQuery {
  readonly table: string;
  /** The select list with `*` spelled out. */
  readonly select: readonly SelectedColumn[];
  /** A condition on each row. */
  readonly where?: ExprNode;
  /** Expressions over rows; empty also where all rows are one group. */
  readonly groupBy: readonly ExprNode[];
  /** Whether rows are grouped: then `select`, `having` and `orderBy` are over groups, and may hold aggregates. */
  readonly grouped: boolean;
  readonly having?: ExprNode;
  readonly orderBy: readonly ResolvedOrder[];
  readonly limit?: number;
  readonly offset?: number;
}

/**
 * Resolves a SELECT over the columns of its table as Druid does: `*`, the names of unnamed columns (`EXPR$1`) and of repeated
 * ones (`a0`), ordinals and names of select items, the order of NULLs. Types are not checked.
 *
 * @example
 * resolveQuery(parseQuery("SELECT city, COUNT(*) FROM Koalas GROUP BY 1 ORDER BY 2 DESC"), ["__time", "city"]);
 * // => {
 * //   table: "Koalas",
 * //   select: [{ name: "city", expr: "city" as a node }, { name: "EXPR$1", expr: COUNT(*) as a node }],
 * //   groupBy: [the node of "city"],
 * //   grouped: true,
 * //   orderBy: [{ expr: the node of COUNT(*), direction: "DESC", nulls: "LAST" }],
 * // }
 *
 * @throws QueryError for an unknown column, a column that is neither grouped nor aggregated, an aggregate in GROUP BY, an
 * ordinal without a select item, and a LIMIT or OFFSET that is not a whole number.
 */
export function resolveQuery(query: QueryNode, columns: readonly string[]): ResolvedQuery {
  const { from, where, having } = query;
  const select = resolveSelect(query, columns);
  const groupBy = query.groupBy.map((item) => resolveGroupItem(item, select));
  const orderBy = query.orderBy.map((item) => resolveOrderItem(item, select));
  const overGroups = [...select, ...orderBy].map((item) => item.expr).concat(having ?? []);
  checkColumns(from.table, [...overGroups, ...groupBy].concat(where ?? []), columns);
  const grouped = groupBy.length > 0 || having !== undefined || select.some(({ expr }) => hasAggregate(expr));
  if (grouped) checkGrouped(overGroups, groupBy);
  else checkNoAggregate(orderBy);
  return {
    table: from.table,
    select: select.map(({ name, expr }) => ({ name, expr })),
    ...(where === undefined ? {} : { where }),
    groupBy,
    grouped,
    ...(having === undefined ? {} : { having }),
    orderBy,
    ...(query.limit === undefined ? {} : { limit: wholeNumber("LIMIT", query.limit) }),
    ...(query.offset === undefined ? {} : { offset: wholeNumber("OFFSET", query.offset) }),
  };
}

interface Selected extends SelectedColumn {
  /** The name by which ORDER BY refers to it. Two written items may share it; a column of `*` never does. */
  readonly label: string;
}

function resolveSelect(query: QueryNode, columns: readonly string[]): readonly Selected[] {
  const select: Selected[] = [];
  const taken = new Map<string, number>();
  const nameOf = (base: string): string => {
    let name = base;
    let next = taken.get(base) ?? 0;
    for (; taken.has(name); next++) name = `${base}${next}`;
    taken.set(base, next);
    if (name !== base) taken.set(name, 0);
    return name;
  };
  for (const item of query.select) {
    if (item.kind === "all") {
      for (const column of columns) {
        const name = nameOf(column);
        select.push({ name, label: name, expr: { kind: "column", name: column } });
      }
    } else {
      const own = item.expr.kind === "column" ? item.expr.name : `EXPR$${select.length}`;
      const label = item.alias ?? own;
      select.push({ name: nameOf(label), label, expr: item.expr });
    }
  }
  return select;
}

function resolveGroupItem(item: GroupItem, select: readonly Selected[]): ExprNode {
  const expr = item.kind === "ordinal" ? selectedAt("GROUP BY", item, select).expr : item.expr;
  if (!hasAggregate(expr)) return expr;
  throw new QueryError("invalid_query", `GROUP BY ${printExpr(expr)}: an aggregate cannot be grouped by`, item);
}

function resolveOrderItem(item: OrderItem, select: readonly Selected[]): ResolvedOrder {
  const { direction, nulls = direction === "ASC" ? "FIRST" : "LAST" } = item;
  const expr = item.kind === "ordinal" ? selectedAt("ORDER BY", item, select).expr : withoutAliases(item.expr, select);
  return { expr, direction, nulls };
}

/** A name in ORDER BY is that of a select item first, then that of a column; also within an expression. */
function withoutAliases(root: ExprNode, select: readonly Selected[]): ExprNode {
  return foldExpr<ExprNode>(root, (node, children) => {
    if (node.kind !== "column") return withChildren(node, children);
    const [first, second] = select.filter(({ label }) => label === node.name);
    if (second === undefined) return first?.expr ?? node;
    const message = `ORDER BY ${printExpr(node)}: the name is ambiguous, ${JSON.stringify(node.name)} is selected twice`;
    throw new QueryError("invalid_query", message, node);
  });
}

function selectedAt(
  clause: string,
  item: Extract<GroupItem, { readonly kind: "ordinal" }>,
  select: readonly Selected[],
): Selected {
  const selected = select[item.position - 1];
  if (selected !== undefined) return selected;
  const expected = `expected the place of a select item, 1 to ${select.length}`;
  throw new QueryError("invalid_query", `${clause} ${item.position}: ${expected}`, item);
}

function checkColumns(table: string, exprs: readonly ExprNode[], columns: readonly string[]): void {
  const known = new Set(columns);
  const check = (node: ExprNode): undefined => {
    if (node.kind !== "column" || known.has(node.name)) return;
    const found = `it has ${columns.join(", ")}`;
    const message = `table ${JSON.stringify(table)} has no column ${JSON.stringify(node.name)}; ${found}`;
    throw new QueryError("unknown_column", message, node);
  };
  for (const expr of exprs) visitExpr(expr, check);
}

/** Outside an aggregate, a group has only the values that it is grouped by. */
function checkGrouped(exprs: readonly ExprNode[], groupBy: readonly ExprNode[]): void {
  const ids = new Map<ExprNode, number>();
  const exprIds = new ExprIds();
  const keys = new Set(groupBy.map((key) => exprIds.add(key, ids)));
  for (const expr of exprs) {
    exprIds.add(expr, ids);
    visitExpr(expr, (node) => {
      if (isAggregateCall(node) || keys.has(ids.get(node) ?? -1)) return false;
      if (node.kind === "column") throw notGrouped(node);
      return true;
    });
  }
}

function notGrouped(column: ColumnNode): QueryError {
  const message = `column ${JSON.stringify(column.name)} must be in GROUP BY or inside an aggregate`;
  return new QueryError("invalid_query", message, column);
}

function checkNoAggregate(orderBy: readonly ResolvedOrder[]): void {
  for (const { expr } of orderBy) {
    if (!hasAggregate(expr)) continue;
    const message = `ORDER BY ${printExpr(expr)}: an aggregate needs GROUP BY, or an aggregate that is selected`;
    throw new QueryError("invalid_query", message, expr);
  }
}

function hasAggregate(expr: ExprNode): boolean {
  return findAggregate(expr) !== undefined;
}

function wholeNumber(clause: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new QueryError("invalid_query", `${clause}: expected a whole number of rows, received ${value}`);
}
