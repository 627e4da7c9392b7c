import { findFunction } from "../catalogue/find-function.ts";
import { childrenOf } from "../children.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { visitExpr } from "../walk-expr.ts";
import { spanOf } from "./check-call.ts";
import { type ExprDoubt, NO_DOUBTS } from "./doubts/expr-doubt.ts";
import { findAggregate, isAggregateCall } from "./find-aggregate.ts";

/**
 * Checks an aggregate as a measure that a table stores, in addition to `checkExpr`: rows that are merged later must merge it
 * too. A quotient of sums and what is worked out of a sketch never can be merged; others only by who knows how.
 *
 * @example
 * checkMeasure(parseExpr('SUM("length") / COUNT(*)')).map(({ code }) => code);
 * // => ["post_aggregation"]
 */
export function checkMeasure(root: ExprNode): readonly ExprDoubt[] {
  if (isAggregateCall(root)) {
    const advice = findFunction(root.function)?.storeInstead;
    return advice === undefined ? NO_DOUBTS : [unmergeable(root, advice)];
  }
  const quotient = findQuotient(root);
  if (quotient !== undefined) {
    return [
      postAggregation(
        quotient,
        "a quotient of aggregates",
        "map each of them to a measure of its own, and divide when the table is queried",
      ),
    ];
  }
  const sketch = findSketchResult(root);
  if (sketch !== undefined) {
    const advice = "map the sketch itself to a measure, and call the function when the table is queried";
    return [postAggregation(sketch, `what ${sketch.function} makes of sketches`, advice)];
  }
  const unmerged = findUnmerged(root);
  if (unmerged !== undefined) return [unmergeable(unmerged.node, unmerged.advice)];
  return [unmergeable(root, "map the aggregates alone, and compute with them when the table is queried")];
}

function postAggregation(node: ExprNode, what: string, advice: string): ExprDoubt {
  return {
    code: "post_aggregation",
    reason: `${what} cannot be stored so that rows can be merged: ${advice}`,
    expected: "one aggregate, such as SUM, MAX or DS_HLL",
    received: printExpr(node),
    ...spanOf(node),
  };
}

function unmergeable(node: ExprNode, advice: string): ExprDoubt {
  const what = node.kind === "call" ? node.function : printExpr(node);
  return {
    code: "unmergeable_aggregate",
    reason: `the result of ${what} is stored as it is, and rows that are merged later cannot merge it: ${advice}`,
    expected: "an aggregate that can be merged, such as SUM, MAX or DS_HLL",
    received: printExpr(node),
    ...spanOf(node),
  };
}

function findUnmerged(root: ExprNode): { readonly node: CallNode; readonly advice: string } | undefined {
  let found: { readonly node: CallNode; readonly advice: string } | undefined;
  visitExpr(root, (node) => {
    const advice = node.kind === "call" ? findFunction(node.function)?.storeInstead : undefined;
    if (found === undefined && node.kind === "call" && advice !== undefined) found = { node, advice };
    return found === undefined;
  });
  return found;
}

/** A division by an aggregate. */
function findQuotient(root: ExprNode): ExprNode | undefined {
  let found: ExprNode | undefined;
  visitExpr(root, (node) => {
    const divides =
      (node.kind === "binary" && node.operator === "/") ||
      (node.kind === "call" && findFunction(node.function)?.divides === true);
    const divisor = divides ? childrenOf(node)[1] : undefined;
    if (found === undefined && divisor !== undefined && findAggregate(divisor) !== undefined) found = node;
    return found === undefined;
  });
  return found;
}

/** A function of sketches, outside of the aggregates that make them. */
function findSketchResult(root: ExprNode): CallNode | undefined {
  let found: CallNode | undefined;
  visitExpr(root, (node) => {
    if (found === undefined && node.kind === "call") {
      const entry = findFunction(node.function);
      if (entry?.kind === "sketch" && !entry.aggregate) found = node;
    }
    return found === undefined;
  });
  return found;
}
