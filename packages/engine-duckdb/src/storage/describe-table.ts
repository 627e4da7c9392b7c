import type { DuckDBConnection } from "@duckdb/node-api";
import type { EngineTable } from "@starfix/engine";
import { physicalTable, type StoredColumn, type StoredTable } from "./stored-table.ts";

/** Bytes of a value that is not text. */
const VALUE_BYTES: Readonly<Record<Exclude<StoredColumn["type"], "VARCHAR">, number>> = {
  BIGINT: 8,
  DOUBLE: 8,
  TIMESTAMP: 8,
  FLOAT: 4,
};

/** Counts the rows, and the bytes of their values before compression: a text as UTF-8, a null as nothing. */
export async function describeTable(connection: DuckDBConnection, table: StoredTable): Promise<EngineTable> {
  // One result column each: DuckDB limits how deep a sum of them may nest.
  const sizes = table.columns.map(({ type }, index) =>
    type === "VARCHAR" ? `sum(strlen(c${index}))` : `count(c${index}) * ${VALUE_BYTES[type]}`,
  );
  const sql = `SELECT ${["count(*)", ...sizes].join(", ")} FROM ${physicalTable(table)}`;
  const [[rows = 0, ...bytes] = []] = (await connection.runAndReadAll(sql)).getRows();
  const { name, aggregate, columns } = table;
  return {
    name,
    aggregate,
    columns,
    rows: Number(rows),
    bytes: bytes.reduce<number>((sum, size) => sum + Number(size), 0),
  };
}
