import type { Expr, ExprUse } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { wrap } from "./call.ts";
import { literalNode, shownValue } from "./literal-node.ts";
import type { LiteralType, LiteralValue } from "./operand-types.ts";

/**
 * A reference to an input column. In a mapping callback the columns are available already; this one is for names and
 * types that are only known at run time.
 *
 * @example
 * String(col("city", "VARCHAR"));
 * // => '"city"'
 */
export function col<TType extends SqlType>(name: string, _type: TType): Expr<TType, "scalar"> {
  return wrap({ kind: "column", name });
}

/**
 * A constant. A whole number is a BIGINT, any other a DOUBLE; a bigint must fit into 64 bits.
 *
 * @example
 * String(lit("it's"));
 * // => `'it''s'`
 * String(lit(null));
 * // => "NULL"
 *
 * @throws RangeError for NaN, an infinity, a whole number that JavaScript cannot hold exactly, or a bigint beyond 64 bits.
 */
export function lit<const TValue extends LiteralValue>(value: TValue): Expr<LiteralType<TValue>, ExprUse> {
  return wrap(literalNode(value));
}

/**
 * A moment, in UTC, as a constant: a day, or a day and a time with a blank between.
 *
 * @example
 * String(timestamp("2026-01-31 12:30:00"));
 * // => `TIMESTAMP '2026-01-31 12:30:00'`
 *
 * @throws RangeError for a text of another form, or a day that the calendar does not have.
 */
export function timestamp(text: string): Expr<"TIMESTAMP", ExprUse> {
  if (!TIMESTAMP.test(text) || !isDay(text)) {
    throw new RangeError(
      `invalid timestamp: expected a text such as "2026-01-31" or "2026-01-31 12:30:00", received ${shownValue(text)}`,
    );
  }
  return wrap({ kind: "literal", type: "TIMESTAMP", value: text });
}

/**
 * A day as a constant.
 *
 * @example
 * String(date("2026-01-31"));
 * // => `DATE '2026-01-31'`
 *
 * @throws RangeError for a text of another form, or a day that the calendar does not have.
 */
export function date(text: string): Expr<"DATE", ExprUse> {
  if (!DAY.test(text) || !isDay(text)) {
    throw new RangeError(`invalid date: expected a text such as "2026-01-31", received ${shownValue(text)}`);
  }
  return wrap({ kind: "literal", type: "DATE", value: text });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}(?: (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?)?$/;

/** Whether the month has the day: JavaScript turns the 30th of February into a day of March. */
function isDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
