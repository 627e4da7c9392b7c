import type { ExprNode } from "./nodes.ts";
import { printExpr } from "./print-expr.ts";
import type { SqlType } from "./sql-type.ts";

/**
 * Where an expression can be used. `scalar`: one value per input row. `aggregate`: one value per group of rows. A constant
 * can be used in both places.
 */
export type ExprUse = "scalar" | "aggregate";

/**
 * A typed Druid SQL expression. Immutable: every function of this package returns a new one.
 * `TType` is the SQL type of its values, `TUse` whether it is a value of a row or of a group of rows: a constant has both
 * uses, and `Expr` without arguments is any expression.
 *
 * @example
 * String(max(col("session_length", "BIGINT")));
 * // => 'MAX("session_length")'
 */
export class Expr<out TType extends SqlType = SqlType, in TUse extends ExprUse = never> {
  /** Type only: the SQL type of the values. */
  declare readonly $type: TType;
  /**
   * Type only: the places it fits. A parameter, so that what fits both places goes where one is asked for; and where two
   * arguments disagree the second is the error, while unions would let both pass.
   */
  declare readonly $use: (place: TUse) => void;
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
