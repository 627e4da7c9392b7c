import type { DuckDBConnection } from "@duckdb/node-api";
import type { RunOutcome, RunTotals } from "@starfix/engine";
import type { Database } from "./database.ts";

/** Adds the outcome of a run inside the transaction that is open on the connection. */
export async function writeOutcome(connection: DuckDBConnection, runId: string, outcome: RunOutcome): Promise<void> {
  await connection.run("INSERT INTO state.outcomes VALUES ($1, $2)", [runId, JSON.stringify(outcome)]);
}

export async function readOutcome(database: Database, runId: string): Promise<RunOutcome | undefined> {
  const [row] = await database.rows("SELECT outcome FROM state.outcomes WHERE job = $1", [runId]);
  return row === undefined ? undefined : parseOutcome(String(row[0]));
}

/** Totals under the names of version 0.0.0. */
interface OldTotals {
  readonly bytesProcessed: number;
  readonly rowsProcessed: number;
  readonly rowsSkippedByError: number;
  readonly rowsPersisted: number;
}

function parseOutcome(text: string): RunOutcome {
  // Written by writeOutcome above, or by version 0.0.0.
  const outcome = JSON.parse(text) as RunOutcome & { readonly counters?: OldTotals };
  const { counters, ...current } = outcome;
  return counters === undefined ? outcome : { ...current, totals: currentTotals(counters) };
}

function currentTotals(old: OldTotals): RunTotals {
  return {
    numBytesProcessed: old.bytesProcessed,
    numRowsProcessed: old.rowsProcessed,
    numRowsSkippedByError: old.rowsSkippedByError,
    numRowsPersisted: old.rowsPersisted,
  };
}
