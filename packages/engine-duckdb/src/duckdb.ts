/** DuckDB. The build has its package, some eighty files that take three times as long to load, as one. */
export * as duckdb from "@duckdb/node-api";
