import { Buffer } from "node:buffer";
import duckdb from "@duckdb/node-bindings";
import type { StagedType } from "../prepare/translated-job.ts";

/** Rows of a DuckDB data chunk. */
export const CHUNK_ROWS: number = duckdb.vector_size();

/** One column of the chunk being filled, in the memory layout of DuckDB, so that it is handed over in one copy. */
export interface ColumnBuffer {
  set(row: number, value: string | number | bigint): void;
  setNull(row: number): void;
  /** Whether a text with a NUL in it was set, ever. */
  readonly sawNul: boolean;
  /** Copies the first `rows` rows into the column of a chunk and starts over. */
  flush(vector: duckdb.Vector, rows: number): void;
}

export function createColumnBuffer(type: StagedType): ColumnBuffer {
  switch (type) {
    case "VARCHAR":
      return new TextBuffer();
    case "BIGINT":
      return new LongBuffer();
    case "DOUBLE":
      return new FloatBuffer(new Float64Array(CHUNK_ROWS));
    case "FLOAT":
      return new FloatBuffer(new Float32Array(CHUNK_ROWS));
    default:
      throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
  }
}

/** One bit a row, set where there is a value. */
class Validity {
  readonly #bits = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  #nulls = false;

  setNull(row: number): void {
    this.#nulls = true;
    this.#bits[row >> 3] = (this.#bits[row >> 3] ?? 0) & ~(1 << (row & 7));
  }

  flush(vector: duckdb.Vector): void {
    if (!this.#nulls) return;
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, this.#bits.byteLength);
    this.#bits.fill(0xff);
    this.#nulls = false;
  }
}

class LongBuffer implements ColumnBuffer {
  readonly sawNul = false;
  readonly #longs = new BigInt64Array(CHUNK_ROWS);
  readonly #halves = new Int32Array(this.#longs.buffer);
  readonly #validity = new Validity();

  set(row: number, value: string | number | bigint): void {
    if (typeof value === "number") {
      // Two halves are quicker than a bigint. `|` keeps the low 32 bits of any whole number, also of a negative one.
      this.#halves[row * 2] = value | 0;
      this.#halves[row * 2 + 1] = Math.floor(value / 0x1_0000_0000);
    } else {
      this.#longs[row] = BigInt(value);
    }
  }

  setNull(row: number): void {
    this.#validity.setNull(row);
  }

  flush(vector: duckdb.Vector, rows: number): void {
    duckdb.copy_data_to_vector(vector, 0, this.#longs.buffer, 0, rows * 8);
    this.#validity.flush(vector);
  }
}

class FloatBuffer implements ColumnBuffer {
  readonly sawNul = false;
  readonly #values: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  readonly #validity = new Validity();

  constructor(values: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>) {
    this.#values = values;
  }

  set(row: number, value: string | number | bigint): void {
    this.#values[row] = Number(value);
  }

  setNull(row: number): void {
    this.#validity.setNull(row);
  }

  flush(vector: duckdb.Vector, rows: number): void {
    duckdb.copy_data_to_vector(vector, 0, this.#values.buffer, 0, rows * this.#values.BYTES_PER_ELEMENT);
    this.#validity.flush(vector);
  }
}

const ENTRY_BYTES = 16;
/** A text of so many bytes lies in its entry; a longer one is kept elsewhere, by DuckDB. */
const INLINE_BYTES = 12;

/**
 * Texts as `duckdb_string_t`: a length of 32 bits, then the bytes where they are few. Writing the short ones here saves
 * a native call each, which is most of the time that staging takes.
 */
class TextBuffer implements ColumnBuffer {
  sawNul = false;
  readonly #entries = new Uint8Array(CHUNK_ROWS * ENTRY_BYTES);
  readonly #validity = new Validity();
  #long: { readonly row: number; readonly text: string }[] = [];

  set(row: number, value: string | number | bigint): void {
    const text = String(value);
    if (!this.#setInline(row, text)) {
      this.#clear(row);
      this.#long.push({ row, text });
      if (text.includes("\0")) this.sawNul = true;
    }
  }

  setNull(row: number): void {
    this.#clear(row);
    this.#validity.setNull(row);
  }

  flush(vector: duckdb.Vector, rows: number): void {
    duckdb.copy_data_to_vector(vector, 0, this.#entries.buffer, 0, rows * ENTRY_BYTES);
    for (const { row, text } of this.#long) {
      if (text.includes("\0")) duckdb.vector_assign_string_element_len(vector, row, Buffer.from(text, "utf8"));
      else duckdb.vector_assign_string_element(vector, row, text);
    }
    this.#long = [];
    this.#validity.flush(vector);
  }

  #clear(row: number): void {
    this.#entries.fill(0, row * ENTRY_BYTES, (row + 1) * ENTRY_BYTES);
  }

  #setInline(row: number, text: string): boolean {
    const { length } = text;
    if (length > INLINE_BYTES) return false;
    const start = row * ENTRY_BYTES + 4;
    const entries = this.#entries;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return false;
      if (code === 0) this.sawNul = true;
      entries[start + index] = code;
    }
    for (let index = length; index < INLINE_BYTES; index++) entries[start + index] = 0;
    entries[start - 4] = length;
    entries[start - 3] = 0;
    entries[start - 2] = 0;
    entries[start - 1] = 0;
    return true;
  }
}
