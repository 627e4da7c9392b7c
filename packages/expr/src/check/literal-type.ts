import type { IntervalNode, LiteralNode, TimeUnit } from "../nodes.ts";
import { type InferContext, invalidLiteral } from "./infer-context.ts";
import { char, type PlannedType, plain, UNKNOWN } from "./planned-type.ts";

/** Whole numbers are INTEGER while they fit; a number with a point is a DECIMAL, one with an exponent a DOUBLE. */
export function typeOfLiteral(node: LiteralNode): PlannedType {
  const constant = { value: node.value };
  switch (node.type) {
    case "BIGINT": {
      const small = node.value >= -(2n ** 31n) && node.value < 2n ** 31n;
      return { ...plain(small ? "INTEGER" : "BIGINT", false), constant };
    }
    case "DOUBLE": {
      // As it is printed: a value of the builder may have an exponent although nobody wrote one.
      const approximate = node.approximate === true || String(node.value).includes("e");
      return { ...plain(approximate ? "DOUBLE" : "DECIMAL", false), constant };
    }
    case "VARCHAR":
      return { ...char(node.value.length, false), constant };
    case "BOOLEAN":
      return { ...plain("BOOLEAN", false), constant };
    case "NULL":
      return plain("NULL");
    default:
      return plain(node.type, false);
  }
}

/** The units of a span of time, which are also those that a time can be rounded to. */
const SPAN_UNITS: Readonly<Partial<Record<TimeUnit, "INTERVAL_DAY" | "INTERVAL_MONTH">>> = {
  SECOND: "INTERVAL_DAY",
  MINUTE: "INTERVAL_DAY",
  HOUR: "INTERVAL_DAY",
  DAY: "INTERVAL_DAY",
  WEEK: "INTERVAL_DAY",
  MONTH: "INTERVAL_MONTH",
  QUARTER: "INTERVAL_MONTH",
  YEAR: "INTERVAL_MONTH",
};

export function isSpanUnit(unit: TimeUnit): boolean {
  return SPAN_UNITS[unit] !== undefined;
}

export const SPAN_UNIT_NAMES: string = `one of ${Object.keys(SPAN_UNITS).join(", ")}`;

export function typeOfInterval(node: IntervalNode, context: InferContext): PlannedType {
  const name = SPAN_UNITS[node.unit];
  if (name === undefined) {
    context.issues.push(invalidLiteral("INTERVAL", 2, SPAN_UNIT_NAMES, node.unit, node));
    return UNKNOWN;
  }
  const number = node.unit === "SECOND" ? /^[+-]?\d+(?:\.\d+)?$/ : /^[+-]?\d+$/;
  if (node.to === undefined && !number.test(node.value)) {
    context.issues.push(invalidLiteral("INTERVAL", 1, "a whole number in quotes", `'${node.value}'`, node));
  }
  return plain(name, false);
}
