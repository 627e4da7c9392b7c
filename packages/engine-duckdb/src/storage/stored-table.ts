import { Buffer } from "node:buffer";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { EngineColumn } from "@starfix/engine";
import { duckdb } from "../duckdb.ts";

/** The types that a column of a table can have. */
export type StoredType = "VARCHAR" | "BIGINT" | "DOUBLE" | "FLOAT" | "TIMESTAMP";

export interface StoredColumn extends EngineColumn {
  readonly type: StoredType;
}

/** A table as it lies in the database. Column i is `c<i>` there, whatever its name. */
export interface StoredTable {
  readonly name: string;
  /** `data.t<number>`. */
  readonly number: number;
  readonly aggregate: boolean;
  readonly columns: readonly StoredColumn[];
}

/** The DuckDB type of a stored column. TIMESTAMP is milliseconds since 1970: Druid's range is wider than DuckDB's. */
export const PHYSICAL_TYPE: Readonly<Record<StoredType, string>> = {
  VARCHAR: "VARCHAR",
  BIGINT: "BIGINT",
  DOUBLE: "DOUBLE",
  FLOAT: "FLOAT",
  TIMESTAMP: "BIGINT",
};

export function physicalTable(table: Pick<StoredTable, "number">): string {
  return `data.t${table.number}`;
}

/** The name comes as bytes: the reader of DuckDB's package drops a U+FEFF at the beginning of a text. */
const COLUMNS = "SELECT encode(name), number, aggregate, columns FROM state.tables";

export async function findTable(connection: DuckDBConnection, name: string): Promise<StoredTable | undefined> {
  const rows = (await connection.runAndReadAll(`${COLUMNS} WHERE name = $1`, [name])).getRows();
  return rows.map(readTable)[0];
}

export async function listTables(connection: DuckDBConnection): Promise<readonly StoredTable[]> {
  return (await connection.runAndReadAll(`${COLUMNS} ORDER BY number`)).getRows().map(readTable);
}

function readTable([name, number, aggregate, columns]: readonly unknown[]): StoredTable {
  return {
    name: name instanceof duckdb.DuckDBBlobValue ? Buffer.from(name.bytes).toString("utf8") : String(name),
    number: Number(number),
    aggregate: aggregate === true,
    // Written by writeTable below.
    columns: JSON.parse(String(columns)) as StoredColumn[],
  };
}

/** Creates the table, or adds the columns that it lacks; rows that are there already have null in them. */
export async function writeTable(
  connection: DuckDBConnection,
  before: StoredTable | undefined,
  wanted: Omit<StoredTable, "number">,
): Promise<StoredTable> {
  const columns = JSON.stringify(wanted.columns);
  if (before === undefined) {
    const [[next = 0] = []] = (await connection.runAndReadAll("SELECT nextval('state.numbers')")).getRows();
    const table = { ...wanted, number: Number(next) };
    const parts = wanted.columns.map((column, index) => `c${index} ${PHYSICAL_TYPE[column.type]}`);
    await connection.run(`CREATE TABLE ${physicalTable(table)} (${parts.join(", ")})`);
    await connection.run("INSERT INTO state.tables VALUES ($1, $2, $3, $4)", [
      table.name,
      BigInt(table.number),
      table.aggregate,
      columns,
    ]);
    return table;
  }
  const added = wanted.columns.slice(before.columns.length);
  if (added.length > 0) {
    await addColumns(connection, before, added);
    await connection.run("UPDATE state.tables SET columns = $2 WHERE name = $1", [before.name, columns]);
  }
  return { ...before, columns: wanted.columns };
}

/** Adding a column takes time in proportion to the columns there are; beyond this product the table is copied instead. */
const MOST_ALTERATIONS = 50_000;

async function addColumns(
  connection: DuckDBConnection,
  table: StoredTable,
  added: readonly StoredColumn[],
): Promise<void> {
  const first = table.columns.length;
  const name = physicalTable(table);
  const types = added.map(({ type }, index) => ({ column: `c${first + index}`, type: PHYSICAL_TYPE[type] }));
  if (added.length * (first + added.length) <= MOST_ALTERATIONS) {
    for (const { column, type } of types) await connection.run(`ALTER TABLE ${name} ADD COLUMN ${column} ${type}`);
    return;
  }
  const nulls = types.map(({ column, type }) => `CAST(NULL AS ${type}) AS ${column}`);
  const copy = `w${table.number}`;
  await connection.run(`CREATE TABLE data.${copy} AS SELECT *, ${nulls.join(", ")} FROM ${name}`);
  await connection.run(`DROP TABLE ${name}`);
  await connection.run(`ALTER TABLE data.${copy} RENAME TO t${table.number}`);
}
