import type { ExprNode } from "@starfix/expr";

/** A node with the indexes of its children in their place, without its span. */
export type EncodedNode = Readonly<Record<string, unknown>>;

/** The members that hold children. A branch of a CASE holds two. */
const CHILDREN: { readonly [TKind in ExprNode["kind"]]: readonly string[] } = {
  column: [],
  literal: [],
  interval: [],
  unit: [],
  star: [],
  call: ["args", "filter"],
  array: ["items"],
  unary: ["operand"],
  binary: ["left", "right"],
  case: ["operand", "branches", "otherwise"],
  cast: ["operand"],
  is: ["operand"],
  between: ["operand", "low", "high"],
  in: ["operand", "values"],
  like: ["operand", "pattern", "escape"],
};

type Parts = Readonly<Record<string, unknown>>;

/**
 * A tree as a list of nodes, children before their parents and the root last: a tree may be deeper than JSON can be nested.
 * A whole number is written as text, a zero with its sign.
 */
export function encodeExpression(root: ExprNode): readonly EncodedNode[] {
  const nodes: EncodedNode[] = [];
  const indexes = new Map<ExprNode, number>();
  const open: ExprNode[] = [root];
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    const waiting = indexes.has(node) ? [] : childNodes(node).filter((child) => !indexes.has(child));
    if (waiting.length > 0) {
      for (const child of waiting.reverse()) open.push(child);
      continue;
    }
    open.pop();
    if (indexes.has(node)) continue;
    indexes.set(node, nodes.length);
    nodes.push(encodeNode(node, indexes));
  }
  return nodes;
}

/** The tree of a list of nodes. Throws for a list that {@link encodeExpression} did not make. */
export function decodeExpression(encoded: readonly EncodedNode[]): ExprNode {
  const nodes: ExprNode[] = [];
  for (const parts of encoded) nodes.push(decodeNode(parts, nodes));
  const root = nodes.at(-1);
  if (root === undefined) throw new Error("invalid expression of a checked job: expected nodes, received none");
  return root;
}

function childNodes(node: ExprNode): readonly ExprNode[] {
  const found: ExprNode[] = [];
  mapChildren(node, (child) => {
    // The members that CHILDREN names hold nodes.
    found.push(child as ExprNode);
    return child;
  });
  return found;
}

function encodeNode(node: ExprNode, indexes: ReadonlyMap<ExprNode, number>): EncodedNode {
  const { span: _, ...parts } = mapChildren(node, (child) => indexes.get(child as ExprNode));
  if (node.kind !== "literal") return parts;
  if (node.type === "BIGINT") return { ...parts, value: String(node.value) };
  return Object.is(node.value, -0) ? { ...parts, value: "-0" } : parts;
}

function decodeNode(parts: EncodedNode, nodes: readonly ExprNode[]): ExprNode {
  const decoded = mapChildren(parts, (index) => nodes[Number(index)]);
  if (parts.kind === "literal" && parts.type === "BIGINT")
    return { ...decoded, value: BigInt(String(parts.value)) } as ExprNode;
  if (parts.kind === "literal" && parts.type === "DOUBLE")
    return { ...decoded, value: Number(parts.value) } as ExprNode;
  // What was encoded was a node.
  return decoded as unknown as ExprNode;
}

/** A copy of a node with something in the place of each child. */
function mapChildren(node: Parts | ExprNode, map: (child: unknown) => unknown): Parts {
  const copy: Record<string, unknown> = { ...node };
  for (const member of CHILDREN[copy.kind as ExprNode["kind"]] ?? []) {
    const value = copy[member];
    if (value === undefined) continue;
    copy[member] = Array.isArray(value) ? value.map((item) => mapItem(item, map)) : map(value);
  }
  return copy;
}

/** An item is a child, or a branch of a CASE. */
function mapItem(item: unknown, map: (child: unknown) => unknown): unknown {
  if (typeof item !== "object" || item === null || !("when" in item && "result" in item)) return map(item);
  return { when: map(item.when), result: map(item.result) };
}
