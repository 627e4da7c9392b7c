import type { Expr, ExprUse } from "../expr.ts";
import { isOperator } from "../is-operator.ts";
import { call } from "./call.ts";
import type { Numeric, Text, Whole } from "./operand-types.ts";

/**
 * The text in upper case; `ß` becomes `SS`.
 *
 * @example
 * String(upper(c.city));
 * // => 'UPPER("city")'
 */
export function upper<TUse extends ExprUse>(text: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("UPPER", [text]);
}

/**
 * The text in lower case.
 *
 * @example
 * String(lower(c.city));
 * // => 'LOWER("city")'
 */
export function lower<TUse extends ExprUse>(text: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("LOWER", [text]);
}

/**
 * Joins texts and numbers into one text. NULL if any of them is NULL; `||` of SQL is the same.
 *
 * @example
 * String(concat(c.city, "/", c.length));
 * // => `CONCAT("city", '/', "length")`
 */
export function concat<TUse extends ExprUse>(
  ...parts: readonly [Text<TUse> | Numeric<TUse>, ...(Text<TUse> | Numeric<TUse>)[]]
): Expr<"VARCHAR", TUse> {
  return call("CONCAT", parts);
}

/**
 * Joins two texts. NULL if one of them is NULL.
 *
 * @example
 * String(textcat(c.city, "!"));
 * // => `TEXTCAT("city", '!')`
 */
export function textcat<TUse extends ExprUse>(first: Text<TUse>, second: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("TEXTCAT", [first, second]);
}

/**
 * The length in UTF-16 units, as in JavaScript: most emoji count 2.
 *
 * @example
 * String(length(c.city));
 * // => 'LENGTH("city")'
 */
export function length<TUse extends ExprUse>(text: Text<TUse>): Expr<"BIGINT", TUse> {
  return call("LENGTH", [text]);
}

/**
 * The first units of a text. A negative count fails the job; a count that cuts an emoji in half does too.
 *
 * @example
 * String(left(c.city, 3));
 * // => 'LEFT("city", 3)'
 */
export function left<TUse extends ExprUse>(text: Text<TUse>, count: Whole<TUse>): Expr<"VARCHAR", TUse> {
  return call("LEFT", [text, count]);
}

/**
 * The last units of a text. A negative count fails the job.
 *
 * @example
 * String(right(c.city, 3));
 * // => 'RIGHT("city", 3)'
 */
export function right<TUse extends ExprUse>(text: Text<TUse>, count: Whole<TUse>): Expr<"VARCHAR", TUse> {
  return call("RIGHT", [text, count]);
}

/**
 * A part of a text. Counting starts at 1: a start of 0 or less fails the job. Without a length, the rest.
 *
 * @example
 * String(substring(c.city, 2, 3));
 * // => 'SUBSTRING("city", 2, 3)'
 */
export function substring<TUse extends ExprUse>(
  text: Text<TUse>,
  start: Whole<TUse>,
  length?: Whole<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("SUBSTRING", [text, start, length]);
}

/**
 * The text with every occurrence of a part replaced. The part is plain text, no pattern.
 *
 * @example
 * String(replace(c.city, "St.", "Saint"));
 * // => `REPLACE("city", 'St.', 'Saint')`
 */
export function replace<TUse extends ExprUse>(
  text: Text<TUse>,
  part: Text<TUse>,
  replacement: Text<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("REPLACE", [text, part, replacement]);
}

/**
 * The text so many times in a row. NULL for a count of 0 or less.
 *
 * @example
 * String(repeat(c.city, 2));
 * // => 'REPEAT("city", 2)'
 */
export function repeat<TUse extends ExprUse>(text: Text<TUse>, count: Whole<TUse>): Expr<"VARCHAR", TUse> {
  return call("REPEAT", [text, count]);
}

/**
 * The characters in reverse order.
 *
 * @example
 * String(reverse(c.city));
 * // => 'REVERSE("city")'
 */
export function reverse<TUse extends ExprUse>(text: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("REVERSE", [text]);
}

/**
 * The text filled up on the left, or cut, to a length in UTF-16 units. Fills with blanks by default; NULL for a
 * length of 0.
 *
 * @example
 * String(lpad(c.city, 10, "."));
 * // => `LPAD("city", 10, '.')`
 */
export function lpad<TUse extends ExprUse>(
  text: Text<TUse>,
  length: Whole<TUse>,
  characters?: Text<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("LPAD", [text, length, characters]);
}

/**
 * The text filled up on the right, or cut, to a length in UTF-16 units. Fills with blanks by default; NULL for a
 * length of 0.
 *
 * @example
 * String(rpad(c.city, 10));
 * // => 'RPAD("city", 10)'
 */
export function rpad<TUse extends ExprUse>(
  text: Text<TUse>,
  length: Whole<TUse>,
  characters?: Text<TUse>,
): Expr<"VARCHAR", TUse> {
  return call("RPAD", [text, length, characters]);
}

/**
 * The text without blanks at both ends, or without other characters.
 *
 * @example
 * String(trim(c.city));
 * // => 'TRIM("city")'
 * String(trim(c.city, "-"));
 * // => `BTRIM("city", '-')`
 */
