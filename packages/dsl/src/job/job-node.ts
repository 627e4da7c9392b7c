import type { ExprNode } from "@starfix/expr";
import type {
  DataFormatSettings,
  DataType,
  PartitioningGranularity,
  SqlParameter,
  StreamingReadFromPoint,
} from "@starfix/schema";
import type { AboutNode } from "../about/about-node.ts";
import type {
  ConfluentSchemaRegistryConnectionNode,
  ObjectStoreConnectionNode,
  StreamConnectionNode,
} from "../connection/connection-node.ts";
import type { Origin } from "../origin.ts";
import type { Patch } from "../patch.ts";
import type { TableNode } from "../table/table-node.ts";

/** An expression as it was given: built, or as SQL text that is not parsed yet. */
export type ExpressionNode =
  | { readonly kind: "built"; readonly node: ExprNode }
  | { readonly kind: "sql"; readonly sql: string };

/** How the objects are named, exactly one way. */
export type SelectionNode =
  | { readonly uris: readonly string[] }
  | { readonly objects: readonly string[] }
  | { readonly prefixes: readonly string[] }
  | { readonly pattern: string };

export interface MappingNode {
  readonly column: string;
  readonly expression: ExpressionNode;
}

/** The format of the records, in the words of the contract. */
export interface FormatNode {
  readonly settings: Readonly<DataFormatSettings>;
  /** The schema registries that the settings name. */
  readonly registries: readonly ConfluentSchemaRegistryConnectionNode[];
}

/** The table that a job is about. */
export interface TargetNode {
  readonly table: string;
  readonly createIfMissing: boolean;
  /** The table as it is declared in code, when it was given so. */
  readonly declared: TableNode | undefined;
}

/** Where a batch job reads. The selection is given apart, and only for an object store. */
export type BatchSourceNode =
  | { readonly kind: "objects"; readonly connection: ObjectStoreConnectionNode }
  | { readonly kind: "inline"; readonly data: string }
  | { readonly kind: "uploaded"; readonly files: readonly string[] }
  | {
      readonly kind: "table";
      readonly table: string;
      readonly interval: string | undefined;
      readonly declared: TableNode | undefined;
    };

/** Whether rows are added or take the place of others. */
export type IngestionNode =
  | { readonly mode: "append" }
  | { readonly mode: "replace"; readonly intervals: readonly string[] | "all" };

/** Members of the query context. */
export type JobContext = Readonly<Record<string, unknown>>;

/** Which rows a deleting job touches. */
export type DeletionNode = { readonly intervals: readonly string[] } | "all";

/** What a job of any type has from its first call on. */
export interface JobStart<TType extends string = string> {
  readonly kind: "job";
  readonly type: TType;
  /** Without one, the name under which the job is exported is its id. */
  readonly id: string | undefined;
  readonly origin: Origin;
  /** Changes to the request, in the order in which they were given. */
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
}

/** What batch and streaming jobs have in common: fields that are read and columns that are filled. */
interface MappedJob {
  readonly format: FormatNode | undefined;
  /** The data type of each field, in the order in which they were given. */
  readonly input: Readonly<Record<string, DataType>>;
  readonly target: TargetNode;
  readonly filter: ExpressionNode | undefined;
  readonly mappings: readonly MappingNode[];
  readonly partitionedBy: PartitioningGranularity | undefined;
  readonly clusteringColumns: readonly string[] | undefined;
  readonly maxParseExceptions: number | undefined;
}

/** A complete batch job. */
export interface BatchJobNode extends JobStart<"batch">, MappedJob {
  readonly source: BatchSourceNode;
  /** There for an object store, and only there. */
  readonly selection: SelectionNode | undefined;
  readonly ingestion: IngestionNode | undefined;
  readonly context: JobContext | undefined;
}

/** How events with one key become one row. */
export interface UpsertNode {
  readonly keyColumns: readonly string[];
  readonly versionColumn: string | undefined;
}

/** A complete streaming job. */
export interface StreamingJobNode extends JobStart<"streaming">, MappedJob {
  readonly connection: StreamConnectionNode;
  readonly readFromPoint: StreamingReadFromPoint | undefined;
  readonly useSchemaDiscovery: boolean | undefined;
  readonly dimensionExclusions: readonly string[] | undefined;
  readonly lateMessageRejectionPeriod: string | undefined;
  readonly earlyMessageRejectionPeriod: string | undefined;
  readonly replaceRunning: boolean | undefined;
  readonly upsert: UpsertNode | undefined;
}

/** A complete SQL job. */
export interface SqlJobNode extends JobStart<"sql"> {
  readonly query: string;
  readonly parameters: readonly Readonly<SqlParameter>[];
  readonly createIfMissing: boolean | undefined;
  readonly context: JobContext | undefined;
  /** The tables and connections that the statement was said to use. */
  readonly uses: readonly (TableNode | ObjectStoreConnectionNode)[];
}

/** A complete job that deletes rows. */
export interface DeleteDataJobNode extends JobStart<"delete_data"> {
  readonly target: TargetNode;
  readonly rows: DeletionNode;
  readonly softDelete: boolean | undefined;
  readonly versions: readonly string[] | undefined;
}

/** A complete job that deletes a table. */
export interface DropTableJobNode extends JobStart<"drop_table"> {
  readonly target: TargetNode;
  readonly softDelete: boolean | undefined;
}

/** A complete job that brings rows back. */
export interface RestoreDataJobNode extends JobStart<"restore_data"> {
  readonly target: TargetNode;
  readonly interval: string;
  readonly versions: readonly string[] | undefined;
}

/** A complete job of any type. */
export type JobNode =
  | BatchJobNode
  | StreamingJobNode
  | SqlJobNode
  | DeleteDataJobNode
  | DropTableJobNode
  | RestoreDataJobNode;
