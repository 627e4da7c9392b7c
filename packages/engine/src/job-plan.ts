import type { ExprNode, SqlType } from "@starfix/expr";
import type { DataType, JsonFormatSettings, PartitioningGranularity } from "@starfix/schema";

/** One field that is read from each record. */
export interface InputField {
  readonly name: string;
  readonly dataType: DataType;
}

/** One column of the table and the expression that fills it. */
export interface PlannedMapping {
  readonly column: string;
  readonly expression: ExprNode;
  readonly type: SqlType;
  readonly aggregate: boolean;
  /** JSON pointer of the expression in the request; absent for a column that the plan added (`__count`). */
  readonly pointer?: string;
}

/** How the objects of a bucket are named; exactly one way. */
export type ObjectSelection =
  | { readonly kind: "uris"; readonly uris: readonly string[] }
  | { readonly kind: "objects"; readonly objects: readonly string[] }
  | { readonly kind: "prefixes"; readonly prefixes: readonly string[] }
  | { readonly kind: "pattern"; readonly pattern: string };

/**
 * A batch job, checked: expressions are trees, columns exist, functions are of the catalogue. What an engine runs.
 * Rows are grouped by the scalar mappings when `aggregates` is true.
 */
export interface JobPlan {
  readonly jobId: string;
  readonly table: string;
  readonly createTableIfNotExists: boolean;
  readonly connectionName: string;
  readonly selection: ObjectSelection;
  readonly format: JsonFormatSettings;
  readonly input: readonly InputField[];
  readonly filter: ExprNode | undefined;
  readonly mappings: readonly PlannedMapping[];
  readonly aggregates: boolean;
  readonly partitionedBy: PartitioningGranularity;
  readonly clusteringColumns: readonly string[];
  /** How many unreadable records are passed over before the job fails. */
  readonly maxParseExceptions: number;
}
