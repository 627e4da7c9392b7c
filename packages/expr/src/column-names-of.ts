import type { ExprNode } from "./nodes.ts";
import { visitExpr } from "./walk-expr.ts";

/**
 * The names of the columns an expression reads, each once, in the order they first appear.
 *
 * @example
 * columnNamesOf(parseExpr('COALESCE("city", "town", "city")'));
 * // => ["city", "town"]
 */
export function columnNamesOf(node: ExprNode): readonly string[] {
  const names = new Set<string>();
  visitExpr(node, (one) => {
    if (one.kind === "column") names.add(one.name);
  });
  return [...names];
}
