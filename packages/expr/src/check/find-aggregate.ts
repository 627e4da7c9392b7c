import { findFunction } from "../catalogue/find-function.ts";
import { childrenOf } from "../children.ts";
import type { CallNode, ExprNode } from "../nodes.ts";

export function isAggregateCall(node: ExprNode): node is CallNode {
  return node.kind === "call" && findFunction(node.function)?.aggregate === true;
}

/** The first aggregate of an expression, outermost first. */
export function findAggregate(node: ExprNode): CallNode | undefined {
  if (isAggregateCall(node)) return node;
  for (const child of childrenOf(node)) {
    const found = findAggregate(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
