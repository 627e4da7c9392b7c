import type { ExprNode } from "./nodes.ts";

/**
 * The direct children of a node, in the order they are written.
 *
 * @example
 * childrenOf({ kind: "call", function: "MAX", args: [{ kind: "column", name: "length" }] });
 * // => [{ kind: "column", name: "length" }]
 */
export function childrenOf(node: ExprNode): readonly ExprNode[] {
  switch (node.kind) {
    case "column":
    case "literal":
    case "interval":
    case "unit":
    case "star":
      return [];
    case "call":
      return node.filter === undefined ? node.args : [...node.args, node.filter];
    case "array":
      return node.items;
    case "unary":
    case "cast":
    case "is":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "case":
      return [
        ...optional(node.operand),
        ...node.branches.flatMap((branch) => [branch.when, branch.result]),
        ...optional(node.otherwise),
      ];
    case "between":
      return [node.operand, node.low, node.high];
    case "in":
      return [node.operand, ...node.values];
    case "like":
      return [node.operand, node.pattern, ...optional(node.escape)];
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

/** A node of the same kind over other children, given in the order of {@link childrenOf}. */
export function withChildren(node: ExprNode, children: readonly ExprNode[]): ExprNode {
  let next = 0;
  const take = (): ExprNode => {
    const child = children[next++];
    if (child === undefined) throw new Error(`unexpected: a ${node.kind} node with ${children.length} children`);
    return child;
  };
  switch (node.kind) {
    case "column":
    case "literal":
    case "interval":
    case "unit":
    case "star":
      return node;
    case "call": {
      const args = node.args.map(take);
      return node.filter === undefined ? { ...node, args } : { ...node, args, filter: take() };
    }
    case "array":
      return { ...node, items: children };
    case "unary":
    case "cast":
    case "is":
      return { ...node, operand: take() };
    case "binary":
      return { ...node, left: take(), right: take() };
    case "case": {
      const head = node.operand === undefined ? {} : { operand: take() };
      const branches = node.branches.map(() => ({ when: take(), result: take() }));
      return { ...node, ...head, branches, ...(node.otherwise === undefined ? {} : { otherwise: take() }) };
    }
    case "between":
      return { ...node, operand: take(), low: take(), high: take() };
    case "in":
      return { ...node, operand: take(), values: children.slice(1) };
    case "like": {
      const operands = { operand: take(), pattern: take() };
      return { ...node, ...operands, ...(node.escape === undefined ? {} : { escape: take() }) };
    }
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

function optional(node: ExprNode | undefined): readonly ExprNode[] {
  return node === undefined ? [] : [node];
}