export function trim<TUse extends ExprUse>(text: Text<TUse>, characters?: Text<TUse>): Expr<"VARCHAR", TUse> {
  // With characters SQL writes TRIM(BOTH x FROM y), which is this call.
  return characters === undefined ? call("TRIM", [text]) : call("BTRIM", [text, characters]);
}

/**
 * The text without these characters at both ends; blanks by default.
 *
 * @example
 * String(btrim(c.city, "-"));
 * // => `BTRIM("city", '-')`
 */
export function btrim<TUse extends ExprUse>(text: Text<TUse>, characters?: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("BTRIM", [text, characters]);
}

/**
 * The text without these characters at its start; blanks by default.
 *
 * @example
 * String(ltrim(c.city));
 * // => 'LTRIM("city")'
 */
export function ltrim<TUse extends ExprUse>(text: Text<TUse>, characters?: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("LTRIM", [text, characters]);
}

/**
 * The text without these characters at its end; blanks by default.
 *
 * @example
 * String(rtrim(c.city, "/"));
 * // => `RTRIM("city", '/')`
 */
export function rtrim<TUse extends ExprUse>(text: Text<TUse>, characters?: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("RTRIM", [text, characters]);
}

/**
 * Where a part is first found in a text, counted from 1; 0 when it does not. The search starts at `from`.
 *
 * @example
 * String(position("koala", c.city));
 * // => `POSITION('koala' IN "city")`
 * String(position("koala", c.city, 5));
 * // => `POSITION('koala' IN "city" FROM 5)`
 */
export function position<TUse extends ExprUse>(
  part: Text<TUse>,
  text: Text<TUse>,
  from?: Whole<TUse>,
): Expr<"BIGINT", TUse> {
  return call("POSITION", [typeof part === "string" ? part : beforeIn(part), text, from]);
}

/** Before the IN of POSITION Druid reads no operator; CONCAT of one text is that text. */
function beforeIn<TUse extends ExprUse>(part: Expr<"VARCHAR", TUse>): Expr<"VARCHAR", TUse> {
  return isOperator(part.toNode()) ? call("CONCAT", [part]) : part;
}

/**
 * Where a part is first found in a text, counted from 1; 0 when it does not.
 *
 * @example
 * String(strpos(c.city, "koala"));
 * // => `STRPOS("city", 'koala')`
 */
export function strpos<TUse extends ExprUse>(text: Text<TUse>, part: Text<TUse>): Expr<"BIGINT", TUse> {
  return call("STRPOS", [text, part]);
}

/**
 * Whether a text contains a part; upper and lower case differ.
 *
 * @example
 * String(containsString(c.city, "ville"));
 * // => `CONTAINS_STRING("city", 'ville')`
 */
export function containsString<TUse extends ExprUse>(text: Text<TUse>, part: string): Expr<"BOOLEAN", TUse> {
  return call("CONTAINS_STRING", [text, part]);
}

/**
 * Whether a text contains a part; upper and lower case are alike.
 *
 * @example
 * String(icontainsString(c.city, "VILLE"));
 * // => `ICONTAINS_STRING("city", 'VILLE')`
 */
export function icontainsString<TUse extends ExprUse>(text: Text<TUse>, part: string): Expr<"BOOLEAN", TUse> {
  return call("ICONTAINS_STRING", [text, part]);
}

/**
 * A whole number read from text, in base 10 or another. NULL for text that is no such number.
 *
 * @example
 * String(parseLong(c.city));
 * // => 'PARSE_LONG("city")'
 * String(parseLong(c.city, 16));
 * // => 'PARSE_LONG("city", 16)'
 */
export function parseLong<TUse extends ExprUse>(text: Text<TUse>, radix?: Whole<TUse>): Expr<"BIGINT", TUse> {
  return call("PARSE_LONG", [text, radix]);
}

/**
 * Text made by a pattern of Java's `String.format`: `%s`, `%05d`, `%.2f`.
 *
 * @example
 * String(stringFormat("%s-%05d", c.city, c.length));
 * // => `STRING_FORMAT('%s-%05d', "city", "length")`
 */
export function stringFormat<TUse extends ExprUse>(
  pattern: Text<TUse>,
  ...values: readonly (Text<TUse> | Numeric<TUse>)[]
): Expr<"VARCHAR", TUse> {
  return call("STRING_FORMAT", [pattern, ...values]);
}

/**
 * The value of a key in a lookup that the service knows by name. For a key that is missing: `missing`, or NULL.
 *
 * @example
 * String(lookup(c.city, "countries", "unknown"));
 * // => `LOOKUP("city", 'countries', 'unknown')`
 */
export function lookup<TUse extends ExprUse>(
  key: Text<TUse>,
  lookupName: string,
  missing?: string,
): Expr<"VARCHAR", TUse> {
  return call("LOOKUP", [key, lookupName, missing]);
}

/**
 * The text that was encoded as Base64, read as UTF-8.
 *
 * @example
 * String(decodeBase64Utf8(c.city));
 * // => 'DECODE_BASE64_UTF8("city")'
 */
export function decodeBase64Utf8<TUse extends ExprUse>(text: Text<TUse>): Expr<"VARCHAR", TUse> {
  return call("DECODE_BASE64_UTF8", [text]);
}
