import type { EngineTable, RunState, SourceObject } from "@starfix/engine";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import type { Rows } from "../query/select-rows.ts";
import type { Statement } from "../query/translate-query.ts";
import type { StoredTable } from "../storage/stored-table.ts";

/** Runs what has been translated, on a database of this process or of a child process. See `Engine` for the contract. */
export interface Host {
  start(runId: string, job: TranslatedJob, objects: readonly SourceObject[]): Promise<void>;
  observe(runId: string, signal?: AbortSignal): AsyncIterable<RunState>;
  cancel(runId: string): Promise<void>;
  tables(): Promise<readonly EngineTable[]>;
  table(name: string): Promise<EngineTable | undefined>;
  storedTable(name: string): Promise<StoredTable | undefined>;
  select(statement: Statement, signal?: AbortSignal): AsyncIterable<Rows>;
  close(): Promise<void>;
}
