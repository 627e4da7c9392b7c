export { findFunction } from "./catalogue/find-function.ts";
export type { ArgumentFamily, FunctionEntry, LiteralContent, ReturnRule } from "./catalogue/function-entry.ts";
export { FUNCTIONS } from "./catalogue/functions.ts";
export { type CheckExprOptions, type CheckedExpr, checkExpr } from "./check/check-expr.ts";
export { checkFilter } from "./check/check-filter.ts";
export { checkMeasure } from "./check/check-measure.ts";
export { type CheckTimeOptions, checkTime } from "./check/check-time.ts";
export type { DoubtCode, ExprDoubt } from "./check/doubts/expr-doubt.ts";
export { unknownZone } from "./check/doubts/time-doubts.ts";
export { type ExprIssue, formatExprIssue } from "./check/expr-issue.ts";
export { findAggregate } from "./check/find-aggregate.ts";
export type { PlannerType } from "./check/planned-type.ts";
export { parseExpr } from "./parse/parse-expr.ts";
export { parseQuery } from "./parse/parse-query.ts";
export { ExprSyntaxError, formatWithCaret } from "./parse/syntax-error.ts";
export { printQuery } from "./query/print-query.ts";
export { QueryError } from "./query/query-error.ts";
export { type ResolvedOrder, type ResolvedQuery, resolveQuery, type SelectedColumn } from "./query/resolve-query.ts";
export type { FromTable, GroupItem, OrderItem, QueryNode, SelectItem } from "./query-node.ts";
export type { ReadTable, StatementContext } from "./statement/check-query.ts";
export { type CheckedStatement, checkStatement } from "./statement/check-statement.ts";
export { textOf } from "./statement/extern-columns.ts";
export { parseStatement } from "./statement/parse-statement.ts";
export type { KnownColumns, ScopeColumn } from "./statement/scope.ts";
export type { StatementIssue, StatementIssueCode } from "./statement/statement-issue.ts";
export type { FunctionArgument, FunctionRelation, StatementNode } from "./statement/statement-node.ts";
export {
  type PatternField,
  type PatternLetter,
  type PatternPart,
  type PatternText,
  parseTimePattern,
  type TimePattern,
  type TimePatternError,
} from "./time/time-pattern.ts";
export { isTimeZone } from "./time/time-zone.ts";
