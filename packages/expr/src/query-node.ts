import type { ExprNode, Span } from "./nodes.ts";

/** One SELECT over one table. */
export interface QueryNode {
  readonly kind: "query";
  readonly select: readonly SelectItem[];
  readonly from: FromTable;
  readonly where?: ExprNode;
  readonly groupBy: readonly GroupItem[];
  readonly having?: ExprNode;
  readonly orderBy: readonly OrderItem[];
  /** Maximum number of rows. */
  readonly limit?: number;
  /** Number of rows to skip. */
  readonly offset?: number;
}

/** `*`, or an expression with its alias. */
export type SelectItem =
  | { readonly kind: "all"; readonly span?: Span }
  | { readonly kind: "expr"; readonly expr: ExprNode; readonly alias?: string; readonly span?: Span };

export interface FromTable {
  readonly table: string;
  readonly alias?: string;
  readonly span?: Span;
}

/** An ordinal is the place of a select item, counted from 1. */
export type GroupItem =
  | { readonly kind: "ordinal"; readonly position: number; readonly span?: Span }
  | { readonly kind: "expr"; readonly expr: ExprNode; readonly span?: Span };

/** Ascending by default. Without `nulls`, NULLs come first ascending and last descending. */
export type OrderItem = GroupItem & {
  readonly direction: "ASC" | "DESC";
  readonly nulls?: "FIRST" | "LAST";
};
