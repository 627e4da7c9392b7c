import { childrenOf } from "../children.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import { spanOf } from "./check-call.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { findAggregate, isAggregateCall } from "./find-aggregate.ts";

/** Aggregates inside aggregates, and columns beside them: neither has a value for a group of rows. */
export function checkAggregation(node: ExprNode, aggregate: CallNode, issues: ExprIssue[]): void {
  if (isAggregateCall(node)) {
    for (const child of childrenOf(node)) {
      const inner = findAggregate(child);
      if (inner === undefined) continue;
      issues.push({ code: "nested_aggregate", function: inner.function, outer: node.function, ...spanOf(inner) });
    }
    return;
  }
  if (node.kind === "column") {
    const beside = { column: node.name, aggregate: aggregate.function };
    issues.push({ code: "column_outside_aggregate", ...beside, ...spanOf(node) });
  }
  for (const child of childrenOf(node)) checkAggregation(child, aggregate, issues);
}
