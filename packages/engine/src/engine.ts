import type { SqlType } from "@starfix/expr";
import type { QueryNode } from "@starfix/expr/parse";
import type { JobErrorCode, JobWarningCode } from "@starfix/schema";
import type { BucketObject } from "./bucket.ts";
import type { JobPlan } from "./job-plan.ts";

/** Something of a plan or a query that an engine cannot do; nothing has run. */
export interface Refusal {
  readonly code:
    | "unsupported_function"
    | "unsupported_expression"
    | "unsupported_type"
    | "unsupported_format"
    | "table_mismatch";
  /** The function, type or construct, by its name. */
  readonly name: string;
  readonly message: string;
  /** JSON pointer into the request, where it stands there. */
  readonly pointer?: string;
}

/** Counters of a run; they only grow. */
export interface JobCounters {
  /** Bytes read, after decompression. */
  readonly bytesProcessed: number;
  /** Records read and understood. */
  readonly rowsProcessed: number;
  /** Records that could not be read. */
  readonly rowsSkippedByError: number;
  /** Rows written, after grouping; 0 until the job commits. */
  readonly rowsPersisted: number;
}

export interface JobProgress extends JobCounters {
  /** Share of the work that is done, from 0 to 1. */
  readonly share: number;
}

/** How a job ended. Kept by the engine in the transaction that made its rows visible. */
export type JobOutcome =
  | {
      readonly status: "completed";
      readonly counters: JobCounters;
      readonly warning?: JobMessage<JobWarningCode>;
      readonly columns: readonly EngineColumn[];
    }
  | { readonly status: "failed"; readonly counters: JobCounters; readonly error: JobMessage<JobErrorCode> }
  | { readonly status: "canceled"; readonly counters: JobCounters };

export interface JobMessage<TCode extends string> {
  readonly code: TCode;
  readonly message: string;
}

export interface EngineColumn {
  readonly name: string;
  readonly type: SqlType;
  /** What the column is in an aggregate table; `dimension` in a detail table. */
  readonly role: "dimension" | "measure";
}

export interface EngineTable {
  readonly name: string;
  readonly aggregate: boolean;
  readonly columns: readonly EngineColumn[];
  readonly rows: number;
  readonly bytes: number;
}

/** One cell of an answer: 64-bit integers beyond 2^53 come as bigint, timestamps as ISO 8601 text in UTC with milliseconds. */
export type Cell = string | number | bigint | boolean | null | readonly Cell[];

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

/**
 * Runs jobs and queries. Rows, the table and the outcome of a job become visible in one transaction, or not at all.
 * The embedded engine is DuckDB (`@starfix/engine-duckdb`).
 */
export interface Engine {
  readonly name: string;
  /** Names everything of the plan that this engine cannot run exactly as Druid does. Empty when it can. Nothing runs. */
  refusals(plan: JobPlan): Promise<readonly Refusal[]>;
  /** Runs the plan over the objects. It settles with an outcome for everything that the user or the data did; it throws only for a fault of ours. */
  run(plan: JobPlan, objects: readonly BucketObject[], options: RunOptions): Promise<JobOutcome>;
  /** The outcome of a job that this engine ran, also after a restart; undefined when nothing of it was committed. */
  outcome(jobId: string): Promise<JobOutcome | undefined>;
  tables(): Promise<readonly EngineTable[]>;
  table(name: string): Promise<EngineTable | undefined>;
  /** Runs one parsed SELECT. Throws {@link QueryRefusedError} for what it cannot do and names it. */
  query(query: QueryNode): Promise<QueryResult>;
  close(): Promise<void>;
}

/** A query names a table or a column that is not there, or asks for something the engine cannot do. Nothing ran. */
export class QueryRefusedError extends Error {
  readonly code: Refusal["code"] | "unknown_table" | "unknown_column" | "invalid_query";
  constructor(code: QueryRefusedError["code"], message: string) {
    super(message);
    this.name = "QueryRefusedError";
    this.code = code;
  }
}
