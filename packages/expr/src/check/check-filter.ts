import type { ExprNode } from "../nodes.ts";
import { spanOf } from "./check-call.ts";
import type { CheckedExpr } from "./check-expr.ts";
import type { ExprIssue } from "./expr-issue.ts";

/**
 * Checks an expression as the filter of a job, in addition to `checkExpr`: a BOOLEAN of each row. An expression whose type is
 * not known because of another issue gets no second one.
 *
 * @example
 * const node = parseExpr('"length"');
 * checkFilter(node, checkExpr(node, { columns: new Map([["length", "BIGINT"]]) })).map(formatExprIssue);
 * // => ["invalid filter: expected a BOOLEAN of each row, received BIGINT"]
 */
export function checkFilter(node: ExprNode, checked: CheckedExpr): readonly ExprIssue[] {
  if (checked.aggregate) return [{ code: "invalid_filter", received: "an aggregate", ...spanOf(node) }];
  if (checked.type === "BOOLEAN" || (checked.type === "OTHER" && checked.issues.length > 0)) return [];
  return [{ code: "invalid_filter", received: checked.type, ...spanOf(node) }];
}
