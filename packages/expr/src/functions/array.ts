import type { Expr, ExprUse } from "../expr.ts";
import { call, nodeOf, wrap } from "./call.ts";
import type {
  Alike,
  ArrayOf,
  ArrayType,
  ChosenType,
  ElementOf,
  LiteralAlike,
  LiteralType,
  Text,
  Whole,
} from "./operand-types.ts";

/** An element of an array, as an expression or as a JavaScript value. */
type Element<TArray extends ArrayType, TUse extends ExprUse> =
  | Expr<ElementOf[TArray] | "NULL", TUse>
  | LiteralAlike[ElementOf[TArray]]
  | null;

/** An array, as an expression or as a list of JavaScript values. */
type Elements<TArray extends ArrayType, TUse extends ExprUse> =
  | Expr<TArray, TUse>
  | readonly (LiteralAlike[ElementOf[TArray]] | null)[];

/**
 * An array of these values, which have one type or are numbers; NULL may be among them. Times become milliseconds,
 * conditions 1 and 0.
 *
 * @example
 * String(array(c.city, "unknown", null));
 * // => `ARRAY["city", 'unknown', NULL]`
 */
export function array<
  TType extends keyof ArrayOf,
  TOther extends (Alike[TType] | "NULL") & keyof ArrayOf = never,
  TValue extends LiteralAlike[TType] | null = never,
  TUse extends ExprUse = ExprUse,
>(
  first: Expr<TType, TUse>,
  ...others: readonly (Expr<TOther, TUse> | TValue)[]
): Expr<ArrayOf[ChosenType<TType, TOther, LiteralType<TValue>> & keyof ArrayOf], TUse> {
  return wrap({ kind: "array", items: Object.freeze([first, ...others].map(nodeOf)) });
}

/**
 * An array with one element more at its end.
 *
 * @example
 * String(arrayAppend(c.tags, "new"));
 * // => `ARRAY_APPEND("tags", 'new')`
 */
export function arrayAppend<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  element: Element<TArray, TUse>,
): Expr<TArray, TUse> {
  return call("ARRAY_APPEND", [array, element]);
}

/**
 * An array with one element more at its start.
 *
 * @example
 * String(arrayPrepend("new", c.tags));
 * // => `ARRAY_PREPEND('new', "tags")`
 */
export function arrayPrepend<TArray extends ArrayType, TUse extends ExprUse>(
  element: Element<NoInfer<TArray>, TUse>,
  array: Expr<TArray, TUse>,
): Expr<TArray, TUse> {
  return call("ARRAY_PREPEND", [element, array]);
}

/**
 * The elements of one array, and then those of another.
 *
 * @example
 * String(arrayConcat(c.tags, ["a", "b"]));
 * // => `ARRAY_CONCAT("tags", ARRAY['a', 'b'])`
 */
export function arrayConcat<TArray extends ArrayType, TUse extends ExprUse>(
  first: Expr<TArray, TUse>,
  second: Elements<NoInfer<TArray>, TUse>,
): Expr<TArray, TUse> {
  return call("ARRAY_CONCAT", [first, second]);
}

/**
 * The elements from `start` up to, and not with, `end`, counted from 0; without an end, the rest.
 *
 * @example
 * String(arraySlice(c.tags, 0, 2));
 * // => 'ARRAY_SLICE("tags", 0, 2)'
 */
export function arraySlice<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  start: Whole<TUse>,
  end?: Whole<TUse>,
): Expr<TArray, TUse> {
  return call("ARRAY_SLICE", [array, start, end]);
}

/**
 * Whether an array has an element, or all elements of another array.
 *
 * @example
 * String(arrayContains(c.tags, "new"));
 * // => `ARRAY_CONTAINS("tags", 'new')`
 * String(arrayContains(c.tags, ["new", "sale"]));
 * // => `ARRAY_CONTAINS("tags", ARRAY['new', 'sale'])`
 */
export function arrayContains<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  searched: Element<NoInfer<TArray>, TUse> | Elements<NoInfer<TArray>, TUse>,
): Expr<"BOOLEAN", TUse> {
  return call("ARRAY_CONTAINS", [array, searched]);
}

/**
 * Whether two arrays have an element in common.
 *
 * @example
 * String(arrayOverlap(c.tags, ["new", "sale"]));
 * // => `ARRAY_OVERLAP("tags", ARRAY['new', 'sale'])`
 */
export function arrayOverlap<TArray extends ArrayType, TUse extends ExprUse>(
  first: Expr<TArray, TUse>,
  second: Elements<NoInfer<TArray>, TUse>,
): Expr<"BOOLEAN", TUse> {
  return call("ARRAY_OVERLAP", [first, second]);
}

