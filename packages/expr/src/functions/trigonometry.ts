import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Numeric } from "./operand-types.ts";

/**
 * The ratio of a circle's circumference to its diameter.
 *
 * @example
 * String(pi());
 * // => "PI"
 */
export function pi(): Expr<"DOUBLE", ExprUse> {
  return call("PI", []);
}

/**
 * The sine of an angle in radians.
 *
 * @example
 * String(sin(c.price));
 * // => 'SIN("price")'
 */
export function sin<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("SIN", [angle]);
}

/**
 * The cosine of an angle in radians.
 *
 * @example
 * String(cos(c.price));
 * // => 'COS("price")'
 */
export function cos<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("COS", [angle]);
}

/**
 * The tangent of an angle in radians.
 *
 * @example
 * String(tan(c.price));
 * // => 'TAN("price")'
 */
export function tan<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("TAN", [angle]);
}

/**
 * The cotangent of an angle in radians.
 *
 * @example
 * String(cot(c.price));
 * // => 'COT("price")'
 */
export function cot<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("COT", [angle]);
}

/**
 * The angle in radians with this sine; NaN outside of -1 to 1.
 *
 * @example
 * String(asin(c.price));
 * // => 'ASIN("price")'
 */
export function asin<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("ASIN", [value]);
}

/**
 * The angle in radians with this cosine; NaN outside of -1 to 1.
 *
 * @example
 * String(acos(c.price));
 * // => 'ACOS("price")'
 */
export function acos<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("ACOS", [value]);
}

/**
 * The angle in radians with this tangent.
 *
 * @example
 * String(atan(c.price));
 * // => 'ATAN("price")'
 */
export function atan<TUse extends ExprUse>(value: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("ATAN", [value]);
}

/**
 * The angle in radians of the point at x, y.
 *
 * @example
 * String(atan2(c.price, 1));
 * // => 'ATAN2("price", 1)'
 */
export function atan2<TUse extends ExprUse>(y: Numeric<TUse>, x: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("ATAN2", [y, x]);
}

/**
 * An angle in degrees, from radians.
 *
 * @example
 * String(degrees(c.price));
 * // => 'DEGREES("price")'
 */
export function degrees<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("DEGREES", [angle]);
}

/**
 * An angle in radians, from degrees.
 *
 * @example
 * String(radians(c.price));
 * // => 'RADIANS("price")'
 */
export function radians<TUse extends ExprUse>(angle: Numeric<TUse>): Expr<"DOUBLE", TUse> {
  return call("RADIANS", [angle]);
}
