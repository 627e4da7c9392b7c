import { Expr, lit, printExpr, quoteName } from "@starfix/expr";
import { DefinitionError } from "../definition-error.ts";
import type { TableNode } from "../table/table-node.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import { tableNodeOf } from "./parse-target.ts";

/** What can stand in a template of SQL. */
export type SqlValue = TableDefinition | Expr | SqlText | string | number | bigint | boolean | null;

/** SQL whose values have been put in, and the declared tables that it names. */
export class SqlText {
  readonly text: string;
  /** The tables that stand in it. */
  readonly tables: readonly TableNode[];

  constructor(text: string, tables: readonly TableNode[]) {
    this.text = text;
    this.tables = tables;
    Object.freeze(this);
  }

  /** The SQL itself. */
  toString(): string {
    return this.text;
  }
}

/**
 * SQL with values in it. A table that is declared in code becomes its quoted name, and the job depends on it; a text, a
 * number, a boolean or null becomes a literal, an expression its SQL. Nothing is pasted as it is, but for another `sql`.
 *
 * @example
 * String(sql`REPLACE INTO ${cities} OVERWRITE ALL SELECT * FROM ${koalas} WHERE "city" <> ${"it's"} PARTITIONED BY ALL`);
 * // => `REPLACE INTO "Cities" OVERWRITE ALL SELECT * FROM "Koalas" WHERE "city" <> 'it''s' PARTITIONED BY ALL`
 *
 * @throws DefinitionError for a value that SQL has no literal for.
 */
export function sql(parts: TemplateStringsArray, ...values: readonly SqlValue[]): SqlText {
  const tables: TableNode[] = [];
  const text = parts.reduce((before, part, index) => before + textOf(values[index - 1], tables) + part);
  return new SqlText(text, Object.freeze(tables));
}

function textOf(value: SqlValue | undefined, tables: TableNode[]): string {
  if (value instanceof SqlText) {
    tables.push(...value.tables);
    return value.text;
  }
  if (Expr.is(value)) return printExpr(value.toNode());
  const table = tableNodeOf(value);
  if (table) {
    tables.push(table);
    return quoteName(table.name);
  }
  if (value !== undefined && (value === null || typeof value !== "object")) return String(lit(value));
  throw new DefinitionError(
    "invalid value in sql: expected a table, an expression, text, a number, a boolean or null; a secret or another object cannot stand in SQL",
  );
}
