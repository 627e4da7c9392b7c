import type { ExprNode } from "@starfix/expr";
import type {
  AggregateTableRequest,
  CreateBatchJobRequest,
  CreateDeleteDataJobRequest,
  CreateDropTableJobRequest,
  CreateRestoreDataJobRequest,
  CreateSqlJobRequest,
  CreateStreamingJobRequest,
  DataFormatSettings,
  DataType,
  SqlParameter,
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
  /** The rollup of the table, from a job that creates it. */
  readonly rollup?: Pick<AggregateTableRequest, "timeResolution" | "queryGranularity"> | undefined;
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

/** What a job of any type has: `TRequest` are the members of the request that methods of the same meaning set. */
interface JobOf<TType extends string, TRequest> {
  readonly kind: "job";
  readonly type: TType;
  /** Without one, the name under which the job is exported is its id. */
  readonly id: string | undefined;
  readonly origin: Origin;
  /** Changes to the request, in the order in which they were given. */
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
  /** The members of the request that are given as the contract has them. */
  readonly request: Readonly<Partial<TRequest>>;
}

/** What batch and streaming jobs have in common: fields that are read and columns that are filled. */
interface MappedJob {
  readonly format?: FormatNode | undefined;
  /** The data type of each field, in the order in which they were given. */
  readonly input: Readonly<Record<string, DataType>>;
  /** The names of the fields in the order of the request, where it is not that of `input`. */
  readonly inputOrder?: readonly string[] | undefined;
  readonly target: TargetNode;
  readonly filter?: ExpressionNode | undefined;
  readonly mappings: readonly MappingNode[];
}

/** A complete batch job. */
export interface BatchJobNode extends JobOf<"batch", CreateBatchJobRequest>, MappedJob {
  readonly source: BatchSourceNode;
  /** There for an object store, and only there. */
  readonly selection?: SelectionNode | undefined;
  readonly ingestion?: IngestionNode;
}

/** How events with one key become one row. */
export interface UpsertNode {
  readonly keyColumns: readonly string[];
  readonly versionColumn: string | undefined;
}

/** A complete streaming job. */
export interface StreamingJobNode extends JobOf<"streaming", CreateStreamingJobRequest>, MappedJob {
  readonly connection: StreamConnectionNode;
  readonly upsert?: UpsertNode;
}

/** A complete SQL job. */
export interface SqlJobNode extends JobOf<"sql", CreateSqlJobRequest> {
  readonly query: string;
  readonly parameters: readonly Readonly<SqlParameter>[];
  /** The tables and connections that the statement was said to use. */
  readonly uses: readonly (TableNode | ObjectStoreConnectionNode)[];
}

/** A complete job that deletes rows. */
export interface DeleteDataJobNode extends JobOf<"delete_data", CreateDeleteDataJobRequest> {
  readonly target: TargetNode;
  readonly rows: DeletionNode;
}

/** A complete job that deletes a table. */
export interface DropTableJobNode extends JobOf<"drop_table", CreateDropTableJobRequest> {
  readonly target: TargetNode;
}

/** A complete job that brings rows back. */
export interface RestoreDataJobNode extends JobOf<"restore_data", CreateRestoreDataJobRequest> {
  readonly target: TargetNode;
  readonly interval: string;
}

/** A complete job of any type. */
export type JobNode =
  | BatchJobNode
  | StreamingJobNode
  | SqlJobNode
  | DeleteDataJobNode
  | DropTableJobNode
  | RestoreDataJobNode;
