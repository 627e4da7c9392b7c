import { childrenOf } from "./children.ts";
import type { BinaryNode, CallNode, ExprNode } from "./nodes.ts";
import { foldExpr } from "./walk-expr.ts";

/** Precedence of nodes, lowest first. An operand of lower precedence than its place requires gets parentheses. */
const PRECEDENCE = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, minus: 7, atom: 8 } as const;

/** Whether a child, given by its place among the children, is printed in parentheses. */
export function isParenthesised(parent: ExprNode, child: ExprNode, index: number): boolean {
  switch (parent.kind) {
    case "unary":
      if (parent.operator === "NOT") return precedenceOf(child) < PRECEDENCE.not;
      // "--" would start a comment, and "-1" is a literal of its own.
      return precedenceOf(child) <= PRECEDENCE.minus || (child.kind === "literal" && typeof child.value !== "string");
    case "binary":
      return precedenceOf(child) < leastPrecedence(parent, child, index);
    case "is":
    case "between":
    case "like":
      return precedenceOf(child) < PRECEDENCE.add;
    case "in":
      return index === 0 && precedenceOf(child) < PRECEDENCE.add;
    case "call":
      return index === 0 && isParenthesisedFirst(parent, child);
    default:
      return false;
  }
}

function leastPrecedence(parent: BinaryNode, child: ExprNode, index: number): number {
  const own = precedenceOf(parent);
  // Databases disagree on the precedence of `||` and arithmetic, so parentheses are printed.
  const mixed = child.kind === "binary" && (child.operator === "||") !== (parent.operator === "||");
  if (mixed && precedenceOf(child) >= PRECEDENCE.add) return PRECEDENCE.atom;
  // They also disagree on chained comparisons, so both operands must bind tighter. Other operators are left-associative.
  return index === 0 && own !== PRECEDENCE.compare ? own : own + 1;
}

function isParenthesisedFirst(call: CallNode, child: ExprNode): boolean {
  if (call.args.length < 2) return false;
  switch (call.function) {
    case "FLOOR_TIME":
    case "CEIL_TIME":
      // The TO would be parsed as part of an interval: `INTERVAL '1' DAY TO HOUR`.
      return child.kind === "interval" || precedenceOf(child) < PRECEDENCE.atom;
    case "POSITION":
      return precedenceOf(child) < PRECEDENCE.add;
    default:
      return false;
  }
}

function precedenceOf(node: ExprNode): number {
  if (node.kind === "unary") return node.operator === "NOT" ? PRECEDENCE.not : PRECEDENCE.minus;
  if (node.kind === "is" || node.kind === "between" || node.kind === "in" || node.kind === "like") {
    return PRECEDENCE.compare;
  }
  if (node.kind !== "binary") return PRECEDENCE.atom;
  switch (node.operator) {
    case "OR":
      return PRECEDENCE.or;
    case "AND":
      return PRECEDENCE.and;
    case "+":
    case "-":
      return PRECEDENCE.add;
    case "*":
    case "/":
    // In Druid `||` binds like `*`, in most databases like `+` or looser; see `leastPrecedence`.
    case "||":
      return PRECEDENCE.multiply;
    default:
      return PRECEDENCE.compare;
  }
}

/** How deep the parser must nest to read an expression as it is printed: parentheses, arguments, signs, parts of CASE … */
export function nestingOf(root: ExprNode): number {
  return foldExpr<number>(root, (node, parts) => {
    let deepest = 1;
    for (const [index, child] of childrenOf(node).entries()) {
      const nested =
        (parts[index] ?? 0) + (isNested(node, index) ? 1 : 0) + (isParenthesised(node, child, index) ? 1 : 0);
      if (nested > deepest) deepest = nested;
    }
    return deepest;
  });
}

/** Whether the parser nests to read a child, apart from parentheses. */
function isNested(parent: ExprNode, index: number): boolean {
  switch (parent.kind) {
    case "binary":
    case "is":
    case "between":
    case "like":
      return false;
    case "in":
      return index > 0;
    default:
      return true;
  }
}
