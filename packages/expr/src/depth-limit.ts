import type { ExprNode } from "./nodes.ts";
import { nestingOf } from "./parentheses.ts";
import { heightOf } from "./walk-expr.ts";

/**
 * How many levels the parser nests. More than a person writes; it keeps a hostile text from exhausting the stack. A chain of
 * operators, such as `a OR b OR c`, is read and walked in a loop, so that it is one level however long it is.
 */
export const MAX_NESTING = 200;

/** A tree that is nested deeper than the parser nests. */
export interface DepthExcess {
  readonly received: number;
  readonly limit: number;
}

/** Whether a tree is too deep to be parsed again once it is printed. */
export function findDepthExcess(node: ExprNode): DepthExcess | undefined {
  // An operator or a call nests twice at most: `-(-x)`.
  if (2 * heightOf(node) <= MAX_NESTING) return undefined;
  const nesting = nestingOf(node);
  return nesting > MAX_NESTING ? { received: nesting, limit: MAX_NESTING } : undefined;
}
