import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Text, Whole } from "./operand-types.ts";

/** Values that are searched for in a multi-value text: one, or a list. */
type Values<TUse extends ExprUse> = Text<TUse> | Expr<"VARCHAR ARRAY" | "NULL", TUse> | readonly string[];

/**
 * A multi-value text as an array. A grouped column needs it: otherwise every value makes a row of its own.
 *
 * @example
 * String(mvToArray(c.city));
 * // => 'MV_TO_ARRAY("city")'
 */
export function mvToArray<TUse extends ExprUse>(values: Text<TUse>): Expr<"VARCHAR ARRAY", TUse> {
  return call("MV_TO_ARRAY", [values]);
}

/**
 * Text split into a multi-value text, at the matches of a regular expression of Java.
 *
 * @example
 * String(stringToMv(c.city, ","));
 * // => `STRING_TO_MV("city", ',')`
 */
export function stringToMv<TUse extends ExprUse>(text: Text<TUse>, delimiter: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("STRING_TO_MV", [text, delimiter]);
}

/**
 * The values of a multi-value text joined into one text.
 *
 * @example
 * String(mvToString(c.city, ","));
 * // => `MV_TO_STRING("city", ',')`
 */
export function mvToString<TUse extends ExprUse>(values: Text<TUse>, delimiter: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_TO_STRING", [values, delimiter]);
}

/**
 * How many values a multi-value text has.
 *
 * @example
 * String(mvLength(c.city));
 * // => 'MV_LENGTH("city")'
 */
export function mvLength<TUse extends ExprUse>(values: Text<TUse>): Expr<"BIGINT", TUse> {
  return call("MV_LENGTH", [values]);
}

/**
 * One value of a multi-value text, counted from 0; NULL where there is none.
 *
 * @example
 * String(mvOffset(c.city, 0));
 * // => 'MV_OFFSET("city", 0)'
 */
export function mvOffset<TUse extends ExprUse>(values: Text<TUse>, index: Whole<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_OFFSET", [values, index]);
}

/**
 * One value of a multi-value text, counted from 1; NULL where there is none.
 *
 * @example
 * String(mvOrdinal(c.city, 1));
 * // => 'MV_ORDINAL("city", 1)'
 */
export function mvOrdinal<TUse extends ExprUse>(values: Text<TUse>, index: Whole<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_ORDINAL", [values, index]);
}

/**
 * Where a value is first found in a multi-value text, counted from 0; NULL when it does not.
 *
 * @example
 * String(mvOffsetOf(c.city, "Paris"));
 * // => `MV_OFFSET_OF("city", 'Paris')`
 */
export function mvOffsetOf<TUse extends ExprUse>(values: Text<TUse>, value: Text<TUse>): Expr<"BIGINT", TUse> {
  return call("MV_OFFSET_OF", [values, value]);
}

/**
 * Where a value is first found in a multi-value text, counted from 1; NULL when it does not.
 *
 * @example
 * String(mvOrdinalOf(c.city, "Paris"));
 * // => `MV_ORDINAL_OF("city", 'Paris')`
 */
export function mvOrdinalOf<TUse extends ExprUse>(values: Text<TUse>, value: Text<TUse>): Expr<"BIGINT", TUse> {
  return call("MV_ORDINAL_OF", [values, value]);
}

/**
 * Whether a multi-value text has a value, or all values of a list.
 *
 * @example
 * String(mvContains(c.city, ["Paris", "Rome"]));
 * // => `MV_CONTAINS("city", ARRAY['Paris', 'Rome'])`
 */
export function mvContains<TUse extends ExprUse>(values: Text<TUse>, searched: Values<TUse>): Expr<"BOOLEAN", TUse> {
  return call("MV_CONTAINS", [values, searched]);
}

/**
 * Whether a multi-value text has at least one value of a list.
 *
 * @example
 * String(mvOverlap(c.city, ["Paris", "Rome"]));
 * // => `MV_OVERLAP("city", ARRAY['Paris', 'Rome'])`
 */
export function mvOverlap<TUse extends ExprUse>(values: Text<TUse>, searched: Values<TUse>): Expr<"BOOLEAN", TUse> {
  return call("MV_OVERLAP", [values, searched]);
}

/**
 * A multi-value text with one value more at its end.
 *
 * @example
 * String(mvAppend(c.city, "Rome"));
 * // => `MV_APPEND("city", 'Rome')`
 */
export function mvAppend<TUse extends ExprUse>(values: Text<TUse>, value: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_APPEND", [values, value]);
}

/**
 * A multi-value text with one value more at its start.
 *
 * @example
 * String(mvPrepend("Rome", c.city));
 * // => `MV_PREPEND('Rome', "city")`
 */
export function mvPrepend<TUse extends ExprUse>(value: Text<TUse>, values: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_PREPEND", [value, values]);
}

/**
 * The values of one multi-value text, and then those of another.
 *
 * @example
 * String(mvConcat(c.city, c.session));
 * // => 'MV_CONCAT("city", "session")'
 */
export function mvConcat<TUse extends ExprUse>(first: Text<TUse>, second: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("MV_CONCAT", [first, second]);
}

/**
 * The values from `start` up to, and not with, `end`, counted from 0. Places past the last value are NULL.
 *
 * @example
 * String(mvSlice(c.city, 0, 2));
 * // => 'MV_SLICE("city", 0, 2)'
 */
export function mvSlice<TUse extends ExprUse>(
  values: Text<TUse>,
  start: Whole<TUse>,
  end: Whole<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("MV_SLICE", [values, start, end]);
}

/**
 * Only those values of a multi-value text that are in a list.
 *
 * @example
 * String(mvFilterOnly(c.city, ["Paris", "Rome"]));
 * // => `MV_FILTER_ONLY("city", ARRAY['Paris', 'Rome'])`
 */
export function mvFilterOnly<TUse extends ExprUse>(values: Text<TUse>, kept: readonly string[]): Expr<"VARCHAR", TUse> {
  return call("MV_FILTER_ONLY", [values, kept]);
}

/**
 * Only those values of a multi-value text that are not in a list.
 *
 * @example
 * String(mvFilterNone(c.city, ["Paris"]));
 * // => `MV_FILTER_NONE("city", ARRAY['Paris'])`
 */
export function mvFilterNone<TUse extends ExprUse>(
  values: Text<TUse>,
  dropped: readonly string[],
): Expr<"VARCHAR", TUse> {
  return call("MV_FILTER_NONE", [values, dropped]);
}

/**
 * Only those values of a multi-value text that a regular expression of Java matches. Needs Druid 35.
 *
 * @example
 * String(mvFilterRegex(c.city, "^P"));
 * // => `MV_FILTER_REGEX("city", '^P')`
 */
export function mvFilterRegex<TUse extends ExprUse>(values: Text<TUse>, pattern: string): Expr<"VARCHAR", TUse> {
  return call("MV_FILTER_REGEX", [values, pattern]);
}

/**
 * Only those values of a multi-value text that start with a prefix. Needs Druid 35.
 *
 * @example
 * String(mvFilterPrefix(c.city, "P"));
 * // => `MV_FILTER_PREFIX("city", 'P')`
 */
export function mvFilterPrefix<TUse extends ExprUse>(values: Text<TUse>, prefix: string): Expr<"VARCHAR", TUse> {
  return call("MV_FILTER_PREFIX", [values, prefix]);
}
