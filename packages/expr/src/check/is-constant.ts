import type { ExprNode } from "../nodes.ts";
import { visitExpr } from "../walk-expr.ts";
import { isAggregateCall } from "./find-aggregate.ts";

/** Without a column and without an aggregate: worked out before any row is read. */
export function isConstant(node: ExprNode): boolean {
  let constant = true;
  visitExpr(node, (one) => {
    constant &&= isConstantNode(one);
    return constant;
  });
  return constant;
}

export function isConstantNode(node: ExprNode): boolean {
  return node.kind !== "column" && !isAggregateCall(node);
}
