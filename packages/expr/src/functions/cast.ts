import type { Expr, ExprUse } from "../expr.ts";
import type { CastType } from "../nodes.ts";
import { call, wrap } from "./call.ts";
import type { ArrayType, CastResult, NumericType, Text, TimeType } from "./operand-types.ts";

/** What Druid casts to each type: text from and to anything single, arrays to arrays. */
interface CastFrom {
  readonly text: "VARCHAR" | NumericType | TimeType | "BOOLEAN" | "NULL";
  readonly number: "VARCHAR" | NumericType | "TIMESTAMP" | "NULL";
  readonly boolean: "VARCHAR" | NumericType | "BOOLEAN" | "NULL";
  readonly timestamp: "VARCHAR" | NumericType | TimeType | "NULL";
  readonly date: "VARCHAR" | TimeType | "NULL";
  readonly list: Exclude<ArrayType, "COMPLEX<json> ARRAY"> | "NULL";
}

/** The row of the table above for each target. */
interface CastKind {
  readonly VARCHAR: "text";
  readonly CHAR: "text";
  readonly BIGINT: "number";
  readonly INTEGER: "number";
  readonly SMALLINT: "number";
  readonly TINYINT: "number";
  readonly DOUBLE: "number";
  readonly FLOAT: "number";
  readonly REAL: "number";
  readonly DECIMAL: "number";
  readonly BOOLEAN: "boolean";
  readonly TIMESTAMP: "timestamp";
  readonly DATE: "date";
  readonly "VARCHAR ARRAY": "list";
  readonly "BIGINT ARRAY": "list";
  readonly "DOUBLE ARRAY": "list";
  readonly "FLOAT ARRAY": "list";
}

/**
 * The value as another type. What cannot be read as that type is NULL, and does not fail: `'abc'` as a BIGINT. Text
 * is cut off towards zero (`'1.9'` gives 1), too large a number becomes the largest BIGINT.
 *
 * @example
 * String(cast(c.city, "BIGINT"));
 * // => 'CAST("city" AS BIGINT)'
 * String(cast(lit(null), "VARCHAR"));
 * // => "CAST(NULL AS VARCHAR)"
 */
export function cast<TType extends CastType, TUse extends ExprUse>(
  value: Expr<CastFrom[CastKind[TType]], TUse>,
  type: TType,
): Expr<CastResult[TType], TUse> {
  return wrap({ kind: "cast", operand: value.toNode(), type });
}

/**
 * A value of a complex type that was encoded as Base64: a sketch that was made elsewhere.
 *
 * @example
 * String(decodeBase64Complex("HLLSketch", c.city));
 * // => `DECODE_BASE64_COMPLEX('HLLSketch', "city")`
 */
export function decodeBase64Complex<TName extends string, TUse extends ExprUse>(
  type: TName,
  text: Text<TUse>,
): Expr<`COMPLEX<${TName}>`, TUse> {
  return call("DECODE_BASE64_COMPLEX", [type, text]);
}
