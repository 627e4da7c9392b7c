import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { duckdb } from "../duckdb.ts";
import type { StagedType } from "../prepare/translated-job.ts";
import { CHUNK_ROWS, type ColumnBuffer, createColumnBuffer } from "./column-buffer.ts";

const { BIGINT, DOUBLE, DuckDBDataChunk, FLOAT, VARCHAR } = duckdb;

const TYPES = { VARCHAR, BIGINT, DOUBLE, FLOAT } as const;

/** One column of the staging table and how a record fills it. */
export interface StagedColumn<TRecord> {
  readonly type: StagedType;
  readonly read: (record: TRecord) => string | number | bigint | null;
}

/** Name of the staging table of a connection; it is temporary, and its columns are `s0`, `s1` … */
export const STAGING = "temp.main.staging";

/** Fills the staging table of one connection, chunk by chunk. At most one chunk of rows is held in JavaScript. */
export class Staging<TRecord> {
  readonly #appender: DuckDBAppender;
  readonly #columns: readonly { readonly buffer: ColumnBuffer; readonly read: StagedColumn<TRecord>["read"] }[];
  readonly #types: readonly (typeof TYPES)[StagedType][];
  #rows = 0;

  private constructor(appender: DuckDBAppender, columns: readonly StagedColumn<TRecord>[]) {
    this.#appender = appender;
    this.#columns = columns.map(({ type, read }) => ({ buffer: createColumnBuffer(type), read }));
    this.#types = columns.map(({ type }) => TYPES[type]);
  }

  static async create<TRecord>(
    connection: DuckDBConnection,
    columns: readonly StagedColumn<TRecord>[],
  ): Promise<Staging<TRecord>> {
    const parts = columns.map((column, index) => `s${index} ${column.type}`);
    await connection.run(`CREATE TEMP TABLE staging (${parts.join(", ")})`);
    return new Staging(await connection.createAppender("staging", "main", "temp"), columns);
  }

  add(record: TRecord): void {
    const row = this.#rows;
    for (const { buffer, read } of this.#columns) {
      const value = read(record);
      if (value === null) buffer.setNull(row);
      else buffer.set(row, value);
    }
    this.#rows = row + 1;
    if (this.#rows === CHUNK_ROWS) this.#flush();
  }

  /** Whether a text with a NUL in it was staged. */
  get sawNul(): boolean {
    return this.#columns.some(({ buffer }) => buffer.sawNul);
  }

  /** Hands over what is left. Call it once, before the table is read. */
  end(): void {
    if (this.#rows > 0) this.#flush();
    this.#appender.closeSync();
  }

  #flush(): void {
    const chunk = DuckDBDataChunk.create(this.#types, this.#rows);
    for (const [index, { buffer }] of this.#columns.entries()) {
      buffer.flush(bindings.data_chunk_get_vector(chunk.chunk, index), this.#rows);
    }
    this.#appender.appendDataChunk(chunk);
    this.#rows = 0;
  }
}
