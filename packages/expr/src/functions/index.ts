export * from "./aggregate.ts";
export type { AggregateOptions, DistinctOptions } from "./aggregate-call.ts";
export * from "./aggregate-collect.ts";
export * from "./aggregate-decimal.ts";
export * from "./aggregate-keep.ts";
export * from "./arithmetic.ts";
export * from "./array.ts";
export * from "./bitwise.ts";
export * from "./case-when.ts";
export * from "./cast.ts";
export * from "./comparison.ts";
export * from "./conditional.ts";
export * from "./interval.ts";
export * from "./ip.ts";
export * from "./json.ts";
export * from "./literal.ts";
export * from "./logic.ts";
export * from "./multi-value.ts";
export * from "./numeric.ts";
export type {
  ArrayType,
  CalendarUnit,
  IsoPeriod,
  JsonPath,
  LiteralType,
  LiteralValue,
  NumericType,
  TimeType,
} from "./operand-types.ts";
export * from "./regexp.ts";
export * from "./sketch.ts";
export * from "./sketch-aggregate.ts";
export * from "./sketch-aggregate-other.ts";
export * from "./text.ts";
export * from "./time.ts";
export * from "./trigonometry.ts";
