import type { Expr, ExprUse } from "../expr.ts";
import { call } from "./call.ts";
import type { Text } from "./operand-types.ts";

/**
 * Whether an IPv4 address, as text or as a number, lies in a subnet. NULL for text that is no address.
 *
 * @example
 * String(ipv4Match(c.city, "10.0.0.0/8"));
 * // => `IPV4_MATCH("city", '10.0.0.0/8')`
 */
export function ipv4Match<TUse extends ExprUse>(
  address: Text<TUse> | Expr<"BIGINT", TUse>,
  subnet: `${string}/${number}`,
): Expr<"BOOLEAN", TUse> {
  return call("IPV4_MATCH", [address, subnet]);
}

/**
 * The number of an IPv4 address; NULL for text that is no address.
 *
 * @example
 * String(ipv4Parse(c.city));
 * // => 'IPV4_PARSE("city")'
 */
export function ipv4Parse<TUse extends ExprUse>(address: Text<TUse> | Expr<"BIGINT", TUse>): Expr<"BIGINT", TUse> {
  return call("IPV4_PARSE", [address]);
}

/**
 * The dotted text of an IPv4 address that is given as a number.
 *
 * @example
 * String(ipv4Stringify(c.length));
 * // => 'IPV4_STRINGIFY("length")'
 */
export function ipv4Stringify<TUse extends ExprUse>(address: Expr<"VARCHAR" | "BIGINT", TUse>): Expr<"VARCHAR", TUse> {
  return call("IPV4_STRINGIFY", [address]);
}

/**
 * Whether an IPv6 address lies in a subnet. NULL for text that is no address.
 *
 * @example
 * String(ipv6Match(c.city, "2001:db8::/32"));
 * // => `IPV6_MATCH("city", '2001:db8::/32')`
 */
export function ipv6Match<TUse extends ExprUse>(
  address: Text<TUse>,
  subnet: `${string}/${number}`,
): Expr<"BOOLEAN", TUse> {
  return call("IPV6_MATCH", [address, subnet]);
}
