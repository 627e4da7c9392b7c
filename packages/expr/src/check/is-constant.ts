import { childrenOf } from "../children.ts";
import type { ExprNode } from "../nodes.ts";
import { isAggregateCall } from "./find-aggregate.ts";

/** Without a column and without an aggregate: worked out before any row is read. */
export function isConstant(node: ExprNode): boolean {
  return node.kind !== "column" && !isAggregateCall(node) && childrenOf(node).every(isConstant);
}
