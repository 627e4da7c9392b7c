import { findFunction } from "../catalogue/find-function.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import { visitExpr } from "../walk-expr.ts";

export function isAggregateCall(node: ExprNode): node is CallNode {
  return node.kind === "call" && findFunction(node.function)?.aggregate === true;
}

/** The first aggregate of an expression, outermost first. */
export function findAggregate(node: ExprNode): CallNode | undefined {
  let found: CallNode | undefined;
  visitExpr(node, (one) => {
    if (found === undefined && isAggregateCall(one)) found = one;
    return found === undefined;
  });
  return found;
}
