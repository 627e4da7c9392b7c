import { childrenOf } from "../children.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import { visitExpr } from "../walk-expr.ts";
import { spanOf } from "./check-call.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { findAggregate, isAggregateCall } from "./find-aggregate.ts";

/** Aggregates inside aggregates, and columns outside of them: neither has a value for a group of rows. */
export function checkAggregation(root: ExprNode, aggregate: CallNode, issues: ExprIssue[]): void {
  visitExpr(root, (node) => {
    if (node.kind === "column") {
      issues.push({
        code: "column_outside_aggregate",
        column: node.name,
        aggregate: aggregate.function,
        ...spanOf(node),
      });
    }
    if (!isAggregateCall(node)) return true;
    for (const child of childrenOf(node)) {
      const inner = findAggregate(child);
      if (inner === undefined) continue;
      issues.push({ code: "nested_aggregate", function: inner.function, outer: node.function, ...spanOf(inner) });
    }
    return false;
  });
}
