import { Buffer } from "node:buffer";
import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { duckdb } from "../duckdb.ts";

const ENTRY_BYTES = 16;
/** A text of at most so many bytes is held in its entry; of a longer one the entry has the address. */
const INLINE_BYTES = 12;

/**
 * Reads the items of a column by row. Texts are decoded here, because the reader of DuckDB's package drops a U+FEFF at the
 * beginning of each.
 */
export function readItems(chunk: DuckDBDataChunk, column: number): (row: number) => DuckDBValue {
  const vector = chunk.getColumnVector(column);
  if (vector.type.typeId !== duckdb.DuckDBTypeId.VARCHAR) return (row) => vector.getItem(row);
  const raw = bindings.data_chunk_get_vector(chunk.chunk, column);
  return textReader(raw, chunk.rowCount);
}

function textReader(vector: bindings.Vector, rows: number): (row: number) => string | null {
  const data = bindings.vector_get_data(vector, rows * ENTRY_BYTES);
  const entries = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  // A column without nulls may have no validity mask; the declared type does not say so.
  const validity = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
  return (row) => {
    if (validity && ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0) return null;
    const entry = row * ENTRY_BYTES;
    const length = entries.readUInt32LE(entry);
    if (length <= INLINE_BYTES) return entries.toString("utf8", entry + 4, entry + 4 + length);
    const bytes = bindings.get_data_from_pointer(
      // The entries of a vector are memory of DuckDB, never shared between threads.
      entries.buffer as ArrayBuffer,
      entries.byteOffset + entry + 8,
      length,
    );
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  };
}

/** Writes the items of a vector by row. The package's own writer ends a text at a NUL, so those are written here. */
export function itemWriter(
  vector: bindings.Vector,
  rows: number,
  type: DuckDBType,
): { set(row: number, value: DuckDBValue): void; flush(): void } {
  const items = duckdb.DuckDBVector.create(vector, rows);
  const withNul: { readonly row: number; readonly bytes: Buffer }[] = [];
  return {
    set(row, value) {
      items.setItem(row, value);
      if (type.typeId === duckdb.DuckDBTypeId.VARCHAR && typeof value === "string" && value.includes("\0")) {
        withNul.push({ row, bytes: Buffer.from(value, "utf8") });
      }
    },
    flush() {
      items.flush();
      for (const { row, bytes } of withNul) bindings.vector_assign_string_element_len(vector, row, bytes);
    },
  };
}
