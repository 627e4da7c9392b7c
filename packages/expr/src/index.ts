export { closestName } from "./check/closest-name.ts";
export { childrenOf, withChildren } from "./children.ts";
export {
  dataTypes,
  type FitsAnyColumn,
  fitsColumn,
  isDataType,
  type MeasureType,
  type SqlTypesOfColumn,
  type SqlTypesOfMeasure,
  sqlTypesOfColumn,
} from "./column-fit/column-fit.ts";
export { columnNamesOf } from "./column-names-of.ts";
export { type Columns, columns, type InputSchema } from "./columns.ts";
export { Expr, type ExprUse } from "./expr.ts";
export * from "./functions/index.ts";
export type {
  ArrayNode,
  BetweenNode,
  BinaryNode,
  BinaryOperator,
  CallNode,
  CaseBranch,
  CaseNode,
  CastNode,
  CastType,
  ColumnNode,
  ComparisonOperator,
  ExprNode,
  InNode,
  IntervalNode,
  IsNode,
  LikeNode,
  LiteralNode,
  Span,
  StarNode,
  TimeUnit,
  UnaryNode,
  UnitNode,
} from "./nodes.ts";
export { printExpr, quoteName, quoteText } from "./print-expr.ts";
export { type InputType, inputSqlTypes, type SqlType, type SqlTypeOfInput } from "./sql-type.ts";
export { readStatement, type StatementFrame } from "./statement/read-statement.ts";
export { stripSpans } from "./strip-spans.ts";
export { type Interval, type IntervalBounds, readInstant, readInterval } from "./time/iso-interval.ts";
export { addPeriod, type Period, type PeriodParts, readPeriod } from "./time/iso-period.ts";
export type { TypeMessage } from "./type-message.ts";
export type { CheckedSql, UnknownColumn, UnknownColumns } from "./unknown-columns.ts";
export { foldExpr, heightOf, visitExpr } from "./walk-expr.ts";
