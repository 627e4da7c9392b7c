import { findFunction } from "../../catalogue/find-function.ts";
import type { ExprNode, LiteralNode } from "../../nodes.ts";
import { printExpr } from "../../print-expr.ts";
import { type EpochUnit, epochUnitOfName, epochUnitOfNumber } from "../../time/epoch-unit.ts";
import { findPatternDoubts } from "../../time/pattern-doubts.ts";
import { parseTimePattern } from "../../time/time-pattern.ts";
import { isTimeZone, timeZoneNames } from "../../time/time-zone.ts";
import { spanOf } from "../check-call.ts";
import { closestName } from "../closest-name.ts";
import { spanInText } from "../span-in-text.ts";
import type { CheckedCall } from "./call-doubts.ts";
import { type ExprDoubt, NO_DOUBTS } from "./expr-doubt.ts";

/** A pattern that reads or writes another part of the time than it looks. */
export function timePattern({ node }: CheckedCall): readonly ExprDoubt[] {
  const pattern = textOf(node.args[1]);
  if (pattern === undefined) return NO_DOUBTS;
  const use = node.function === "TIME_PARSE" ? "parse" : "format";
  return findPatternDoubts(pattern.value, use).map(({ severity, reason, start, end }) => ({
    code: severity === "error" ? "time_pattern" : "questionable_time_pattern",
    reason: `questionable pattern '${pattern.value}': ${reason}`,
    expected: "a pattern of Joda such as 'yyyy-MM-dd HH:mm:ss'",
    received: `'${pattern.value}'`,
    ...spanInText(pattern, { start, end }),
  }));
}

/** The zone is the last argument that the function takes. */
export function timeZone({ node, entry }: CheckedCall): readonly ExprDoubt[] {
  const zone = textOf(node.args[(entry.maxArgs ?? 0) - 1]);
  if (zone === undefined || isTimeZone(zone.value)) return NO_DOUBTS;
  return [{ code: "unknown_time_zone", ...unknownZone(zone.value), ...spanOf(zone) }];
}

/** What to say of a time zone that there is not. */
export function unknownZone(zone: string): Pick<ExprDoubt, "reason" | "expected" | "received"> {
  const near = closestName(zone, timeZoneNames());
  const advice = near === undefined ? "name one such as Europe/Paris or +02:00" : `did you mean ${near}?`;
  return {
    reason: `unknown time zone: there is no '${zone}', and Druid takes UTC for it; ${advice}`,
    expected: `a time zone such as ${near ?? "Europe/Paris"} or +02:00`,
    received: `'${zone}'`,
  };
}

/** An offset that the pattern takes for plain text, so that it says nothing about the time. */
export function literalOffset({ node }: CheckedCall): readonly ExprDoubt[] {
  const pattern = textOf(node.args[1]);
  const read = pattern && parseTimePattern(pattern.value);
  const part = read && "parts" in read ? read.parts.at(-1) : undefined;
  if (pattern === undefined || part?.kind !== "text") return NO_DOUBTS;
  const zone = textOf(node.args[2])?.value;
  const isUtc = /(?:^|[^A-Za-z])(?:Z|GMT|UTC)$/.test(part.text);
  const isOther = /[+-]\d{2}:?\d{2}$/.test(part.text) && !/[+-]00:?00$/.test(part.text);
  const isDropped = isUtc ? zone !== undefined && !/^(?:UTC|GMT|Z|Etc\/.*|[+-]00:?00)$/i.test(zone) : isOther;
  if (!isDropped) return NO_DOUBTS;
  const offset = part.text.trim();
  const effect = isUtc ? `the time is read in the zone ${zone}` : "the time is read in UTC";
  return [
    {
      code: "offset_dropped",
      reason: `offset dropped: '${offset}' is plain text in this pattern and ${effect}: write Z without quotes, which reads an offset`,
      expected: "Z, which reads an offset",
      received: `'${pattern.value}'`,
      ...spanInText(pattern, part),
    },
  ];
}

