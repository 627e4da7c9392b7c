import { QueryRefusedError } from "@starfix/engine";
import type { SqlType } from "@starfix/expr";
import { QueryError, type QueryNode, type ResolvedOrder, resolveQuery } from "@starfix/expr/parse";
import { physicalTable, type StoredTable } from "../storage/stored-table.ts";
import { condition } from "../translate/compare.ts";
import { type Scope, translate } from "../translate/translate.ts";
import { leaf, RefusedError, type Translated, type ValueType } from "../translate/translated.ts";

export interface OutputColumn {
  readonly name: string;
  readonly type: ValueType;
}

/** A query in DuckDB SQL, as plain data. */
export interface Statement {
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
}

/** Writes a parsed SELECT over a table as DuckDB SQL. Throws QueryRefusedError for what is invalid in it or not exact. */
export function translateQuery(query: QueryNode, table: StoredTable): Statement {
  try {
    return translateResolved(query, table);
  } catch (error) {
    if (error instanceof QueryError) throw new QueryRefusedError(error.code, error.message);
    if (error instanceof RefusedError) throw new QueryRefusedError(error.refusal.code, error.refusal.message);
    throw error;
  }
}

function translateResolved(query: QueryNode, table: StoredTable): Statement {
  const names = table.columns.map((column) => column.name);
  const { select, where, groupBy, grouped, having, orderBy, limit, offset } = resolveQuery(query, names);
  const rows: Scope = { column: columnReader(table), aggregates: false };
  const groups: Scope = { ...rows, aggregates: grouped };
  const values = select.map(({ expr }) => translate(expr, groups));
  const parts = [
    `SELECT ${values.map((value) => (value.type === "NULL" ? "CAST(NULL AS VARCHAR)" : value.sql)).join(", ")}`,
    `FROM ${physicalTable(table)}`,
    where === undefined ? "" : `WHERE ${condition("WHERE", translate(where, rows)).sql}`,
    groupBy.length === 0 ? "" : `GROUP BY ${groupBy.map((key) => translate(key, rows).sql).join(", ")}`,
    having === undefined ? "" : `HAVING ${condition("HAVING", translate(having, groups)).sql}`,
    orderBy.length === 0
      ? ""
      : `ORDER BY ${orderBy.map((item) => orderSql(item, translate(item.expr, groups))).join(", ")}`,
    limit === undefined ? "" : `LIMIT ${limit}`,
    offset === undefined ? "" : `OFFSET ${offset}`,
  ];
  return {
    sql: parts.filter((part) => part !== "").join(" "),
    columns: select.map(({ name }, index) => ({ name, type: values[index]?.type ?? "NULL" })),
  };
}

function columnReader(table: StoredTable): Scope["column"] {
  const places = new Map(table.columns.map((column, index) => [column.name, { index, type: column.type }]));
  return (name): Translated => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`a resolved query reads the unknown column ${JSON.stringify(name)}`);
    const { index, type } = place;
    return leaf(type, type === "FLOAT" ? `CAST(c${index} AS DOUBLE)` : `c${index}`);
  };
}

/** Texts are ordered by UTF-16 unit. */
function orderSql({ direction, nulls }: ResolvedOrder, value: Translated): string {
  const key = value.type === "VARCHAR" ? `starfix_sort_key(${value.sql})` : value.sql;
  return `(${key}) ${direction} NULLS ${nulls}`;
}

/** The type of a column of an answer: a bare NULL is text. */
export function outputType(type: ValueType): SqlType {
  return type === "NULL" ? "VARCHAR" : type;
}
