import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * `data` holds the tables (`data.t1`, columns `c0` …), `state` their names and the outcomes of runs (`job` is the run id).
 * Names of a definition are data here, never identifiers. (A schema `starfix` would be mistaken for the database
 * `starfix.duckdb`.)
 */
const STATEMENTS = [
  "CREATE SCHEMA IF NOT EXISTS data",
  "CREATE SCHEMA IF NOT EXISTS state",
  "CREATE SEQUENCE IF NOT EXISTS state.numbers",
  "CREATE TABLE IF NOT EXISTS state.outcomes (job VARCHAR PRIMARY KEY, outcome VARCHAR)",
  `CREATE TABLE IF NOT EXISTS state.tables (
     name VARCHAR PRIMARY KEY, number BIGINT, aggregate BOOLEAN, columns VARCHAR)`,
];

export async function createSchema(connection: DuckDBConnection): Promise<void> {
  for (const statement of STATEMENTS) await connection.run(statement);
}
