import type { DuckDBType } from "@duckdb/node-api";
import { duckdb } from "../duckdb.ts";

/** A column of a Parquet file and the data type in which Druid's reader gives it. */
export interface ParquetColumn {
  readonly name: string;
  readonly dataType: "string" | "long" | "double" | "float" | "json" | "stringArray" | "longArray" | "doubleArray";
  /** Type of the file, in words of SQL. */
  readonly type: string;
  /** Whether it holds dates or timestamps, which are read as milliseconds since 1970. */
  readonly isTime: boolean;
}

/** @see https://github.com/apache/druid/blob/33.0.0/extensions-core/parquet-extensions/src/main/java/org/apache/druid/data/input/parquet/simple/ParquetGroupConverter.java */
export function parquetColumn(name: string, type: DuckDBType): ParquetColumn {
  return { name, dataType: dataTypeOf(type), type: String(type), isTime: isTime(type) };
}

function dataTypeOf(type: DuckDBType): ParquetColumn["dataType"] {
  const { DuckDBTypeId } = duckdb;
  switch (type.typeId) {
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.TIME:
      return "long";
    case DuckDBTypeId.FLOAT:
      return "float";
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return "double";
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
      return "json";
    case DuckDBTypeId.LIST:
      return listOf("valueType" in type ? dataTypeOf(type.valueType) : "json");
    default:
      return isTime(type) ? "long" : "string";
  }
}

function listOf(element: ParquetColumn["dataType"]): ParquetColumn["dataType"] {
  switch (element) {
    case "string":
      return "stringArray";
    case "long":
      return "longArray";
    case "double":
    case "float":
      return "doubleArray";
    default:
      return "json";
  }
}

function isTime({ typeId }: DuckDBType): boolean {
  const { DuckDBTypeId } = duckdb;
  return (
    typeId === DuckDBTypeId.DATE ||
    typeId === DuckDBTypeId.TIMESTAMP ||
    typeId === DuckDBTypeId.TIMESTAMP_S ||
    typeId === DuckDBTypeId.TIMESTAMP_MS ||
    typeId === DuckDBTypeId.TIMESTAMP_NS ||
    typeId === DuckDBTypeId.TIMESTAMP_TZ
  );
}
