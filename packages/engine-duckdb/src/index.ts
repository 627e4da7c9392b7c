export { type DuckDbOptions, openDuckDb } from "./open-duckdb.ts";
export type { ParquetColumn } from "./parquet/parquet-column.ts";
export { ParquetError, type ParquetSample, sampleParquet } from "./parquet/sample-parquet.ts";
export { type DuckDbStoreOptions, type DuckDbStorePlace, openDuckDbStore } from "./store/open-duckdb-store.ts";
export { DataFolderError } from "./store/open-error.ts";
