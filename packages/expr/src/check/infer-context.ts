import { childrenOf } from "../children.ts";
import type { ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { millisOfTimeText } from "../time/time-text.ts";
import { foldExpr } from "../walk-expr.ts";
import { spanOf } from "./check-call.ts";
import type { ExprDoubt } from "./doubts/expr-doubt.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { isConstantNode } from "./is-constant.ts";
import { describeType, type PlannedType } from "./planned-type.ts";

/** What is known about the columns, and the list of issues. */
export interface InferContext {
  readonly columns: ReadonlyMap<string, SqlType>;
  /** The names of the columns, as a list that every issue shares. */
  readonly names: () => readonly string[];
  readonly issues: ExprIssue[];
  /** What Druid runs and is hardly meant. */
  readonly doubts: ExprDoubt[];
  /** Constants that have a value which Druid cannot write into a plan, and why; harmless within a constant that can be. */
  readonly unfit: Map<ExprNode, string>;
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

/** Whether a text becomes a TIMESTAMP or a DATE; Druid reads constants while planning. */
export function isTimeText(text: string): boolean {
  return millisOfTimeText(text, "T or blank") !== undefined;
}

export function noTime(node: ExprNode, text: string): ExprIssue {
  return constantFails(node, `'${text}' is no time of ISO 8601`);
}

/** Druid works out the largest constant parts at once: only what these come to must fit into a plan. */
export function checkUnfit(root: ExprNode, context: InferContext): void {
  const check = (node: ExprNode): void => {
    const reason = context.unfit.get(node);
    if (reason !== undefined) context.issues.push(constantFails(node, reason));
  };
  const constant = foldExpr<boolean>(root, (node, parts) => {
    if (isConstantNode(node) && !parts.includes(false)) return true;
    for (const [index, child] of childrenOf(node).entries()) if (parts[index] === true) check(child);
    return false;
  });
  if (constant) check(root);
}
