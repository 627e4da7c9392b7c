import type { ReturnRule } from "../catalogue/function-entry.ts";
import type { CallNode } from "../nodes.ts";
import { caseType, sameType, widerNumber } from "./combine-types.ts";
import {
  arrayOf,
  char,
  complex,
  fromCastType,
  fromSqlType,
  isApproximate,
  isInteger,
  isNumber,
  isText,
  type PlannedType,
  plain,
  UNKNOWN,
  withNullable,
} from "./planned-type.ts";

/** Applies a function's rule to the types of its arguments; undefined where the arguments do not go together. */
export function returnType(rule: ReturnRule, node: CallNode, args: readonly PlannedType[]): PlannedType | undefined {
  const first = args[0] ?? UNKNOWN;
  const second = args[1] ?? UNKNOWN;
  const nullable = args.some((arg) => arg.nullable);
  switch (rule) {
    case "SAME_AS_ARG1":
      return withNullable(first, true);
    case "SAME_AS_ARG2":
      return withNullable(second, true);
    case "NUMBER_OF_ARG1":
      return isText(first) ? plain("DECIMAL", nullable) : withNullable(first, nullable);
    case "INTEGER_OF_ARG1":
      return isText(first) ? plain("BIGINT", nullable) : withNullable(first, nullable);
    case "TEXT_OF_ARG1":
      if (first.name === "NULL") return first;
      return first.name === "CHAR" ? char(first.length ?? 1, nullable) : plain("VARCHAR", nullable);
    case "VALUE_OF_ARG1":
      return isNumber(first) || first.name === "CHAR" ? withNullable(first, true) : plain("VARCHAR");
    case "ELEMENT_OF_ARG1":
      return withNullable(first.element ?? first, nullable);
    case "ARRAY_OF_ARG1":
      return arrayOf(first, true);
    case "ARRAY_LIKE_ARG1":
    case "ARRAY_LIKE_ARG2": {
      const like = rule === "ARRAY_LIKE_ARG1" ? first : second;
      if (like.name === "ARRAY") return withNullable(like, nullable);
      return arrayOf(isText(like) ? like : plain("VARCHAR"), nullable);
    }
    case "COMMON_TYPE":
      return fold(args, caseType);
    case "SAME_TYPE":
      return fold(args, sameType);
    case "EXTREME":
      return extreme(args);
    case "NUMERIC_COMMON":
      return isNumber(first) && isNumber(second) ? widerNumber(first, second) : UNKNOWN;
    case "MOD":
      return modType(first, second, nullable);
    case "SUM":
      return plain(isInteger(first) ? "BIGINT" : "DOUBLE");
    case "RETURNING":
      return node.returning === undefined ? plain("VARCHAR") : fromCastType(node.returning, undefined, true);
    case "COMPLEX_NAMED":
      return typeof first.constant?.value === "string" ? complex(`COMPLEX<${first.constant.value}>`) : complex("OTHER");
    case "TIMESTAMPADD":
      return timestampAdd(node, args);
    case "TABLE":
      return UNKNOWN;
    case "OTHER":
      return complex("OTHER");
    case "INTEGER":
    case "TIME":
      return plain(rule, nullable);
    case "CHAR":
      return char(1, nullable);
    default:
      return withNullable(fromSqlType(rule), node.function === "COUNT" ? false : nullable || args.length === 0);
  }
}

function fold(
  args: readonly PlannedType[],
  join: (left: PlannedType, right: PlannedType) => PlannedType | undefined,
): PlannedType | undefined {
  let type = args[0];
  for (const arg of args.slice(1)) {
    if (type === undefined) return undefined;
    type = join(type, arg);
  }
  return type;
}

/** The first text among the arguments decides, a bare NULL too; else DOUBLE when any is not whole; times become BIGINT. */
function extreme(args: readonly PlannedType[]): PlannedType {
  let type = plain("NULL");
  for (const arg of args) {
    if (isText(arg) || arg.name === "NULL") return withNullable(arg, true);
    if (arg.name === "DECIMAL" || isApproximate(arg)) type = plain("DOUBLE");
    else if (arg.name !== "ARRAY" && arg.name !== "OTHER" && type.name === "NULL") type = plain("BIGINT");
  }
  return type;
}

/** Approximate numbers and text become DECIMAL first; of exact ones the second decides. */
function modType(first: PlannedType, second: PlannedType, nullable: boolean): PlannedType {
  const converts = (type: PlannedType): boolean => isApproximate(type) || isText(type);
  if (converts(first) || converts(second)) return plain("DECIMAL", nullable);
  if (second.name === "NULL") return second;
  const decimal = [first, second].some((type) => type.name === "DECIMAL" && type.length !== 0);
  return decimal ? plain("DECIMAL", nullable) : withNullable(second, nullable);
}

const SHORTER_THAN_A_DAY: ReadonlySet<string> = new Set(["SECOND", "MINUTE", "HOUR"]);

function timestampAdd(node: CallNode, args: readonly PlannedType[]): PlannedType {
  const [unit] = node.args;
  const time = args[2] ?? UNKNOWN;
  const nullable = args.some((arg) => arg.nullable);
  const within = unit?.kind === "unit" && SHORTER_THAN_A_DAY.has(unit.unit);
  return time.name === "DATE" && within ? plain("TIMESTAMP", nullable) : withNullable(time, nullable);
}
