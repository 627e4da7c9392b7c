import type { DuckDBValue } from "@duckdb/node-api";
import { type JsonValue, WholeDouble } from "@starfix/engine";
import { duckdb } from "../duckdb.ts";

const MILLIS_PER_DAY = 86_400_000;

/** A value of a Parquet file as Druid's reader gives it: times as milliseconds, groups and maps as objects. */
export function parquetValue(value: DuckDBValue, isDouble: boolean): JsonValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return isDouble && Number.isInteger(value) ? new WholeDouble(value) : value;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    default:
      return value === null ? null : objectValue(value, isDouble);
  }
}

function objectValue(
  value: Exclude<DuckDBValue, string | boolean | number | bigint | null>,
  isDouble: boolean,
): JsonValue {
  if (value instanceof duckdb.DuckDBListValue) return value.items.map((item) => parquetValue(item, isDouble));
  if (value instanceof duckdb.DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, member]) => [name, parquetValue(member, false)]),
    );
  }
  if (value instanceof duckdb.DuckDBMapValue) {
    return Object.fromEntries(value.entries.map((entry) => [String(entry.key), parquetValue(entry.value, false)]));
  }
  if (value instanceof duckdb.DuckDBDateValue) return value.days * MILLIS_PER_DAY;
  if (value instanceof duckdb.DuckDBDecimalValue) return doubleOf(value.toDouble());
  if ("micros" in value && typeof value.micros === "bigint") return Number(value.micros / 1000n);
  if ("millis" in value && typeof value.millis === "bigint") return Number(value.millis);
  if ("nanos" in value && typeof value.nanos === "bigint") return Number(value.nanos / 1_000_000n);
  return String(value);
}

function doubleOf(value: number): JsonValue {
  return Number.isInteger(value) ? new WholeDouble(value) : value;
}
