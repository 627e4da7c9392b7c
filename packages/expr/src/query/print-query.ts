import { printExpr, quoteName } from "../print-expr.ts";
import type { GroupItem, OrderItem, QueryNode, SelectItem } from "../query-node.ts";

/**
 * Prints a SELECT as Druid SQL, on one line. `parseQuery` reads it back as the same query.
 *
 * @example
 * printQuery(parseQuery("select city c, count(*) from Koalas group by 1"));
 * // => 'SELECT "city" AS "c", COUNT(*) FROM "Koalas" GROUP BY 1'
 */
export function printQuery(query: QueryNode): string {
  const { table, alias } = query.from;
  const parts = [
    `SELECT ${query.select.map(printSelectItem).join(", ")}`,
    `FROM ${quoteName(table)}${printAlias(alias)}`,
  ];
  if (query.where !== undefined) parts.push(`WHERE ${printExpr(query.where)}`);
  if (query.groupBy.length > 0) parts.push(`GROUP BY ${query.groupBy.map(printGroupItem).join(", ")}`);
  if (query.having !== undefined) parts.push(`HAVING ${printExpr(query.having)}`);
  if (query.orderBy.length > 0) parts.push(`ORDER BY ${query.orderBy.map(printOrderItem).join(", ")}`);
  if (query.limit !== undefined) parts.push(`LIMIT ${query.limit}`);
  if (query.offset !== undefined) parts.push(`OFFSET ${query.offset}`);
  return parts.join(" ");
}

function printSelectItem(item: SelectItem): string {
  return item.kind === "all" ? "*" : `${printExpr(item.expr)}${printAlias(item.alias)}`;
}

function printAlias(alias: string | undefined): string {
  return alias === undefined ? "" : ` AS ${quoteName(alias)}`;
}

function printGroupItem(item: GroupItem): string {
  return item.kind === "ordinal" ? String(item.position) : printExpr(item.expr);
}

function printOrderItem(item: OrderItem): string {
  const nulls = item.nulls === undefined ? "" : ` NULLS ${item.nulls}`;
  return `${printGroupItem(item)}${item.direction === "DESC" ? " DESC" : ""}${nulls}`;
}
