import {
  arrayOf,
  char,
  isApproximate,
  isInteger,
  isInterval,
  isNumber,
  isText,
  isTime,
  type PlannedType,
  plain,
  UNKNOWN,
  withNullable,
} from "./planned-type.ts";

const WIDTH: Readonly<Record<string, number>> = { TINYINT: 1, SMALLINT: 2, INTEGER: 3, BIGINT: 4 };
/** Digits that an approximate type holds in Calcite: its FLOAT is as wide as its DOUBLE, and the first of equals wins. */
const DIGITS: Readonly<Record<string, number>> = { REAL: 7, FLOAT: 15, DOUBLE: 15 };

/** The narrowest number that holds both, as Calcite's leastRestrictive has it. */
export function widerNumber(left: PlannedType, right: PlannedType): PlannedType {
  const nullable = left.nullable || right.nullable;
  const pick = (type: PlannedType): PlannedType => withNullable(type, nullable);
  if (isApproximate(left) && isApproximate(right)) {
    return pick((DIGITS[right.name] ?? 0) > (DIGITS[left.name] ?? 0) ? right : left);
  }
  if (left.name === "DECIMAL" || right.name === "DECIMAL") {
    return isApproximate(left) || isApproximate(right) ? plain("DOUBLE", nullable) : plain("DECIMAL", nullable);
  }
  if (isApproximate(left)) return pick(left);
  if (isApproximate(right)) return pick(right);
  return pick((WIDTH[right.name] ?? 0) > (WIDTH[left.name] ?? 0) ? right : left);
}

/** `+ - * /`: undefined where Druid has no such arithmetic. Text becomes the type of the other side, or DECIMAL. */
export function arithmeticType(operator: string, left: PlannedType, right: PlannedType): PlannedType | undefined {
  if (left.name === "UNKNOWN" || right.name === "UNKNOWN") return UNKNOWN;
  const nullable = left.nullable || right.nullable;
  const timed = timeArithmetic(operator, left, right, nullable);
  if (timed !== undefined) return timed;
  if (isNumber(left)) {
    if (isNumber(right)) return widerNumber(left, right);
    return isText(right) || right.name === "NULL" ? withNullable(left, nullable) : undefined;
  }
  if (isNumber(right)) return isText(left) || left.name === "NULL" ? withNullable(right, nullable) : undefined;
  if (left.name === "NULL" && right.name === "NULL") return plain("NULL");
  const textual = (isText(left) || left.name === "NULL") && (isText(right) || right.name === "NULL");
  return textual ? plain("DECIMAL", nullable) : undefined;
}

function timeArithmetic(
  operator: string,
  left: PlannedType,
  right: PlannedType,
  nullable: boolean,
): PlannedType | undefined {
  const additive = operator === "+" || operator === "-";
  if (additive && isTime(left) && (isInterval(right) || right.name === "NULL")) return withNullable(left, nullable);
  if (operator === "+" && isTime(right) && (isInterval(left) || left.name === "NULL"))
    return withNullable(right, nullable);
  if (additive && isInterval(left) && (isInterval(right) || right.name === "NULL")) return withNullable(left, nullable);
  if (additive && isInterval(right) && left.name === "NULL") return withNullable(right, nullable);
  const scaling = (type: PlannedType): boolean => isNumber(type) || isText(type) || type.name === "NULL";
  if ((operator === "*" || operator === "/") && isInterval(left) && scaling(right)) return withNullable(left, nullable);
  if (operator === "*" && isInterval(right) && scaling(left)) return withNullable(right, nullable);
  return undefined;
}

/**
 * What the results of a CASE or the arguments of a COALESCE become together; undefined where Druid refuses the mixture.
 * Texts of unequal length, and text with anything plain, become VARCHAR; whole numbers with a time become the time.
 */
