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

/**
 * The names of the columns an expression reads, each once, in the order they first appear.
 *
 * @example
 * columnNamesOf(parseExpr('COALESCE("city", "town", "city")'));
 * // => ["city", "town"]
 */
export function columnNamesOf(node: ExprNode): readonly string[] {
  const names = new Set<string>();
  const visit = (at: ExprNode): void => {
    if (at.kind === "column") names.add(at.name);
    else childrenOf(at).forEach(visit);
  };
  visit(node);
  return [...names];
}

function optional(node: ExprNode | undefined): readonly ExprNode[] {
  return node === undefined ? [] : [node];
}
