import { childrenOf } from "../children.ts";
import type { ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { spanOf } from "./check-call.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { describeType, type PlannedType } from "./planned-type.ts";

/** What is known about the columns, and the list that faults go to. */
export interface InferContext {
  readonly columns: ReadonlyMap<string, SqlType>;
  readonly issues: ExprIssue[];
}

/** A part of an expression, with its type. */
export interface Typed {
  readonly node: ExprNode;
  readonly type: PlannedType;
}

export function expectBoolean(where: string, position: number, part: Typed, context: InferContext): void {
  const { name } = part.type;
  if (name === "BOOLEAN" || name === "NULL" || name === "UNKNOWN") return;
  context.issues.push(wrongType(where, position, "BOOLEAN", part));
}

export function wrongType(where: string, position: number, expected: string, part: Typed): ExprIssue {
  const issue = { function: where, position, expected, received: describeType(part.type) };
  return { code: "wrong_argument_type", ...issue, ...spanOf(part.node) };
}

export function typesDisagree(where: string, left: PlannedType, right: PlannedType, place: ExprNode): ExprIssue {
  const issue = { function: where, left: describeType(left), right: describeType(right) };
  return { code: "types_disagree", ...issue, ...spanOf(place) };
}

export function invalidLiteral(
  where: string,
  position: number,
  expected: string,
  received: string,
  place: ExprNode,
): ExprIssue {
  return { code: "invalid_literal", function: where, position, expected, received, ...spanOf(place) };
}

/** A constant that Druid cannot work out while planning. */
export function constantFails(node: ExprNode, reason: string): ExprIssue {
  return { code: "constant_fails", expression: printExpr(node), reason, ...spanOf(node) };
}

/** Without a column: worked out before any row is read. */
export function isConstant(node: ExprNode): boolean {
  return node.kind !== "column" && childrenOf(node).every(isConstant);
}
