import type { Readable } from "node:stream";
import type { SqlType } from "@starfix/expr";
import type { QueryNode } from "@starfix/expr/parse";
import type { CheckedJob, JobKind, SourceKind } from "@starfix/rules";
import type { DataFormatSettings, JobErrorCode, JobWarningCode } from "@starfix/schema";

/** What an engine runs. A job within its capabilities can still be refused by {@link Engine.prepare}, which names the reason. */
export interface EngineCapabilities {
  readonly jobs: readonly JobKind[];
  readonly sources: readonly SourceKind[];
  readonly formats: readonly DataFormatSettings["format"][];
}

/** Part of a job or a query that an engine cannot run exactly as Druid does; nothing has run. */
export interface Refusal {
  readonly code:
    | "unsupported_job"
    | "unsupported_source"
    | "unsupported_format"
    | "unsupported_function"
    | "unsupported_expression"
    | "unsupported_type"
    | "unsupported_setting"
    | "table_mismatch";
  /** The function, type or construct, by its name. */
  readonly name: string;
  readonly message: string;
  /** JSON pointer into the request; absent when the reason is not part of the request. */
  readonly pointer?: string;
}

/** A job that an engine has translated, to be started by the same engine. The rest of the object is private to the engine. */
export interface PreparedJob {
  readonly job: CheckedJob;
}

/** Totals of a run; for one observer they only grow. The names are those of the contract. */
export interface RunTotals {
  /** Bytes read, after decompression. */
  readonly numBytesProcessed: number;
  /** Records read and understood. */
  readonly numRowsProcessed: number;
  /** Records that could not be read. */
  readonly numRowsSkippedByError: number;
  /** Rows written, after grouping; 0 until the run commits. */
  readonly numRowsPersisted: number;
}

export interface RunProgress {
  readonly totals: RunTotals;
  /** Share of the work that is done, from 0 to 1; for one observer it only grows. */
  readonly share: number;
}

/** How a run ended. It becomes visible together with the rows of the run, or they do not. */
export type RunOutcome =
  | {
      readonly status: "completed";
      readonly totals: RunTotals;
      readonly warning?: RunMessage<JobWarningCode>;
      /** Columns of the table after the run. */
      readonly columns: readonly EngineColumn[];
    }
  | { readonly status: "failed"; readonly totals: RunTotals; readonly error: RunMessage<JobErrorCode> }
  | { readonly status: "canceled"; readonly totals: RunTotals };

export interface RunMessage<TCode extends string> {
  readonly code: TCode;
  readonly message: string;
}

/**
 * What an engine knows about a run. An unknown run has committed nothing and never will: it can be started again. That holds
 * for as long as the engine keeps outcomes: the embedded engine keeps them for good, a cluster as long as it keeps its tasks.
 */
export type RunState =
  | { readonly state: "unknown" }
  | { readonly state: "running"; readonly progress: RunProgress }
  | { readonly state: "ended"; readonly outcome: RunOutcome };

/** The address of an object and the credentials for it, as plain data: it can be sent to another process or a cluster. */
export type ObjectLocation =
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      /** Host, with a port where it is not the usual one. */
      readonly endpoint: string;
      readonly tls: boolean;
      readonly region: string;
      /** Access keys, or a role to assume with the credentials of the machine; neither: those credentials themselves. */
      readonly credentials?: {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
      };
      readonly role?: string;
      /** ETag when the object was found: it must not have changed when it is read. */
      readonly tag?: string;
    }
  | {
      readonly kind: "file";
      /** Absolute, without links. */
      readonly path: string;
      /** Name of the bucket that the file's folder stands in for, `s3://demo-bucket`. */
      readonly bucket: string;
    };

/** Bytes with a name that can be read. */
export interface ByteSource {
  readonly key: string;
  /** Size in bytes, as stored. */
  readonly size: number;
  /** Starts to read it, as stored (not decompressed). */
  open(signal: AbortSignal): Promise<Readable>;
}

/** One object that a run reads: as bytes, and as a location with credentials. */
export interface SourceObject extends ByteSource {
  readonly location: ObjectLocation;
}

/** What a run reads besides what its job holds. */
export interface SourceAccess {
  /** The objects of the selection, in the order in which they are read; empty for other sources. */
  readonly objects: readonly SourceObject[];
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

/** The answer to a query: its columns at once, its rows in batches as they come. Stopping early ends the query. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
}

/**
 * Runs jobs and queries. A run has an id that the caller makes of a job and an attempt; all that it did becomes visible at
 * once with its outcome, or not at all. Nothing here blocks the event loop of the caller, whatever the data is.
 */
export interface Engine {
  readonly capabilities: EngineCapabilities;
  /** Translates a job once, or names everything in it that this engine cannot run exactly as Druid does. Nothing runs. */
  prepare(job: CheckedJob): Promise<{ readonly prepared: PreparedJob } | { readonly refusals: readonly Refusal[] }>;
  /**
   * Starts a run and returns when it is accepted. Does nothing when the run is running or has ended, whatever job is given.
   * What only the objects show (one that cannot be read, has changed, or needs credentials that the engine cannot use) fails
   * the run, or rejects here with an error that names it. After a rejection the run may have been accepted: `observe` says.
   *
   * @throws TypeError when another engine prepared the job.
   */
  start(runId: string, prepared: PreparedJob, sources: SourceAccess): Promise<void>;
  /**
   * The state of a run now, then its changes; a slow observer skips states. Ends after `unknown` or `ended`; without another
   * state when `signal` aborts or the engine is closed. Rejects when the engine cannot be reached: then nothing is known of
   * the run, and it can be observed again.
   */
  observe(runId: string, signal?: AbortSignal): AsyncIterable<RunState>;
  /**
   * Asks a run to stop and does not wait for its end. A run that has ended, or is unknown, stays as it is; one that commits
   * meanwhile is completed.
   */
  cancel(runId: string): Promise<void>;
  tables(): Promise<readonly EngineTable[]>;
  table(name: string): Promise<EngineTable | undefined>;
  /**
   * Runs one parsed SELECT. Throws {@link QueryRefusedError} for what it cannot do and names it. Rows that are being read
   * reject with the reason of `signal` when that aborts, and when the engine is closed or lost: they never end early.
   */
  query(query: QueryNode, signal?: AbortSignal): Promise<QueryResult>;
  /**
   * Releases the engine's files and processes. Runs of the embedded engine stop without an outcome, those of a cluster go
   * on. Afterwards `observe` gives nothing, and every other call rejects.
   */
  close(): Promise<void>;
}

/** A query reads a table or a column that does not exist, or needs something that the engine cannot run, or fails on a row. */
export class QueryRefusedError extends Error {
  readonly code: Refusal["code"] | "unknown_table" | "unknown_column" | "invalid_query";
  constructor(code: QueryRefusedError["code"], message: string) {
    super(message);
    this.name = "QueryRefusedError";
    this.code = code;
  }
}

/** The id of a run: that of the job for its first attempt, `<job>.2` for the second. */
export function runIdOf(jobId: string, attempt: number): string {
  return attempt === 1 ? jobId : `${jobId}.${attempt}`;
}
