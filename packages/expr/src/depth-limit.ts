import type { ExprNode } from "./nodes.ts";
import { nestingOf } from "./parentheses.ts";
import { heightOf } from "./walk-expr.ts";

/** How deep the parser nests. Deeper than any hand writes; it keeps a hostile text from exhausting the stack. */
export const MAX_NESTING = 200;

/**
 * How many levels an expression may have; each operator of a chain is one. Trees are sent between threads and kept as JSON,
 * and `structuredClone` exhausts the stack at about 1,900 levels.
 */
export const MAX_LEVELS = 1000;

export const FEWER_LEVELS =
  "each operator of a chain is a level: group its parts in parentheses, or write IN (…) for OR, CONCAT(…) for ||";

/** What of a tree is deeper than its limit: its levels, or the nesting of its text. */
export interface DepthExcess {
  readonly of: "levels" | "nesting";
  readonly received: number;
  readonly limit: number;
}

/** Whether a tree is too deep to be kept, or to be read again once it is printed. */
export function findDepthExcess(node: ExprNode): DepthExcess | undefined {
  const levels = heightOf(node);
  if (levels > MAX_LEVELS) return { of: "levels", received: levels, limit: MAX_LEVELS };
  // A level nests twice at most: `-(-x)`.
  if (2 * levels <= MAX_NESTING) return undefined;
  const nesting = nestingOf(node);
  return nesting > MAX_NESTING ? { of: "nesting", received: nesting, limit: MAX_NESTING } : undefined;
}
