import type { EngineTable, TableRecord } from "@starfix/engine";
import type { SqlType } from "@starfix/expr";
import type { DataType, QueryableColumn, TableResponse, TableSummary } from "@starfix/schema";

/** A table in a list: what the server keeps, and the figures of the engine. A table without rows has none there. */
export function tableSummary(record: TableRecord, data: EngineTable | undefined): TableSummary {
  return {
    name: record.name,
    type: record.type,
    version: record.version,
    id: record.id,
    availability: "available",
    schemaMode: record.schemaMode,
    partitioningGranularity: record.partitioningGranularity,
    createdByUser: record.createdByUser,
    createdOnTimestamp: record.createdOnTimestamp,
    modifiedByUser: record.modifiedByUser,
    modifiedOnTimestamp: record.modifiedOnTimestamp,
    ...figuresOf(data),
  };
}

/** A table in full. Its columns were found by jobs: they are queryable and not declared. */
export function tableResponse(record: TableRecord, data: EngineTable | undefined): TableResponse {
  const queryableSchema: QueryableColumn[] = (data?.columns ?? []).map((column) => ({
    name: column.name,
    dataType: dataTypeOf(column.type),
    isDiscovered: true,
  }));
  const { type, ...summary } = tableSummary(record, data);
  const common = {
    ...summary,
    clusteringColumns: [...record.clusteringColumns],
    queryableSchema,
    segmentTotalBytes: summary.totalDataSizeBytes,
  };
  return type === "detail"
    ? { ...common, type, schema: [] }
    : { ...common, type, schema: [], timeResolution: "millisecond" };
}

/** The engine keeps a table as one piece, all of it at hand. */
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
