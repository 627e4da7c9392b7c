import type { Expr, ExprUse } from "../expr.ts";
import type { IntervalNode } from "../nodes.ts";
import { wrap } from "./call.ts";
import type { CalendarUnit, TimeType } from "./operand-types.ts";

/** A span of time, to be added to a time or taken from it. It is no value of its own: no column can store it. */
export class Interval {
  readonly #node: IntervalNode;

  /** Wraps a node: `interval` makes one. */
  constructor(node: IntervalNode) {
    this.#node = Object.freeze(node);
  }

  /** The span as data. */
  toNode(): IntervalNode {
    return this.#node;
  }
}

/**
 * A span of time for `addInterval` and `subtractInterval`. With `to`, a span of several units: `interval("1 02:03",
 * "DAY", "MINUTE")`.
 *
 * @example
 * String(addInterval(c.__time, interval("1 02:03", "DAY", "MINUTE")));
 * // => `"__time" + INTERVAL '1 02:03' DAY TO MINUTE`
 *
 * @throws RangeError for a number that is not whole.
 */
export function interval(value: number | string, unit: CalendarUnit, to?: CalendarUnit): Interval {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`invalid interval: expected a whole number of ${unit}, received ${value}`);
  }
  const node = { kind: "interval", value: String(value), unit } as const;
  return new Interval(to === undefined ? node : { ...node, to });
}

/**
 * A time moved on by a span of time. A day that a month does not have becomes its last one.
 *
 * @example
 * String(addInterval(c.__time, interval(1, "DAY")));
 * // => `"__time" + INTERVAL '1' DAY`
 */
export function addInterval<TType extends TimeType, TUse extends ExprUse>(
  time: Expr<TType, TUse>,
  span: Interval,
): Expr<TType, TUse> {
  return wrap({ kind: "binary", operator: "+", left: time.toNode(), right: span.toNode() });
}

/**
 * A time moved back by a span of time. A day that a month does not have becomes its last one.
 *
 * @example
 * String(subtractInterval(c.__time, interval(1, "MONTH")));
 * // => `"__time" - INTERVAL '1' MONTH`
 */
export function subtractInterval<TType extends TimeType, TUse extends ExprUse>(
  time: Expr<TType, TUse>,
  span: Interval,
): Expr<TType, TUse> {
  return wrap({ kind: "binary", operator: "-", left: time.toNode(), right: span.toNode() });
}
