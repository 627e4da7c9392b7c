import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../paths.ts";

/** The parts of DuckDB's interface that are called here. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ run(sql: string): Promise<unknown>; closeSync(): void }>;
      closeSync(): void;
    }>;
  };
}

/** Milliseconds that DuckDB takes for a typed read of an object and the grouping of the Koalas job, on a database file. */
export async function timePlainDuckDb(object: string, database: string): Promise<number> {
  const load = createRequire(join(ROOT, "packages/engine-duckdb/package.json"));
  const { DuckDBInstance }: DuckDb = load("@duckdb/node-api");
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  try {
    const started = performance.now();
    await connection.run(`CREATE TABLE koalas AS
      SELECT epoch_ms("timestamp") AS t, city, session, max(session_length), count(*)
      FROM read_json('${object}', format = 'newline_delimited',
        columns = {timestamp: 'TIMESTAMP', city: 'VARCHAR', session: 'VARCHAR', session_length: 'BIGINT'})
      GROUP BY ALL`);
    return performance.now() - started;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
