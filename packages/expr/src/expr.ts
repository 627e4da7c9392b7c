import type { ExprNode } from "./nodes.ts";
import { printExpr } from "./print-expr.ts";
import type { SqlType } from "./sql-type.ts";

/** `scalar`: one value per input row. `aggregate`: one value per group of rows. */
export type ExprUse = "scalar" | "aggregate";

/**
 * A typed Druid SQL expression. Immutable: every function of this package returns a new one.
 * `TType` is the SQL type of its values, `TUse` whether it stands for a row or for a group of rows.
 *
 * @example
 * String(max(col("session_length", "BIGINT")));
 * // => 'MAX("session_length")'
 */
export class Expr<TType extends SqlType = SqlType, TUse extends ExprUse = ExprUse> {
  /** Type only: the SQL type of the values. */
  declare readonly $type: TType;
  /** Type only: for a row, or for a group of rows. */
  declare readonly $use: TUse;
  readonly #node: ExprNode;

  /** Wraps a node. The caller vouches that the node has this type and use; `checkExpr` of `@starfix/expr/parse` verifies. */
  constructor(node: ExprNode) {
    this.#node = node;
  }

  /** The expression as data: the one way out of the builder. */
  toNode(): ExprNode {
    return this.#node;
  }

  /** The expression as Druid SQL. */
  toString(): string {
    return printExpr(this.#node);
  }

  /** Tells an expression from any other value. */
  static is(value: unknown): value is Expr {
    return typeof value === "object" && value !== null && #node in value;
  }
}
