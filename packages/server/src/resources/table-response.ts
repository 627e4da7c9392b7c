import type { EngineTable } from "@starfix/engine";
import type { SqlType } from "@starfix/expr";
import type { DataType, QueryableColumn, TableResponse, TableSummary } from "@starfix/schema";
import type { TableRecord } from "@starfix/store";
import { declarationOf } from "./declaration.ts";

/** A table in a list: its declaration without columns, and the figures of the engine. A table without rows has none there. */
export function tableSummary(record: TableRecord, data: EngineTable | undefined): TableSummary {
  const {
    description,
    name,
    partitioningGranularity = "day",
    schemaMode = "flexible",
    storagePolicy,
    type,
  } = record.request;
  return {
    name,
    type,
    version: record.version,
    id: record.id,
    availability: "available",
    ...(description === undefined ? {} : { description }),
    schemaMode,
    partitioningGranularity,
    createdByUser: record.createdByUser,
    createdOnTimestamp: record.createdOnTimestamp,
    modifiedByUser: record.modifiedByUser,
    modifiedOnTimestamp: record.modifiedOnTimestamp,
    ...figuresOf(data),
    ...(storagePolicy === undefined ? {} : { storagePolicy }),
  };
}

/** A table in full: its declaration, and the columns that queries can name. */
export function tableResponse(record: TableRecord, data: EngineTable | undefined): TableResponse {
  const declaration = declarationOf(record.request);
  const declared = new Map<string, DataType>((declaration.schema ?? []).map(({ dataType, name }) => [name, dataType]));
  const queryableSchema: QueryableColumn[] = (data?.columns ?? []).map(({ name, type }) => ({
    name,
    dataType: declared.get(name) ?? dataTypeOf(type),
    isDiscovered: !declared.has(name),
  }));
  const { type: _, ...summary } = tableSummary(record, data);
  return { ...declaration, ...summary, queryableSchema, segmentTotalBytes: summary.totalDataSizeBytes };
}

/** The engine keeps a table as one segment, ready for queries. */
function figuresOf(
  data: EngineTable | undefined,
): Pick<TableSummary, "precachedDataSizeBytes" | "segmentCount" | "totalDataSizeBytes" | "totalRows"> {
  const { bytes, rows } = data ?? { bytes: 0, rows: 0 };
  return { segmentCount: rows > 0 ? 1 : 0, precachedDataSizeBytes: bytes, totalDataSizeBytes: bytes, totalRows: rows };
}

const DATA_TYPES: ReadonlyMap<SqlType, DataType> = new Map<SqlType, DataType>([
  ["VARCHAR", "string"],
  ["BIGINT", "long"],
  ["DOUBLE", "double"],
  ["FLOAT", "float"],
  ["TIMESTAMP", "timestamp"],
  // Druid keeps truth values as 0 and 1.
  ["BOOLEAN", "long"],
  ["VARCHAR ARRAY", "stringArray"],
  ["BIGINT ARRAY", "longArray"],
  ["DOUBLE ARRAY", "doubleArray"],
  ["FLOAT ARRAY", "floatArray"],
  ["COMPLEX<json>", "json"],
]);

function dataTypeOf(type: SqlType): DataType {
  const dataType = DATA_TYPES.get(type);
  if (dataType === undefined) throw new Error(`no data type of the contract for the column type ${type}`);
  return dataType;
}
