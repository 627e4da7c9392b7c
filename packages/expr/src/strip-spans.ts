import { withChildren } from "./children.ts";
import type { ExprNode } from "./nodes.ts";
import { foldExpr } from "./walk-expr.ts";

/**
 * A copy of a node without spans, so that two nodes can be compared by their content.
 *
 * @example
 * stripSpans(parseExpr('"city"'));
 * // => { kind: "column", name: "city" }
 */
export function stripSpans(node: ExprNode): ExprNode {
  return foldExpr<ExprNode>(node, (one, children) => {
    const { span, ...rest } = withChildren(one, children);
    return rest;
  });
}
