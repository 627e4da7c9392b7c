import type { JsonValue } from "@starfix/engine";
import { duckdb } from "../duckdb.ts";
import { type ParquetColumn, parquetColumn } from "./parquet-column.ts";

/** The columns of a Parquet file and its first rows. */
export interface ParquetSample {
  readonly columns: readonly ParquetColumn[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly JsonValue[])[];
  /** Rows of the whole file. */
  readonly totalRows: number;
}

/** The file is no Parquet file, or is damaged. */
export class ParquetError extends Error {
  constructor(file: string, cause: unknown) {
    const [reason = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    super(
      `cannot read ${file}: it is no Parquet file, or it is damaged (${reason.replaceAll(`'${file}'`, "the file")})`,
      {
        cause,
      },
    );
    this.name = "ParquetError";
  }
}

/**
 * Reads the columns of a Parquet file and up to `rows` of its rows. A database of its own reads it, which can reach no
 * other file.
 *
 * @param file Absolute path. One with `*`, `?` or `[` in it names other files to DuckDB and is refused.
 *
 * @example
 * const { columns } = await sampleParquet("/data/koalas.parquet", { rows: 100 });
 * columns[0];
 * // => { name: "session_length", dataType: "long", type: "INTEGER", isTime: false }
 *
 * @throws ParquetError when the file cannot be read as Parquet.
 */
export async function sampleParquet(file: string, { rows }: { readonly rows: number }): Promise<ParquetSample> {
  if (/[*?[\]]/.test(file)) throw new RangeError(`invalid path: expected one without * ? [ ], received ${file}`);
  const { parquetValue } = await import("./parquet-value.ts");
  const instance = await duckdb.DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths = ['${file.replaceAll("'", "''")}']`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    const read = await connection.runAndReadAll(`SELECT * FROM read_parquet($1) LIMIT ${Math.trunc(rows)}`, [file]);
    const types = read.columnTypes();
    const columns = read.columnNames().map((name, index) => {
      const type = types[index];
      if (type === undefined) throw new Error(`column ${name} has no type`);
      return parquetColumn(name, type);
    });
    const isDouble = columns.map(({ dataType }) => ["double", "float", "doubleArray"].includes(dataType));
    const count = await connection.runAndReadAll("SELECT count(*) FROM read_parquet($1)", [file]);
    return {
      columns,
      rows: read.getRows().map((row) => row.map((value, index) => parquetValue(value, isDouble[index] === true))),
      totalRows: Number(count.getRows()[0]?.[0] ?? 0),
    };
  } catch (error) {
    throw new ParquetError(file, error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