export function caseType(left: PlannedType, right: PlannedType): PlannedType | undefined {
  const nullable = left.nullable || right.nullable;
  const pick = (type: PlannedType): PlannedType => withNullable(type, nullable);
  if (left.name === "UNKNOWN" || right.name === "UNKNOWN") return UNKNOWN;
  if (left.name === "NULL") return withNullable(right, true);
  if (right.name === "NULL") return withNullable(left, true);
  if (left.name === "ARRAY" || right.name === "ARRAY") return arrayCaseType(left, right, nullable);
  if (left.name === "OTHER" || right.name === "OTHER") {
    return left.name === right.name && left.stored === right.stored ? pick(left) : undefined;
  }
  if (isText(left) || isText(right)) {
    if (isInterval(left) || isInterval(right)) return undefined;
    const same = left.name === "CHAR" && right.name === "CHAR" && left.length === right.length;
    return same ? char(left.length ?? 1, nullable) : plain("VARCHAR", nullable);
  }
  if (isNumber(left) && isNumber(right)) return widerNumber(left, right);
  if (isTime(left) || isTime(right)) return timeCaseType(left, right, nullable);
  if (left.name === right.name) return pick(left);
  return isInterval(left) && isInterval(right) ? pick(left) : undefined;
}

function arrayCaseType(left: PlannedType, right: PlannedType, nullable: boolean): PlannedType | undefined {
  if (left.element === undefined || right.element === undefined) return undefined;
  const element = caseType(left.element, right.element);
  return element === undefined ? undefined : arrayOf(element, nullable);
}

function timeCaseType(left: PlannedType, right: PlannedType, nullable: boolean): PlannedType | undefined {
  if (isTime(left) && isTime(right)) {
    return plain(left.name === "TIMESTAMP" || right.name === "TIMESTAMP" ? "TIMESTAMP" : "DATE", nullable);
  }
  const [time, other] = isTime(left) ? [left, right] : [right, left];
  const joins = isInteger(other) || other.name === "DECIMAL" || isInterval(other);
  return joins ? withNullable(time, nullable) : undefined;
}

/**
 * How two values are compared: `equal` takes a BOOLEAN with a number, `member` (IN) does not, `ordered` (`<`, BETWEEN) also
 * takes no complex values, `alike` (CONCAT) no DATE with a TIMESTAMP and no two kinds of INTERVAL.
 */
export type Comparison = "equal" | "member" | "ordered" | "alike";

export function areComparable(left: PlannedType, right: PlannedType, comparison: Comparison): boolean {
  for (const type of [left, right]) if (type.name === "UNKNOWN") return true;
  if (comparison === "ordered" && (left.name === "OTHER" || right.name === "OTHER")) return false;
  for (const type of [left, right]) if (type.name === "NULL") return true;
  if (left.name === "ARRAY" || right.name === "ARRAY") {
    if (left.element === undefined || right.element === undefined) return false;
    return comparison === "member" || (left.element.name === "OTHER") === (right.element.name === "OTHER");
  }
  if (left.name === "OTHER" || right.name === "OTHER") return left.name === right.name && left.stored === right.stored;
  if (isText(left) || isText(right)) return true;
  return comparableKind(left, comparison) === comparableKind(right, comparison);
}

function comparableKind(type: PlannedType, comparison: Comparison): string {
  if (isNumber(type)) return "number";
  if (type.name === "BOOLEAN") return comparison === "equal" ? "number" : "boolean";
  if (comparison === "alike") return type.name;
  if (isTime(type)) return "time";
  return isInterval(type) ? "interval" : type.name;
}

/**
 * What values become together where text is not converted: NVL, and the items of an ARRAY. Undefined where they are not of
 * one kind.
 */
export function sameType(left: PlannedType, right: PlannedType): PlannedType | undefined {
  if (left.name === "UNKNOWN" || right.name === "UNKNOWN") return UNKNOWN;
  if (left.name === "NULL") return withNullable(right, true);
  if (right.name === "NULL") return withNullable(left, true);
  const nullable = left.nullable || right.nullable;
  if (isText(left) && isText(right)) return caseType(left, right);
  if (isNumber(left) && isNumber(right)) return widerNumber(left, right);
  if (left.element !== undefined && right.element !== undefined) {
    const element = sameType(left.element, right.element);
    return element === undefined ? undefined : arrayOf(element, nullable);
  }
  if (left.name !== right.name || left.stored !== right.stored) return undefined;
  return withNullable(left, nullable);
}

/** As {@link sameType}, but Druid also puts whole numbers and times together. */
export function arrayItemType(left: PlannedType, right: PlannedType): PlannedType | undefined {
  const same = sameType(left, right);
  if (same !== undefined) return same;
  const whole = (type: PlannedType): boolean => isInteger(type) || type.name === "DECIMAL";
  const [time, other] = left.name === "TIMESTAMP" ? [left, right] : [right, left];
  return time.name === "TIMESTAMP" && whole(other) ? withNullable(time, left.nullable || right.nullable) : undefined;
}
