export { findFunction } from "./catalogue/find-function.ts";
export type { ArgumentFamily, FunctionEntry, ReturnRule } from "./catalogue/function-entry.ts";
export { FUNCTIONS } from "./catalogue/functions.ts";
export { type CheckExprOptions, type CheckedExpr, checkExpr } from "./check/check-expr.ts";
export { type ExprIssue, formatExprIssue } from "./check/expr-issue.ts";
export { parseExpr } from "./parse/parse-expr.ts";
export { parseQuery } from "./parse/parse-query.ts";
export { ExprSyntaxError, formatWithCaret } from "./parse/syntax-error.ts";
export type { FromTable, GroupItem, OrderItem, QueryNode, SelectItem } from "./query-node.ts";
