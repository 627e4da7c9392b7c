export { type DuckDbOptions, openDuckDb } from "./open-duckdb.ts";
export type { ParquetColumn } from "./parquet/parquet-column.ts";
export { ParquetError, type ParquetSample, sampleParquet } from "./parquet/sample-parquet.ts";
