export { type DuckDb, type DuckDbOptions, openDuckDb } from "./open-duckdb.ts";
