import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import { type Cell, QueryRefusedError } from "@starfix/engine";
import { formatIso } from "../functions/calendar.ts";
import { readItems } from "../functions/vector-items.ts";
import type { Database } from "../storage/database.ts";
import type { ValueType } from "../translate/translated.ts";
import type { Statement } from "./translate-query.ts";

export type Rows = readonly (readonly Cell[])[];

/** Runs a statement on a connection of its own and gives its rows chunk by chunk; at most one chunk is held. */
export async function* selectRows(
  database: Database,
  { sql, columns }: Statement,
  signal?: AbortSignal,
): AsyncGenerator<Rows, void, undefined> {
  signal?.throwIfAborted();
  const lease = await database.borrow();
  // A reader that never comes back does not keep the connection.
  const interrupt = (): void => (lease.idle ? lease.release() : lease.connection.interrupt());
  signal?.addEventListener("abort", interrupt, { once: true });
  const check = (): void => {
    signal?.throwIfAborted();
    database.checkOpen();
  };
  try {
    check();
    const cells = columns.map(({ type }) => CELLS[type]);
    for await (const chunk of chunksOf(lease.connection, sql)) {
      check();
      const items = columns.map((_, index) => readItems(chunk, index));
      lease.idle = true;
      yield Array.from({ length: chunk.rowCount }, (_, row) =>
        items.map((item, index) => {
          const value = item(row);
          return value === null ? null : (cells[index] ?? String)(value);
        }),
      );
      lease.idle = false;
      check();
    }
  } catch (error) {
    signal?.throwIfAborted();
    database.reportFatal(error);
    throw error instanceof Error && error.message.includes("/ by zero")
      ? new QueryRefusedError("invalid_query", "/ by zero")
      : error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    lease.release();
  }
}

async function* chunksOf(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result: DuckDBResult = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

const CELLS: Readonly<Record<ValueType, (value: unknown) => Cell>> = {
  VARCHAR: String,
  NULL: String,
  BOOLEAN: (value) => value === true,
  BIGINT: (value) => {
    const number = Number(value);
    return Number.isSafeInteger(number) || typeof value !== "bigint" ? number : value;
  },
  DOUBLE: Number,
  FLOAT: (value) => shortFloat(Math.fround(Number(value))),
  TIMESTAMP: (value) => (typeof value === "bigint" ? formatIso(value) : null),
};

/** The shortest decimal that is this 32-bit number: 0.1, not 0.10000000149011612. */
function shortFloat(value: number): number {
  // The text of -0 has no sign.
  if (value === 0 || !Number.isFinite(value)) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
