/** A node of a parsed file, in the form of ESTree with its TypeScript extension. */
export interface SyntaxNode {
  readonly type: string;
  /** In UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The nodes directly below one, in the order of their members. */
export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) yield* value.filter(isNode);
  }
}

/** A member that is one node. */
export function nodeIn(node: SyntaxNode, key: string): SyntaxNode | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

/** A member that is a list of nodes; its holes are left out. */
export function nodesIn(node: SyntaxNode, key: string): readonly SyntaxNode[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Nodes around an expression that do not change its value. */
const wrappers: ReadonlySet<string> = new Set([
  "ParenthesizedExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "ChainExpression",
]);

export function isWrapper({ type }: SyntaxNode): boolean {
  return wrappers.has(type);
}

/** The expression inside of such nodes. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (isWrapper(inner)) {
    const next = nodeIn(inner, "expression");
    if (!next) break;
    inner = next;
  }
  return inner;
}

/** The name of an identifier, or the text of a literal that can be a key. */
export function nameOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "Identifier") return String(node.name);
  if (node?.type === "Literal") return String(node.value);
  return undefined;
}
