import type { Expr, ExprUse } from "../expr.ts";
import type { CastType } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";

/** The types that can be added up. */
export type NumericType = "BIGINT" | "DOUBLE" | "FLOAT";

/** A moment: with its time of day, or a day. */
export type TimeType = "TIMESTAMP" | "DATE";

export type ArrayType = "VARCHAR ARRAY" | "BIGINT ARRAY" | "DOUBLE ARRAY" | "FLOAT ARRAY" | "COMPLEX<json> ARRAY";

/** A JavaScript value that is written as a literal. */
export type LiteralValue = string | number | bigint | boolean | null;

/**
 * What a JavaScript value becomes as a literal. Where all arguments are expressions, the parameter of values is left at its
 * constraint: then there is no literal.
 */
export type LiteralType<TValue> = [number | bigint] extends [TValue]
  ? never
  : TValue extends string
    ? "VARCHAR"
    : TValue extends bigint
      ? "BIGINT"
      : TValue extends boolean
        ? "BOOLEAN"
        : TValue extends number
          ? number extends TValue
            ? "BIGINT" | "DOUBLE"
            : `${TValue}` extends `${string}.${string}` | `${string}e-${string}`
              ? "DOUBLE"
              : "BIGINT"
          : "NULL";

/** Text: an expression, or a string as a literal. */
export type Text<TUse extends ExprUse> = Expr<"VARCHAR", TUse> | string;

/** A number: an expression, or a JavaScript number as a literal. */
export type Numeric<TUse extends ExprUse> = Expr<NumericType, TUse> | number | bigint;

/** A whole number. */
export type Whole<TUse extends ExprUse> = Expr<"BIGINT", TUse> | number | bigint;

/** A moment. A day becomes one with `cast(day, "TIMESTAMP")`. */
export type Time<TUse extends ExprUse> = Expr<"TIMESTAMP", TUse>;

export type Json<TUse extends ExprUse> = Expr<"COMPLEX<json>", TUse>;

/** A place in a JSON value: `$`, `$.items[0].name`. */
export type JsonPath = `$${string}`;

/** An ISO 8601 period: `PT1H`, `P1D`, `P1M`. */
export type IsoPeriod = `P${string}`;

/** The types that go with a type: in a comparison, or as the values that one of them is chosen from. */
export interface Alike {
  readonly VARCHAR: "VARCHAR";
  readonly BIGINT: NumericType;
  readonly DOUBLE: NumericType;
  readonly FLOAT: NumericType;
  readonly TIMESTAMP: "TIMESTAMP";
  readonly DATE: "DATE";
  readonly BOOLEAN: "BOOLEAN";
  readonly "VARCHAR ARRAY": "VARCHAR ARRAY";
  readonly "BIGINT ARRAY": "BIGINT ARRAY";
  readonly "DOUBLE ARRAY": "DOUBLE ARRAY";
  readonly "FLOAT ARRAY": "FLOAT ARRAY";
  readonly "COMPLEX<json> ARRAY": "COMPLEX<json> ARRAY";
  readonly OTHER: "OTHER";
  readonly NULL: SqlType;
  readonly [complex: `COMPLEX<${string}>`]: `COMPLEX<${string}>`;
}

/** The JavaScript values that go with a type. */
export interface LiteralAlike {
  readonly VARCHAR: string;
  readonly BIGINT: number | bigint;
  readonly DOUBLE: number | bigint;
  readonly FLOAT: number | bigint;
  readonly BOOLEAN: boolean;
  readonly TIMESTAMP: never;
  readonly DATE: never;
  readonly "VARCHAR ARRAY": never;
  readonly "BIGINT ARRAY": never;
  readonly "DOUBLE ARRAY": never;
  readonly "FLOAT ARRAY": never;
  readonly "COMPLEX<json> ARRAY": never;
  readonly OTHER: never;
  readonly NULL: string | number | bigint | boolean;
  readonly [complex: `COMPLEX<${string}>`]: never;
}

/** The type of an array's elements. */
export interface ElementOf {
  readonly "VARCHAR ARRAY": "VARCHAR";
  readonly "BIGINT ARRAY": "BIGINT";
  readonly "DOUBLE ARRAY": "DOUBLE";
  readonly "FLOAT ARRAY": "FLOAT";
  readonly "COMPLEX<json> ARRAY": "COMPLEX<json>";
}

/** The array that holds values of a type. Times are held as milliseconds, conditions as 1 and 0. */
export interface ArrayOf {
  readonly VARCHAR: "VARCHAR ARRAY";
  readonly BIGINT: "BIGINT ARRAY";
  readonly BOOLEAN: "BIGINT ARRAY";
  readonly TIMESTAMP: "BIGINT ARRAY";
  readonly DOUBLE: "DOUBLE ARRAY";
  readonly FLOAT: "FLOAT ARRAY";
  readonly NULL: "VARCHAR ARRAY";
}

/**
 * What two numbers give. BIGINT only of BIGINTs; FLOAT and DOUBLE are as wide for Druid, and the first of them decides. A
 * literal such as 2.5 is a DECIMAL, which makes a DOUBLE of anything. `TValue` are the types of literals on either side.
 */
export type WiderNumber<TFirst, TSecond, TValue> = "DOUBLE" extends TValue
  ? "DOUBLE"
  : [TFirst] extends ["BIGINT"]
    ? [TSecond] extends [never]
      ? "BIGINT"
      : TSecond
    : TFirst;

/** What several values become, one of which is chosen; NULL next to another type adds nothing. */
export type ChosenType<TFirst extends SqlType, TOther extends SqlType, TValue extends SqlType> = [TFirst] extends [
  "NULL",
]
  ? RestType<Exclude<TOther | TValue, "NULL">, Extract<TOther, NumericType>, TValue>
  : [TFirst] extends [NumericType]
    ? Extract<WiderNumber<TFirst, Extract<TOther, NumericType>, TValue>, NumericType>
    : TFirst;

/** After a NULL. */
type RestType<TType extends SqlType, TNumber extends NumericType, TValue extends SqlType> = [TType] extends [never]
  ? "NULL"
  : [TType] extends [NumericType]
    ? Extract<WiderNumber<never, TNumber, TValue>, NumericType>
    : TType;

/** The type of a target of CAST. */
export interface CastResult extends Record<CastType, SqlType> {
  readonly VARCHAR: "VARCHAR";
  readonly CHAR: "VARCHAR";
  readonly BIGINT: "BIGINT";
  readonly INTEGER: "BIGINT";
  readonly SMALLINT: "BIGINT";
  readonly TINYINT: "BIGINT";
  readonly DOUBLE: "DOUBLE";
  readonly FLOAT: "FLOAT";
  readonly REAL: "DOUBLE";
  readonly DECIMAL: "DOUBLE";
  readonly BOOLEAN: "BOOLEAN";
  readonly TIMESTAMP: "TIMESTAMP";
  readonly DATE: "DATE";
  readonly "VARCHAR ARRAY": "VARCHAR ARRAY";
  readonly "BIGINT ARRAY": "BIGINT ARRAY";
  readonly "DOUBLE ARRAY": "DOUBLE ARRAY";
  readonly "FLOAT ARRAY": "FLOAT ARRAY";
}

/** A period of the calendar that a time can be rounded to, or moved by. */
export type CalendarUnit = "SECOND" | "MINUTE" | "HOUR" | "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";
