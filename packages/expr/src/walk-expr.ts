import { childrenOf } from "./children.ts";
import type { ExprNode } from "./nodes.ts";

interface Frame<TValue> {
  readonly node: ExprNode;
  readonly children: readonly ExprNode[];
  readonly parts: TValue[];
}

/**
 * Computes a value of an expression from its leaves up: `combine` gets each node with the values of its children, in the order
 * of {@link childrenOf}. A chain of any length is walked: it is not recursive below a few levels.
 *
 * @example
 * foldExpr(parseExpr('"a" + "b" + "c"'), (_, parts: readonly number[]) => 1 + Math.max(0, ...parts));
 * // => 3, the height of the tree
 */
export function foldExpr<TValue>(root: ExprNode, combine: Combine<TValue>): TValue {
  return foldShallow(root, combine, 0);
}

type Combine<TValue> = (node: ExprNode, parts: readonly TValue[]) => TValue;

/** Recursion is twice as fast as the loop below, and few expressions are deeper than this. */
const RECURSION = 32;

function foldShallow<TValue>(node: ExprNode, combine: Combine<TValue>, depth: number): TValue {
  if (depth === RECURSION) return foldDeep(node, combine);
  const children = childrenOf(node);
  if (children.length === 0) return combine(node, []);
  const parts: TValue[] = [];
  for (const child of children) parts.push(foldShallow(child, combine, depth + 1));
  return combine(node, parts);
}

function foldDeep<TValue>(root: ExprNode, combine: Combine<TValue>): TValue {
  const open: Frame<TValue>[] = [];
  let node = root;
  while (true) {
    const children = childrenOf(node);
    const [first] = children;
    if (first !== undefined) {
      open.push({ node, children, parts: [] });
      node = first;
      continue;
    }
    let value = combine(node, []);
    let next: ExprNode | undefined;
    while (next === undefined) {
      const frame = open.at(-1);
      if (frame === undefined) return value;
      frame.parts.push(value);
      next = frame.children[frame.parts.length];
      if (next !== undefined) break;
      open.pop();
      value = combine(frame.node, frame.parts);
    }
    node = next;
  }
}

/**
 * Calls `enter` with each node of an expression in the order of the text, a node before its children; where it returns
 * `false`, the children are left out. It does not recurse.
 */
export function visitExpr(root: ExprNode, enter: (node: ExprNode) => unknown): void {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (enter(node) === false) continue;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** How many levels an expression has: 1 without children. Each operator of a chain is a level. */
export function heightOf(root: ExprNode): number {
  return foldExpr<number>(root, (_, parts) => {
    let highest = 0;
    for (const part of parts) if (part > highest) highest = part;
    return highest + 1;
  });
}
