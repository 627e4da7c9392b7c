import type { DuckDBValue } from "@duckdb/node-api";
import { type Cell, QueryRefusedError, type QueryResult } from "@starfix/engine";
import type { QueryNode } from "@starfix/expr/parse";
import { formatIso } from "../functions/calendar.ts";
import type { Database } from "../storage/database.ts";
import { findTable } from "../storage/stored-table.ts";
import type { ValueType } from "../translate/translated.ts";
import { outputType, translateQuery } from "./translate-query.ts";

/** Runs one SELECT over a table of `data`; there is no way from here to anything else in the database. */
export async function runQuery(database: Database, query: QueryNode): Promise<QueryResult> {
  return database.lend(async (connection) => {
    const table = await findTable(connection, query.from.table);
    if (table === undefined) {
      throw new QueryRefusedError("unknown_table", `there is no table ${JSON.stringify(query.from.table)}`);
    }
    const { sql, columns } = translateQuery(query, table);
    const result = await connection.runAndReadAll(sql).catch((cause: unknown) => {
      const failed = cause instanceof Error && cause.message.includes("/ by zero");
      throw failed ? new QueryRefusedError("invalid_query", "/ by zero") : cause;
    });
    const cells = columns.map(({ type }) => CELLS[type]);
    return {
      columns: columns.map(({ name, type }) => ({ name, type: outputType(type) })),
      rows: result
        .getRows()
        .map((row) => row.map((value, index) => (value === null ? null : (cells[index] ?? text)(value)))),
    };
  });
}

type ToCell = (value: DuckDBValue) => Cell;

const text: ToCell = (value) => String(value);

const CELLS: Readonly<Record<ValueType, ToCell>> = {
  VARCHAR: text,
  NULL: text,
  BOOLEAN: (value) => value === true,
  BIGINT: (value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) || typeof value !== "bigint" ? number : value;
  },
  DOUBLE: (value) => Number(value),
  FLOAT: (value) => shortFloat(Math.fround(Number(value))),
  TIMESTAMP: (value) => (typeof value === "bigint" ? formatIso(value) : null),
};

/** The shortest decimal that is this 32-bit number: 0.1, not 0.10000000149011612. */
function shortFloat(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
