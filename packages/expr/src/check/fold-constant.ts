import type { BinaryNode, CallNode } from "../nodes.ts";
import type { ConstantValue, PlannedType } from "./planned-type.ts";

/**
 * What Druid works out while planning, as far as it decides whether the plan succeeds: numbers of constants. `fails` says why
 * there is no value; undefined where nothing is known.
 */
export type Folded = { readonly value: ConstantValue } | { readonly fails: string } | undefined;

export function foldBinary(node: BinaryNode, left: PlannedType, right: PlannedType, type: PlannedType): Folded {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null) return { value: null };
  if (a === undefined || b === undefined) return undefined;
  const whole = type.name === "BIGINT" || type.name === "INTEGER";
  if (whole && node.operator === "/" && b === 0) return { fails: "it divides by zero" };
  if (whole && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) return undefined;
  switch (node.operator) {
    case "+":
      return finite(a + b);
    case "-":
      return finite(a - b);
    case "*":
      return finite(a * b);
    case "/":
      return whole ? { value: Math.trunc(a / b) } : finite(a / b);
    default:
      return undefined;
  }
}

const OF_ONE: Readonly<Record<string, (x: number) => number>> = {
  SQRT: Math.sqrt,
  LN: Math.log,
  LOG10: Math.log10,
  EXP: Math.exp,
  ACOS: Math.acos,
  ASIN: Math.asin,
  COT: (x) => 1 / Math.tan(x),
  ABS: Math.abs,
  RADIANS: (x) => (x / 180) * Math.PI,
};

/** Functions of numbers that Druid also plans over text, which then may be none. */
const LOST_WITH_TEXT: ReadonlySet<string> = new Set([
  ...Object.keys(OF_ONE),
  ..."CEIL CEILING FLOOR ROUND SIN COS TAN ATAN DEGREES".split(" "),
]);

export function foldCall(node: CallNode, args: readonly PlannedType[]): Folded {
  const [first, second] = args;
  if (first === undefined) return undefined;
  const a = numberOf(first);
  if (a === null) return LOST_WITH_TEXT.has(node.function) && first.name !== "NULL" ? { value: null } : undefined;
  if (a === undefined) return undefined;
  const one = OF_ONE[node.function];
  if (one !== undefined && args.length === 1) return finite(one(a));
  const b = second === undefined ? undefined : numberOf(second);
  if (typeof b !== "number") return undefined;
  const bothWhole = isWhole(first) && isWhole(second);
  switch (node.function) {
    case "POWER":
      return finite(a ** b);
    case "MOD":
      if (bothWhole && b === 0) return { fails: "it divides by zero" };
      return finite(a % b);
    case "DIV":
      return bothWhole && b === 0 ? { fails: "it divides by zero" } : undefined;
    default:
      return undefined;
  }
}

function isWhole(type: PlannedType | undefined): boolean {
  return type?.name === "INTEGER" || type?.name === "BIGINT";
}

function finite(value: number): Folded {
  if (Number.isFinite(value)) return { value };
  return { fails: `it is ${Number.isNaN(value) ? "not a number (NaN)" : "infinite"}, which a constant cannot be` };
}

/** The number that a constant is or becomes; null for NULL, undefined when it is not known. */
function numberOf(type: PlannedType): number | null | undefined {
  if (type.constant === undefined) return undefined;
  const { value } = type.constant;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" || value === null) return value;
  return typeof value === "string" ? doubleOfText(value) : undefined;
}

/** Text as Druid reads a DOUBLE: Java's `Double.parseDouble` without blanks, and the words true and false. */
export function doubleOfText(text: string): number | null {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true" ? 1 : 0;
  if (/^[+-]?(?:NaN|Infinity)$/.test(text)) {
    return text.endsWith("NaN") ? Number.NaN : text.startsWith("-") ? -Infinity : Infinity;
  }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/.test(text)) return null;
  return Number(text.replace(/[fFdD]$/, ""));
}

/** Text that a cast to TIMESTAMP or DATE reads: ISO 8601 from the year on, with a blank or a T before the time of day. */
export function isTimeText(text: string): boolean {
  const date = String.raw`[+-]?\d{1,9}(?:-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01]))?)?`;
  const time = String.raw`\d{1,2}(?::\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?`;
  const week = String.raw`\d{4}-W\d{2}(?:-\d)?|\d{4}-\d{3}`;
  return new RegExp(`^(?:${date}|${week})(?:[T ]${time})?$`).test(text) && !/^-/.test(text);
}
