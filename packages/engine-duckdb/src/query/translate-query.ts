import { QueryRefusedError } from "@starfix/engine";
import { childrenOf, type ExprNode, printExpr, type SqlType } from "@starfix/expr";
import { findFunction, type GroupItem, type OrderItem, type QueryNode } from "@starfix/expr/parse";
import { physicalTable, type StoredTable } from "../storage/stored-table.ts";
import { condition } from "../translate/compare.ts";
import { type Scope, translate } from "../translate/translate.ts";
import { RefusedError, type Translated, type ValueType } from "../translate/translated.ts";

export interface OutputColumn {
  readonly name: string;
  readonly type: ValueType;
}

/** A query in DuckDB SQL, as plain data. */
export interface Statement {
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
}

/** Writes a parsed SELECT over a table as DuckDB SQL. Throws QueryRefusedError for what is wrong with it or not exact. */
export function translateQuery(query: QueryNode, table: StoredTable): Statement {
  try {
    return new QueryTranslation(query, table).translate();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new QueryRefusedError(error.refusal.code, error.refusal.message);
  }
}

interface Selected {
  readonly name: string;
  readonly expr: ExprNode;
}

class QueryTranslation {
  readonly #query: QueryNode;
  readonly #table: StoredTable;
  readonly #selected: readonly Selected[];
  readonly #rows: Scope;
  readonly #groups: Scope;

  constructor(query: QueryNode, table: StoredTable) {
    this.#query = query;
    this.#table = table;
    this.#selected = select(query, table);
    this.#rows = { column: (name) => readColumn(table, name), aggregates: false };
    this.#groups = { ...this.#rows, aggregates: true };
  }

  translate(): Statement {
    const { where, having, orderBy, limit, offset } = this.#query;
    const keys = this.#query.groupBy.map((item) => this.#groupKey(item));
    const order = orderBy.map((item) => ({ item, expr: this.#orderExpr(item) }));
    const outside = [...this.#selected.map((item) => item.expr), ...order.map(({ expr }) => expr)];
    const grouped = keys.length > 0 || having !== undefined || outside.some(hasAggregate);
    if (grouped) {
      const known = new Set(keys.map(printExpr));
      for (const expr of having === undefined ? outside : [...outside, having]) requireGrouped(expr, known);
    }
    const scope = grouped ? this.#groups : this.#rows;
    const values = this.#selected.map(({ expr }) => translate(expr, scope));
    const parts = [
      `SELECT ${values.map((value) => (value.type === "NULL" ? "CAST(NULL AS VARCHAR)" : value.sql)).join(", ")}`,
      `FROM ${physicalTable(this.#table)}`,
      where === undefined ? "" : `WHERE ${condition("WHERE", translate(where, this.#rows)).sql}`,
      keys.length === 0 ? "" : `GROUP BY ${keys.map((key) => translate(key, this.#rows).sql).join(", ")}`,
      having === undefined ? "" : `HAVING ${condition("HAVING", translate(having, scope)).sql}`,
      order.length === 0
        ? ""
        : `ORDER BY ${order.map(({ item, expr }) => orderSql(item, translate(expr, scope))).join(", ")}`,
      limit === undefined ? "" : `LIMIT ${wholeNumber("LIMIT", limit)}`,
      offset === undefined ? "" : `OFFSET ${wholeNumber("OFFSET", offset)}`,
    ];
    const columns = this.#selected.map(({ name }, index) => ({ name, type: values[index]?.type ?? "NULL" }));
    return { sql: parts.filter((part) => part !== "").join(" "), columns };
  }

  #groupKey(item: GroupItem): ExprNode {
    const expr = item.kind === "ordinal" ? this.#selectedAt("GROUP BY", item.position) : item.expr;
    if (hasAggregate(expr)) throw invalid(`GROUP BY ${printExpr(expr)}: an aggregate cannot be grouped by`);
    return expr;
  }

  /** A name in ORDER BY is that of a select item first, then that of a column. */
  #orderExpr(item: OrderItem): ExprNode {
    if (item.kind === "ordinal") return this.#selectedAt("ORDER BY", item.position);
    const { expr } = item;
    const named = expr.kind === "column" && this.#selected.find((selected) => selected.name === expr.name);
    return named ? named.expr : expr;
  }

  #selectedAt(clause: string, position: number): ExprNode {
    const selected = this.#selected[position - 1];
    if (selected !== undefined) return selected.expr;
    throw invalid(`${clause} ${position}: expected the place of a select item, 1 to ${this.#selected.length}`);
  }
}

/** The select list with `*` spelled out, and the names that Druid gives: `EXPR$1` where there is no other, `a0` for a second `a`. */
function select(query: QueryNode, table: StoredTable): readonly Selected[] {
  const selected: Selected[] = [];
  const taken = new Set<string>();
  const add = (wanted: string | undefined, expr: ExprNode): void => {
    const base = wanted ?? `EXPR$${selected.length}`;
    let name = base;
    for (let next = 0; taken.has(name); next++) name = `${base}${next}`;
    taken.add(name);
    selected.push({ name, expr });
  };
  for (const item of query.select) {
    if (item.kind === "expr") add(item.alias ?? (item.expr.kind === "column" ? item.expr.name : undefined), item.expr);
    else for (const column of table.columns) add(column.name, { kind: "column", name: column.name });
  }
  return selected;
}

function readColumn(table: StoredTable, name: string): Translated {
  const index = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[index];
  if (column === undefined) {
    const known = table.columns.map((one) => one.name).join(", ");
    throw new QueryRefusedError(
      "unknown_column",
      `table ${JSON.stringify(table.name)} has no column ${JSON.stringify(name)}; it has ${known}`,
    );
  }
  const sql = column.type === "FLOAT" ? `CAST(c${index} AS DOUBLE)` : `c${index}`;
  return { sql, type: column.type, mayFail: false };
}

/** By the catalogue and not by what this engine runs: an aggregate that is refused must be refused by its name. */
function isAggregate(node: ExprNode): boolean {
  return node.kind === "call" && findFunction(node.function)?.aggregate === true;
}

function hasAggregate(node: ExprNode): boolean {
  return isAggregate(node) || childrenOf(node).some(hasAggregate);
}

function requireGrouped(node: ExprNode, keys: ReadonlySet<string>): void {
  if (keys.has(printExpr(node)) || isAggregate(node)) return;
  if (node.kind === "column")
    throw invalid(`column ${JSON.stringify(node.name)} must be in GROUP BY or inside an aggregate`);
  for (const child of childrenOf(node)) requireGrouped(child, keys);
}

/** Nulls come first ascending and last descending; texts go by UTF-16 unit. */
function orderSql(item: OrderItem, value: Translated): string {
  const key = value.type === "VARCHAR" ? `starfix_sort_key(${value.sql})` : value.sql;
  const nulls = item.nulls ?? (item.direction === "ASC" ? "FIRST" : "LAST");
  return `(${key}) ${item.direction} NULLS ${nulls}`;
}

function wholeNumber(clause: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw invalid(`${clause}: expected a whole number of rows, received ${value}`);
}

function invalid(message: string): QueryRefusedError {
  return new QueryRefusedError("invalid_query", message);
}

/** The type of a column of an answer: a bare NULL is text. */
export function outputType(type: ValueType): SqlType {
  return type === "NULL" ? "VARCHAR" : type;
}
