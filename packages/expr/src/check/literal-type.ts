import type { IntervalNode, LiteralNode, TimeUnit } from "../nodes.ts";
import { type InferContext, invalidLiteral } from "./infer-context.ts";
import { char, type PlannedType, plain, UNKNOWN } from "./planned-type.ts";

/** Whole numbers are INTEGER while they fit; a number with a point is a DECIMAL, one with an exponent a DOUBLE. */
export function typeOfLiteral(node: LiteralNode): PlannedType {
  const constant = { value: node.value, literal: true } as const;
  switch (node.type) {
    case "BIGINT": {
      const small = node.value >= -(2n ** 31n) && node.value < 2n ** 31n;
      return { ...plain(small ? "INTEGER" : "BIGINT", false), constant };
    }
    case "DOUBLE": {
      // As it is printed: a value of the builder may have an exponent that was not written.
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

/** What the text of a span of several units looks like, by its first unit and its last. */
const SPAN_TEXTS: Readonly<Record<string, readonly [like: string, text: RegExp]>> = {
  "YEAR TO MONTH": ["1-6", /^\d+-(?:0?\d|1[01])$/],
  "DAY TO HOUR": ["1 12", /^\d+ (?:[01]?\d|2[0-3])$/],
  "DAY TO MINUTE": ["1 12:30", /^\d+ (?:[01]?\d|2[0-3]):[0-5]?\d$/],
  "DAY TO SECOND": ["1 12:30:59", /^\d+ (?:[01]?\d|2[0-3])(?::[0-5]?\d){2}(?:\.\d+)?$/],
  "HOUR TO MINUTE": ["12:30", /^\d+:[0-5]?\d$/],
  "HOUR TO SECOND": ["12:30:59", /^\d+(?::[0-5]?\d){2}(?:\.\d+)?$/],
  "MINUTE TO SECOND": ["30:59", /^\d+:[0-5]?\d(?:\.\d+)?$/],
};

export function typeOfInterval(node: IntervalNode, context: InferContext): PlannedType {
  const name = SPAN_UNITS[node.unit];
  if (name === undefined) {
    context.issues.push(invalidLiteral("INTERVAL", 2, SPAN_UNIT_NAMES, node.unit, node));
    return UNKNOWN;
  }
  const text = node.value.trim().replace(/^[+-]/, "");
  if (node.to === undefined) {
    if (!(node.unit === "SECOND" ? /^\d+(?:\.\d+)?$/ : /^\d+$/).test(text)) {
      context.issues.push(invalidLiteral("INTERVAL", 1, "a whole number in quotes", `'${node.value}'`, node));
    }
    return plain(name, false);
  }
  const units = `${node.unit} TO ${node.to}`;
  const found = SPAN_TEXTS[units];
  if (found === undefined) {
    context.issues.push(invalidLiteral("INTERVAL", 2, `one of ${Object.keys(SPAN_TEXTS).join(", ")}`, units, node));
  } else if (!found[1].test(text)) {
    context.issues.push(invalidLiteral("INTERVAL", 1, `a text such as '${found[0]}'`, `'${node.value}'`, node));
  }
  return plain(name, false);
}
