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
   * Type only: the uses it allows. A parameter, so that an expression of both uses is assignable where one is expected, and
   * the second of two arguments that disagree is the error; a union would accept both.
   */
  declare readonly $use: (place: TUse) => void;
  readonly #node: ExprNode;

  /** Wraps a node. The caller ensures that it has this type and use; `checkExpr` of `@starfix/expr/parse` verifies it. */
  constructor(node: ExprNode) {
    this.#node = node;
  }

  /** The expression as plain data. */
  toNode(): ExprNode {
    return this.#node;
  }

  /** The expression as Druid SQL. */
  toString(): string {
    return printExpr(this.#node);
  }

  /** Whether a value is an expression. */
  static is(value: unknown): value is Expr {
    return typeof value === "object" && value !== null && #node in value;
  }
}
