import { Expr, type ExprUse } from "../expr.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import { literalNode } from "./literal-node.ts";
import type { LiteralValue } from "./operand-types.ts";

/** An argument: an expression, a value that becomes a literal, or a list of these that becomes an array. */
export type Argument = Expr | LiteralValue | readonly (Expr | LiteralValue)[];

/** The node of an argument. Plain values become literals, lists become arrays. */
export function nodeOf(value: Argument): ExprNode {
  if (value instanceof Expr) return value.toNode();
  if (!isList(value)) return Object.freeze(literalNode(value));
  if (value.length === 0) throw new RangeError("invalid array: expected one value or more, received none");
  return Object.freeze({ kind: "array", items: Object.freeze(value.map(nodeOf)) });
}

function isList(value: Argument): value is readonly (Expr | LiteralValue)[] {
  return Array.isArray(value);
}

/** An expression of a node that was just made. */
export function wrap<TType extends SqlType, TUse extends ExprUse>(node: ExprNode): Expr<TType, TUse> {
  return new Expr(Object.freeze(node));
}

/** A call. Arguments left out at the end are not written; one left out before another is NULL. The first is never left out. */
export function call<TType extends SqlType, TUse extends ExprUse>(
  name: string,
  args: readonly (Argument | undefined)[],
  more: Partial<Pick<CallNode, "distinct" | "filter" | "returning">> = {},
): Expr<TType, TUse> {
  const last = Math.max(
    0,
    args.findLastIndex((arg) => arg !== undefined),
  );
  // Types let no first argument be undefined; JavaScript does, and nodeOf names it.
  const nodes = args.slice(0, last + 1).map((arg, index) => nodeOf(index === 0 ? (arg as Argument) : (arg ?? null)));
  return wrap(callNode(name, nodes, more));
}

export function callNode(
  name: string,
  args: readonly ExprNode[],
  more: Partial<Pick<CallNode, "distinct" | "filter" | "returning">> = {},
): CallNode {
  return { kind: "call", function: name, args: Object.freeze(args), ...more };
}
