import type { ExprNode } from "./nodes.ts";

const OPERATORS: ReadonlySet<ExprNode["kind"]> = new Set(["binary", "unary", "is", "between", "in", "like"]);

/** Whether a node is written with an operator, so that it needs parentheses next to others. */
export function isOperator(node: ExprNode): boolean {
  return OPERATORS.has(node.kind);
}
