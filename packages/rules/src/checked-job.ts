import type { ExprNode, SqlType } from "@starfix/expr";
import type {
  DataFormatSettings,
  DataType,
  PartitioningGranularity,
  SqlParameter,
  StreamingReadFromPoint,
  TablePartitioningGranularity,
  TimeResolution,
} from "@starfix/schema";

/** One field that is read from each record. */
export interface InputField {
  readonly name: string;
  readonly dataType: DataType;
}

/** One column of the table and the expression that fills it. */
export interface CheckedMapping {
  readonly column: string;
  readonly expression: ExprNode;
  /** The expression as the request writes it; printed for a column that the rules added. */
  readonly text: string;
  readonly type: SqlType;
  readonly aggregate: boolean;
  /** JSON pointer of the expression in the request; absent for a column that the rules added (`__count`). */
  readonly pointer?: string;
  /** Data type that the table declares for the column; absent when it declares none. */
  readonly declaredType?: DataType;
}

/** A condition on each record. */
export interface CheckedFilter {
  readonly expression: ExprNode;
  readonly text: string;
}

/** What a job makes of the records that it reads. It does not depend on where the records come from. */
export interface CheckedTransform {
  /** The fields that expressions read. At least one, so that records have a shape. */
  readonly input: readonly InputField[];
  readonly filter?: CheckedFilter;
  readonly mappings: readonly CheckedMapping[];
  /** Whether rows are grouped by the mappings that do not aggregate. */
  readonly aggregates: boolean;
}

/** The table that a job writes, as far as its declaration decides what is stored. */
export interface CheckedTarget {
  readonly table: string;
  readonly createIfMissing: boolean;
  /** Of a declared table. */
  readonly type?: "detail" | "aggregate";
  /** Of a declared aggregate table: `__time` is cut to this unit. */
  readonly timeResolution?: TimeResolution;
}

/** How the objects of a bucket or a container are named; exactly one way. */
export type ObjectSelection =
  | { readonly kind: "uris"; readonly uris: readonly string[] }
  | { readonly kind: "objects"; readonly objects: readonly string[] }
  | { readonly kind: "prefixes"; readonly prefixes: readonly string[] }
  | { readonly kind: "pattern"; readonly pattern: string };

/** Where a job reads its records. */
export type CheckedSource =
  | {
      readonly kind: "objects";
      readonly type: "s3" | "azure";
      readonly connectionName: string;
      readonly selection: ObjectSelection;
      /** As given, or as the names of the objects tell; absent where only the objects that are found can tell. */
      readonly format?: DataFormatSettings;
    }
  | { readonly kind: "inline"; readonly data: string; readonly format: DataFormatSettings }
  | { readonly kind: "uploaded"; readonly files: readonly string[]; readonly format: DataFormatSettings }
  | { readonly kind: "table"; readonly table: string; readonly interval?: string }
  | {
      readonly kind: "stream";
      readonly connectionName: string;
      /** Absent where the request leaves it open. */
      readonly format?: DataFormatSettings;
    };

export type SourceKind = CheckedSource["kind"];

/** Whether rows are added, or take the place of the rows of whole time chunks. */
export type CheckedIngestionMode =
  | { readonly mode: "append" }
  | { readonly mode: "replace"; readonly intervals: "all" | readonly string[] };

interface CheckedIngestion {
  readonly target: CheckedTarget;
  readonly transform: CheckedTransform;
  readonly partitionedBy: PartitioningGranularity | TablePartitioningGranularity;
  readonly clusteringColumns: readonly string[];
  /** How many unreadable records are passed over before the job fails. */
  readonly maxParseExceptions: number;
}

export interface CheckedBatchJob extends CheckedIngestion {
  readonly kind: "batch";
  readonly source: Exclude<CheckedSource, { readonly kind: "stream" }>;
  readonly ingestion: CheckedIngestionMode;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface CheckedStreamingJob extends CheckedIngestion {
  readonly kind: "streaming";
  readonly source: Extract<CheckedSource, { readonly kind: "stream" }>;
  readonly readFromPoint: StreamingReadFromPoint;
  readonly lateMessageRejectionPeriod: string;
  readonly earlyMessageRejectionPeriod: string;
  readonly useSchemaDiscovery: boolean;
  readonly dimensionExclusions: readonly string[];
  readonly replaceRunning: boolean;
  readonly upsert?: { readonly keyColumns: readonly string[]; readonly versionColumn?: string };
}

/** A column of a SELECT. */
export interface SqlColumn {
  readonly name: string;
  readonly type: SqlType;
}

export interface CheckedSqlJob {
  readonly kind: "sql";
  readonly query: string;
  readonly parameters: readonly SqlParameter[];
  readonly createIfMissing: boolean;
  /** The table that the statement writes; absent where the statement does not name one. */
  readonly table?: string;
  readonly ingestion?: CheckedIngestionMode;
  /** The columns that it writes, by name; absent where they are not all known. */
  readonly columns?: readonly SqlColumn[];
  readonly context: Readonly<Record<string, unknown>>;
}

export interface CheckedDeleteDataJob {
  readonly kind: "delete_data";
  readonly table: string;
  readonly rows: "all" | readonly string[];
  readonly softDelete: boolean;
  readonly versions: readonly string[];
}

export interface CheckedDropTableJob {
  readonly kind: "drop_table";
  readonly table: string;
  readonly softDelete: boolean;
}

export interface CheckedRestoreDataJob {
  readonly kind: "restore_data";
  readonly table: string;
  readonly interval: string;
  readonly versions: readonly string[];
}

/**
 * A request of `POST /jobs` that passed the rules: expressions are trees, defaults are filled in, and a job that
 * aggregates has `COUNT(*)` as `__count`. Nothing that reads it goes back to the request.
 */
export type CheckedJob =
  | CheckedBatchJob
  | CheckedStreamingJob
  | CheckedSqlJob
  | CheckedDeleteDataJob
  | CheckedDropTableJob
  | CheckedRestoreDataJob;

export type JobKind = CheckedJob["kind"];
