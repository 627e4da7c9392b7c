import type { SqlType } from "@starfix/expr";

/** Druid's native type behind an SQL type. */
export function nativeType(type: SqlType): string {
  switch (type) {
    case "VARCHAR":
      return "STRING";
    case "BIGINT":
    case "TIMESTAMP":
    case "DATE":
    case "BOOLEAN":
      return "LONG";
    case "VARCHAR ARRAY":
      return "ARRAY<STRING>";
    case "BIGINT ARRAY":
      return "ARRAY<LONG>";
    case "DOUBLE ARRAY":
      return "ARRAY<DOUBLE>";
    case "FLOAT ARRAY":
      return "ARRAY<FLOAT>";
    case "NULL":
      return "STRING";
    default:
      return type;
  }
}

/** The name of an SQL type in a header row: all arrays are `ARRAY`. */
export function sqlTypeName(type: SqlType): string {
  return type.endsWith(" ARRAY") ? "ARRAY" : type;
}