/**
 * Whether a value is an element of an array.
 *
 * @example
 * String(scalarInArray(c.city, c.tags));
 * // => 'SCALAR_IN_ARRAY("city", "tags")'
 * String(scalarInArray(c.city, ["Paris", "Rome"]));
 * // => `SCALAR_IN_ARRAY("city", ARRAY['Paris', 'Rome'])`
 */
export function scalarInArray<TType extends ElementOf[ArrayType], TUse extends ExprUse>(
  value: Expr<TType, TUse>,
  array: Expr<ArrayOf[TType & keyof ArrayOf], TUse> | readonly (LiteralAlike[TType] | null)[],
): Expr<"BOOLEAN", TUse> {
  return call("SCALAR_IN_ARRAY", [value, array]);
}

/**
 * How many elements an array has.
 *
 * @example
 * String(arrayLength(c.tags));
 * // => 'ARRAY_LENGTH("tags")'
 */
export function arrayLength<TUse extends ExprUse>(array: Expr<ArrayType, TUse>): Expr<"BIGINT", TUse> {
  return call("ARRAY_LENGTH", [array]);
}

/**
 * One element of an array, counted from 0; NULL where there is none.
 *
 * @example
 * String(arrayOffset(c.tags, 0));
 * // => 'ARRAY_OFFSET("tags", 0)'
 */
export function arrayOffset<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  index: Whole<TUse>,
): Expr<ElementOf[TArray], TUse> {
  return call("ARRAY_OFFSET", [array, index]);
}

/**
 * One element of an array, counted from 1; NULL where there is none.
 *
 * @example
 * String(arrayOrdinal(c.tags, 1));
 * // => 'ARRAY_ORDINAL("tags", 1)'
 */
export function arrayOrdinal<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  index: Whole<TUse>,
): Expr<ElementOf[TArray], TUse> {
  return call("ARRAY_ORDINAL", [array, index]);
}

/**
 * Where an element is first found in an array, counted from 0; NULL when it does not.
 *
 * @example
 * String(arrayOffsetOf(c.tags, "new"));
 * // => `ARRAY_OFFSET_OF("tags", 'new')`
 */
export function arrayOffsetOf<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  element: Element<NoInfer<TArray>, TUse>,
): Expr<"BIGINT", TUse> {
  return call("ARRAY_OFFSET_OF", [array, element]);
}

/**
 * Where an element is first found in an array, counted from 1; NULL when it does not.
 *
 * @example
 * String(arrayOrdinalOf(c.tags, "new"));
 * // => `ARRAY_ORDINAL_OF("tags", 'new')`
 */
export function arrayOrdinalOf<TArray extends ArrayType, TUse extends ExprUse>(
  array: Expr<TArray, TUse>,
  element: Element<NoInfer<TArray>, TUse>,
): Expr<"BIGINT", TUse> {
  return call("ARRAY_ORDINAL_OF", [array, element]);
}

/**
 * The elements of an array joined into one text.
 *
 * @example
 * String(arrayToString(c.tags, ","));
 * // => `ARRAY_TO_STRING("tags", ',')`
 */
export function arrayToString<TUse extends ExprUse>(
  array: Expr<ArrayType, TUse>,
  delimiter: Text<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("ARRAY_TO_STRING", [array, delimiter]);
}

/**
 * An array as a multi-value text.
 *
 * @example
 * String(arrayToMv(c.tags));
 * // => 'ARRAY_TO_MV("tags")'
 */
export function arrayToMv<TUse extends ExprUse>(array: Expr<ArrayType, TUse>): Expr<"VARCHAR", TUse> {
  return call("ARRAY_TO_MV", [array]);
}

/**
 * Text split into an array, at the matches of a regular expression of Java.
 *
 * @example
 * String(stringToArray(c.city, ","));
 * // => `STRING_TO_ARRAY("city", ',')`
 */
export function stringToArray<TUse extends ExprUse>(
  text: Text<TUse>,
  delimiter: Text<TUse>,
): Expr<"VARCHAR ARRAY", TUse> {
  return call("STRING_TO_ARRAY", [text, delimiter]);
}

/**
 * The value below which a share of an array's numbers lies, from 0 to 1, between two elements in proportion.
 *
 * @example
 * String(arrayQuantile(c.counts, 0.5));
 * // => 'ARRAY_QUANTILE("counts", 0.5)'
 */
export function arrayQuantile<TUse extends ExprUse>(
  array: Expr<"BIGINT ARRAY" | "DOUBLE ARRAY" | "FLOAT ARRAY", TUse>,
  rank: number,
): Expr<"DOUBLE", TUse> {
  return call("ARRAY_QUANTILE", [array, rank]);
}
