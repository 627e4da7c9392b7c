import { Expr, type ExprUse } from "../expr.ts";
import type { CaseBranch, CaseNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import { type Argument, nodeOf, wrap } from "./call.ts";
import type { Alike, ChosenType, LiteralAlike, LiteralType, LiteralValue } from "./operand-types.ts";

/** A CASE without an ELSE: NULL where no condition holds. `.when` adds a branch, `.else` ends it. */
export class CaseExpr<out TType extends SqlType, in TUse extends ExprUse> extends Expr<TType, TUse> {
  readonly #branches: readonly CaseBranch[];

  /** Wraps branches: `caseWhen` begins with one. */
  constructor(branches: readonly CaseBranch[]) {
    super(caseNode(branches));
    this.#branches = branches;
  }

  /**
   * The value for where this condition holds and no earlier one does.
   *
   * @example
   * String(caseWhen(gt(c.length, 60), "long").when(gt(c.length, 10), "middle"));
   * // => `CASE WHEN "length" > 60 THEN 'long' WHEN "length" > 10 THEN 'middle' END`
   */
  when<
    TOther extends Alike[TType] | "NULL" = never,
    TValue extends LiteralAlike[TType] | null = never,
    TPlace extends TUse = TUse,
  >(
    condition: Expr<"BOOLEAN", TPlace>,
    value: Expr<TOther, TPlace> | TValue,
  ): CaseExpr<ChosenType<TType, TOther, LiteralType<TValue>>, TPlace> {
    return new CaseExpr([...this.#branches, branch(condition, value)]);
  }

  /**
   * The value for where no condition holds.
   *
   * @example
   * String(caseWhen(gt(c.length, 60), "long").else("short"));
   * // => `CASE WHEN "length" > 60 THEN 'long' ELSE 'short' END`
   */
  else<
    TOther extends Alike[TType] | "NULL" = never,
    TValue extends LiteralAlike[TType] | null = never,
    TPlace extends TUse = TUse,
  >(value: Expr<TOther, TPlace> | TValue): Expr<ChosenType<TType, TOther, LiteralType<TValue>>, TPlace> {
    return wrap({ ...caseNode(this.#branches), otherwise: nodeOf(value) });
  }
}

/**
 * The value for where a condition holds. It is an expression already, NULL where the condition does not hold, and
 * `.when(condition, value)` and `.else(value)` go on from it. All values are of one family: texts, numbers, times.
 *
 * @example
 * String(caseWhen(gt(c.length, 60), c.city));
 * // => 'CASE WHEN "length" > 60 THEN "city" END'
 * String(caseWhen(gt(c.length, 60), "long").when(gt(c.length, 10), "middle").else("short"));
 * // => `CASE WHEN "length" > 60 THEN 'long' WHEN "length" > 10 THEN 'middle' ELSE 'short' END`
 */
export function caseWhen<
  TType extends SqlType = never,
  TValue extends LiteralValue = never,
  TUse extends ExprUse = ExprUse,
>(condition: Expr<"BOOLEAN", TUse>, value: Expr<TType, TUse> | TValue): CaseExpr<TType | LiteralType<TValue>, TUse> {
  return new CaseExpr([branch(condition, value)]);
}

function branch(condition: Expr, value: Argument): CaseBranch {
  return Object.freeze({ when: condition.toNode(), result: nodeOf(value) });
}

function caseNode(branches: readonly CaseBranch[]): CaseNode {
  return Object.freeze({ kind: "case", branches: Object.freeze(branches) });
}
