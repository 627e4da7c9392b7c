import type { ExprIssue } from "@starfix/expr/parse";

export type PlanIssueCode =
  | ExprIssue["code"]
  | "syntax"
  | "unsupported"
  | "unsupported_type"
  | "unknown_format"
  | "invalid_table_name"
  | "invalid_number"
  | "missing_selection"
  | "several_selections"
  | "invalid_uri"
  | "other_bucket"
  | "outside_prefix"
  | "invalid_key"
  | "invalid_pattern"
  | "invalid_field"
  | "duplicate_field"
  | "invalid_column"
  | "duplicate_column"
  | "reserved_column"
  | "missing_time"
  | "invalid_time"
  | "not_an_aggregation"
  | "unmarked_aggregation"
  | "invalid_filter"
  | "unknown_clustering_column";

/** One reason why a job cannot run. */
export interface PlanIssue {
  readonly code: PlanIssueCode;
  /** JSON pointer into the request: `/mappings/0/expression`. */
  readonly pointer: string;
  readonly message: string;
}

/** Collects issues below one place of the request. */
export type Report = (code: PlanIssueCode, pointer: string, message: string) => void;
