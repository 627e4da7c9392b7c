/**
 * A JSON number with a fraction or an exponent whose value is whole (`1.0`, `1e3`, `-0.0`). Java keeps it apart from
 * the integer: as text it is `1.0`, not `1`.
 */
export class WholeDouble {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/**
 * A JSON value as Java's reader types it. A whole `number` is a 64-bit integer, as is a `bigint` (beyond ±2^53); any
 * other `number` is a double.
 */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | WholeDouble
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** One record of a source: its fields by name. */
export type InputRecord = { readonly [name: string]: JsonValue };
