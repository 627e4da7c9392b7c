import type { Span } from "../nodes.ts";

/**
 * What is wrong with a statement that parses: `expression` with a column, a function or a type, `clause` with how the
 * statement is built, the others with what it writes.
 */
export type StatementIssueCode =
  | "expression"
  | "clause"
  | "missing_time"
  | "time_type"
  | "duplicate_column"
  | "unnamed_column"
  | "unknown_clustering_column";

/** Something wrong with a statement that parses. */
export interface StatementIssue {
  readonly code: StatementIssueCode;
  /** In words, as a sentence. */
  readonly reason: string;
  readonly expected: string;
  readonly received: string;
  /** The column or the interval that it is about. */
  readonly subject?: string;
  readonly span: Span | undefined;
}
