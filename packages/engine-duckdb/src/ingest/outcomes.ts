import type { DuckDBConnection } from "@duckdb/node-api";
import type { JobOutcome } from "@starfix/engine";
import type { Database } from "../storage/database.ts";

/** Adds the outcome of a job inside the transaction that is open on the connection. */
export async function writeOutcome(connection: DuckDBConnection, jobId: string, outcome: JobOutcome): Promise<void> {
  await connection.run("INSERT INTO state.outcomes VALUES ($1, $2)", [jobId, JSON.stringify(outcome)]);
}

export async function readOutcome(database: Database, jobId: string): Promise<JobOutcome | undefined> {
  const [row] = await database.rows("SELECT outcome FROM state.outcomes WHERE job = $1", [jobId]);
  // Written by writeOutcome above.
  return row === undefined ? undefined : (JSON.parse(String(row[0])) as JobOutcome);
}
