import type { BinaryNode, CallNode } from "../nodes.ts";
import { foldList, OF_TEXT_AND_LISTS } from "./fold-list.ts";
import type { Folded } from "./folded.ts";
import type { PlannedType } from "./planned-type.ts";

export function foldBinary(node: BinaryNode, left: PlannedType, right: PlannedType, type: PlannedType): Folded {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null) return { value: null };
  if (a === undefined || b === undefined) return undefined;
  const whole = type.name === "BIGINT" || type.name === "INTEGER";
  if (whole && node.operator === "/" && b === 0) return { fails: "it divides by zero" };
  if (whole && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) return undefined;
  switch (node.operator) {
    case "+":
      return { value: a + b };
    case "-":
      return { value: a - b };
    case "*":
      return { value: a * b };
    case "/":
      return { value: whole ? Math.trunc(a / b) : a / b };
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
  ROUND: (x) => (Number.isNaN(x) ? 0 : Math.round(Math.min(Math.max(x, -Number.MAX_VALUE), Number.MAX_VALUE))),
};

const YEAR_10000: number = Date.UTC(10000, 0);

/** Functions of numbers that Druid also plans over text, which then may be none. */
const LOST_WITH_TEXT: ReadonlySet<string> = new Set([
  ...Object.keys(OF_ONE),
  ..."CEIL CEILING FLOOR SIN COS TAN ATAN ATAN2 DEGREES POWER MOD DIV".split(" "),
]);

/** Functions of one value that is there when the first is. */
const FIRST_OF_ALL: ReadonlySet<string> = new Set(["COALESCE", "NVL", "IFNULL"]);

export function foldCall(node: CallNode, args: readonly PlannedType[]): Folded {
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (OF_TEXT_AND_LISTS.has(node.function)) return foldList(node, args);
  const a = numberOf(first);
  const b = second === undefined ? undefined : numberOf(second);
  if (LOST_WITH_TEXT.has(node.function) && (isLost(first, a) || (second !== undefined && isLost(second, b)))) {
    return { value: null };
  }
  if (node.function === "MILLIS_TO_TIMESTAMP") {
    if (isLost(first, a)) return { fails: "it has no time" };
    return typeof a === "number" && a >= YEAR_10000 ? { fails: "it is after the year 9999" } : undefined;
  }
  if (typeof a !== "number") return undefined;
  if (FIRST_OF_ALL.has(node.function)) return { value: a };
  const one = OF_ONE[node.function];
  if (one !== undefined && args.length === 1) return { value: one(a) };
  if (typeof b !== "number") return undefined;
  const bothWhole = isWhole(first) && isWhole(second);
  switch (node.function) {
    case "POWER":
      return { value: a ** b };
    case "MOD":
      if (bothWhole && b === 0) return { fails: "it divides by zero" };
      return { value: a % b };
    case "DIV":
      return bothWhole && b === 0 ? { fails: "it divides by zero" } : undefined;
    default:
      return undefined;
  }
}

function isWhole(type: PlannedType | undefined): boolean {
  return type?.name === "INTEGER" || type?.name === "BIGINT";
}

/** A constant that becomes NULL without being the literal: a text that is not a number. */
function isLost(type: PlannedType, value: number | null | undefined): boolean {
  return value === null && type.name !== "NULL";
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
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/.test(text)) return null;
  return Number(text.replace(/[fFdD]$/, ""));
}
