import type { ExprNode } from "./nodes.ts";

/**
 * A copy of a node without spans, so that two nodes can be compared by their content.
 *
 * @example
 * stripSpans(parseExpr('"city"'));
 * // => { kind: "column", name: "city" }
 */
export function stripSpans(node: ExprNode): ExprNode {
  // Only spans go, so it stays a node.
  return strip(node) as ExprNode;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (key === "span" ? [] : [[key, strip(one)]])));
}