/** The front of a text is read as a time, and its end, which may be an offset, is cut off. */
export function cutOffset({ node }: CheckedCall): readonly ExprDoubt[] {
  const [text, , zone] = node.args;
  if (text?.kind !== "call" || zone !== undefined) return NO_DOUBTS;
  const [from, start, length] = text.args;
  const isFront = text.function === "LEFT" || (length !== undefined && isAtFront(start));
  const isCut = (text.function === "LEFT" || text.function === "SUBSTRING" || text.function === "SUBSTR") && isFront;
  if (!isCut || from === undefined) return NO_DOUBTS;
  const whole = printExpr({ kind: "call", function: "TIME_PARSE", args: [from] });
  return [
    {
      code: "offset_dropped",
      reason: `offset dropped: ${text.function} cuts off the end of the text, and an offset such as +02:00 with it, so the time is read in UTC; write ${whole}, or name the zone of the text as argument 3`,
      expected: "the whole text, or a zone",
      received: printExpr(text),
      ...spanOf(text),
    },
  ];
}

function isAtFront(start: ExprNode | undefined): boolean {
  return start?.kind === "literal" && start.type === "BIGINT" && start.value <= 1n;
}

const UNITS: readonly EpochUnit[] = ["seconds", "milliseconds", "microseconds", "nanoseconds"];

/** A number that counts something else than milliseconds, by its size or by its name. */
export function epochUnit({ node, args }: CheckedCall): readonly ExprDoubt[] {
  const [number] = node.args;
  if (number === undefined) return NO_DOUBTS;
  const constant = args[0]?.constant?.value;
  const value = typeof constant === "number" ? BigInt(Math.trunc(constant)) : constant;
  const unit = typeof value === "bigint" ? epochUnitOfNumber(value) : unitOf(number);
  if (unit === undefined || unit === "milliseconds") return NO_DOUBTS;
  const shown = printExpr(number);
  const why =
    typeof value === "bigint" ? `${shown} is a time of our days in ${unit}` : `${shown} seems to count ${unit}`;
  const factor = 1000 ** Math.abs(UNITS.indexOf(unit) - 1);
  const fixed = `MILLIS_TO_TIMESTAMP(${shown} ${unit === "seconds" ? "*" : "/"} ${factor})`;
  return [
    {
      code: "epoch_unit",
      reason: `wrong unit of time: MILLIS_TO_TIMESTAMP takes milliseconds, and ${why}; write ${fixed}`,
      expected: "milliseconds since 1970",
      received: unit,
      ...spanOf(number),
    },
  ];
}

function unitOf(node: ExprNode): EpochUnit | undefined {
  switch (node.kind) {
    case "column":
      return epochUnitOfName(node.name);
    case "cast":
      return unitOf(node.operand);
    case "call": {
      if (findFunction(node.function)?.kind === "time") return undefined;
      const path = node.function === "JSON_VALUE" ? textOf(node.args[1]) : undefined;
      if (path !== undefined) return epochUnitOfName(path.value);
      const [first] = node.args;
      return first && unitOf(first);
    }
    case "binary":
      return scaled(node.operator, unitOf(node.left) ?? unitOf(node.right), [node.left, node.right]);
    default:
      return undefined;
  }
}

/** The unit after a multiplication or a division by thousands. */
function scaled(operator: string, unit: EpochUnit | undefined, parts: readonly ExprNode[]): EpochUnit | undefined {
  if (unit === undefined || operator === "+" || operator === "-") return unit;
  const factor = parts.find((part) => part.kind === "literal");
  const steps =
    [1000, 1_000_000, 1_000_000_000].indexOf(Number(factor?.kind === "literal" ? factor.value : Number.NaN)) + 1;
  if (steps === 0) return undefined;
  return UNITS[UNITS.indexOf(unit) + (operator === "*" ? steps : -steps)];
}

function textOf(node: ExprNode | undefined): (LiteralNode & { readonly value: string }) | undefined {
  return node?.kind === "literal" && node.type === "VARCHAR" ? node : undefined;
}
