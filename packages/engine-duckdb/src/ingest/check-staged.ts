import type { DuckDBConnection } from "@duckdb/node-api";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import { RunFailure } from "./run-failure.ts";
import { STAGING } from "./staging.ts";

/** Fails the run for what Druid cannot write: a row without a time, a text with a NUL in it. */
export async function checkStaged(connection: DuckDBConnection, job: TranslatedJob, sawNul: boolean): Promise<void> {
  const where = (condition: string): string =>
    job.filter === undefined ? condition : `(${job.filter}) AND ${condition}`;
  const count = async (condition: string): Promise<number> => {
    const result = await connection.runAndReadAll(`SELECT count(*) FROM ${STAGING} WHERE ${where(condition)}`);
    return Number(result.getRows()[0]?.[0] ?? 0);
  };
  const time = job.mappings.find((mapping) => mapping.column.name === "__time");
  const nulls = time === undefined ? 0 : await count(`${time.sql} IS NULL`);
  if (nulls > 0) {
    const [rows, have] = nulls === 1 ? ["row", "has"] : ["rows", "have"];
    throw new RunFailure(
      "null_timestamp",
      `${nulls} ${rows} ${have} no time: the expression of __time is null or cannot be read as a time; give a default with COALESCE, or filter such rows out`,
    );
  }
  for (const { column, sql, aggregate } of job.mappings) {
    // A constant of the definition can hold one, too.
    if (!sawNul && !sql.includes("chr(0)")) continue;
    if (aggregate || column.type !== "VARCHAR" || (await count(`contains(${sql}, chr(0))`)) === 0) continue;
    throw new RunFailure(
      "invalid_null_byte",
      `column ${JSON.stringify(column.name)}: a text holds a NUL character, which Druid cannot store`,
    );
  }
}
