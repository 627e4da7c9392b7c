import { Expr, type ExprUse } from "../expr.ts";
import type { ExprNode, IsNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import { wrap } from "./call.ts";

function joined<TUse extends ExprUse>(
  operator: "AND" | "OR",
  [first, ...others]: readonly [Expr<"BOOLEAN", TUse>, ...Expr<"BOOLEAN", TUse>[]],
): Expr<"BOOLEAN", TUse> {
  const node = others.reduce<ExprNode>(
    (left, next) => Object.freeze({ kind: "binary", operator, left, right: next.toNode() }),
    first.toNode(),
  );
  return new Expr(node);
}

function test<TUse extends ExprUse>(
  value: Expr<SqlType, TUse>,
  of: IsNode["test"],
  negated: boolean,
): Expr<"BOOLEAN", TUse> {
  return wrap({ kind: "is", operand: value.toNode(), test: of, negated });
}

/**
 * Whether all conditions hold. NULL when one is NULL and none is false.
 *
 * @example
 * String(and(eq(c.city, "Paris"), gt(c.length, 60)));
 * // => `"city" = 'Paris' AND "length" > 60`
 */
export function and<TUse extends ExprUse>(
  ...conditions: readonly [Expr<"BOOLEAN", TUse>, ...Expr<"BOOLEAN", TUse>[]]
): Expr<"BOOLEAN", TUse> {
  return joined("AND", conditions);
}

/**
 * Whether at least one condition holds. NULL when one is NULL and none is true.
 *
 * @example
 * String(or(eq(c.city, "Paris"), eq(c.city, "Rome")));
 * // => `"city" = 'Paris' OR "city" = 'Rome'`
 */
export function or<TUse extends ExprUse>(
  ...conditions: readonly [Expr<"BOOLEAN", TUse>, ...Expr<"BOOLEAN", TUse>[]]
): Expr<"BOOLEAN", TUse> {
  return joined("OR", conditions);
}

/**
 * Whether a condition does not hold. NULL for NULL, except of `isNull`, `isTrue` and their like, which are never
 * NULL.
 *
 * @example
 * String(not(eq(c.city, "Paris")));
 * // => `NOT "city" = 'Paris'`
 * String(not(like(c.city, "S%")));
 * // => `"city" NOT LIKE 'S%'`
 */
export function not<TUse extends ExprUse>(condition: Expr<"BOOLEAN", TUse>): Expr<"BOOLEAN", TUse> {
  const node = condition.toNode();
  switch (node.kind) {
    case "is":
    case "in":
    case "like":
    case "between":
      return wrap({ ...node, negated: !node.negated });
    default:
      return wrap({ kind: "unary", operator: "NOT", operand: node });
  }
}

/**
 * Whether a value is NULL, a condition too.
 *
 * @example
 * String(isNull(c.city));
 * // => '"city" IS NULL'
 */
export function isNull<TUse extends ExprUse>(value: Expr<SqlType, TUse>): Expr<"BOOLEAN", TUse> {
  return test(value, "NULL", false);
}

/**
 * Whether a value is not NULL.
 *
 * @example
 * String(isNotNull(c.city));
 * // => '"city" IS NOT NULL'
 */
export function isNotNull<TUse extends ExprUse>(value: Expr<SqlType, TUse>): Expr<"BOOLEAN", TUse> {
  return test(value, "NULL", true);
}

/**
 * Whether a condition holds: false for NULL.
 *
 * @example
 * String(isTrue(eq(c.city, "Paris")));
 * // => `("city" = 'Paris') IS TRUE`
 */
export function isTrue<TUse extends ExprUse>(condition: Expr<"BOOLEAN", TUse>): Expr<"BOOLEAN", TUse> {
  return test(condition, "TRUE", false);
}

/**
 * Whether a condition does not hold or is NULL.
 *
 * @example
 * String(isNotTrue(eq(c.city, "Paris")));
 * // => `("city" = 'Paris') IS NOT TRUE`
 */
export function isNotTrue<TUse extends ExprUse>(condition: Expr<"BOOLEAN", TUse>): Expr<"BOOLEAN", TUse> {
  return test(condition, "TRUE", true);
}

/**
 * Whether a condition is false: not when it is NULL.
 *
 * @example
 * String(isFalse(eq(c.city, "Paris")));
 * // => `("city" = 'Paris') IS FALSE`
 */
export function isFalse<TUse extends ExprUse>(condition: Expr<"BOOLEAN", TUse>): Expr<"BOOLEAN", TUse> {
  return test(condition, "FALSE", false);
}

/**
 * Whether a condition holds or is NULL.
 *
 * @example
 * String(isNotFalse(eq(c.city, "Paris")));
 * // => `("city" = 'Paris') IS NOT FALSE`
 */
export function isNotFalse<TUse extends ExprUse>(condition: Expr<"BOOLEAN", TUse>): Expr<"BOOLEAN", TUse> {
  return test(condition, "FALSE", true);
}
