import type { ExprNode } from "@starfix/expr";
import { isExtractable } from "../functions/time-extract.ts";
import { parseTime } from "../functions/time-parse.ts";
import { bigintText, quoteText } from "../sql-text.ts";
import { compare } from "./compare.ts";
import { convert, requireCommonType, timestampLiteral } from "./convert.ts";
import { ceilSql, floorSql, type Period, parsePeriod, unitPeriod } from "./time-period.ts";
import {
  balanced,
  COMPUTED_TYPE,
  isNumber,
  leaf,
  made,
  madeDeep,
  refuseExpression,
  refuseFunction,
  signature,
  type Translated,
  USUAL_LEVELS,
  type ValueType,
} from "./translated.ts";

interface Call {
  readonly name: string;
  readonly args: readonly Translated[];
  readonly nodes: readonly ExprNode[];
}

type FunctionRule = (call: Call) => Translated;

/**
 * Every scalar function that is reproduced exactly, each with the argument types for which it is. All else is refused by
 * name. What is here is proved against the answers of a real Druid in `druid-truth.test.ts`.
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ["TIME_PARSE", fixed(["VARCHAR"], "TIMESTAMP", "starfix_time_parse")],
  ["MILLIS_TO_TIMESTAMP", retyped("BIGINT", "TIMESTAMP")],
  ["TIMESTAMP_TO_MILLIS", retyped("TIMESTAMP", "BIGINT")],
  ["TIME_FLOOR", periodFunction(floorSql)],
  ["TIME_CEIL", periodFunction(ceilSql)],
  ["FLOOR_TIME", unitFunction(1, 0, floorSql)],
  ["CEIL_TIME", unitFunction(1, 0, ceilSql)],
  ["DATE_TRUNC", unitFunction(0, 1, floorSql)],
  ["COALESCE", firstKnown],
  ["NVL", firstKnown],
  ["IFNULL", firstKnown],
  ["NULLIF", nullIf],
  ["UPPER", fixed(["VARCHAR"], "VARCHAR", "starfix_upper")],
  ["LOWER", fixed(["VARCHAR"], "VARCHAR", "starfix_lower")],
  ["LENGTH", fixed(["VARCHAR"], "BIGINT", "starfix_length")],
  ["CHAR_LENGTH", fixed(["VARCHAR"], "BIGINT", "starfix_length")],
  ["CHARACTER_LENGTH", fixed(["VARCHAR"], "BIGINT", "starfix_length")],
  ["STRLEN", fixed(["VARCHAR"], "BIGINT", "starfix_length")],
  ["REVERSE", fixed(["VARCHAR"], "VARCHAR", "starfix_reverse")],
  ["SUBSTRING", substring],
  ["SUBSTR", substring],
  ["LEFT", end("starfix_left")],
  ["RIGHT", end("starfix_right")],
  ["BTRIM", trimming("starfix_btrim")],
  ["TRIM", trimming("starfix_btrim")],
  ["LTRIM", trimming("starfix_ltrim")],
  ["RTRIM", trimming("starfix_rtrim")],
  ["REPLACE", replace],
  ["STRPOS", fixed(["VARCHAR", "VARCHAR"], "BIGINT", "starfix_position")],
  ["EXTRACT", extraction(0, 1)],
  ["TIME_EXTRACT", extraction(1, 0)],
  ["CONCAT", concat],
  ["TEXTCAT", concat],
]);

/** A function over fixed types that one of our own DuckDB functions answers. */
function fixed(parameters: readonly ValueType[], result: ValueType, name: string, mayFail = false): FunctionRule {
  return (call) => {
    requireTypes(call, parameters);
    const value = made(result, `${name}(${call.args.map((arg) => arg.sql).join(", ")})`, ...call.args);
    return mayFail ? { ...value, mayFail } : value;
  };
}

/** Only with a constant start and length of 1 or more: Druid fails on others, or takes a null for all of the text. */
function substring(call: Call): Translated {
  const [text] = call.args;
  const [textNode, start, length] = call.nodes;
  if (text?.type !== "VARCHAR" || textNode?.kind === "literal" || call.nodes.length > 3) return refuseSignature(call);
  const from = wholeLiteral(start);
  const count = length === undefined ? 2_147_483_647n : wholeLiteral(length);
  if (from === undefined || count === undefined || from < 1n || count < 1n) {
    return refuseArgument(call, "a start or a length that is no constant of 1 or more");
  }
  const sql = `starfix_substring(${text.sql}, ${bigintText(from)}, ${bigintText(count)})`;
  return { ...made("VARCHAR", sql, text), mayFail: true };
}

function wholeLiteral(node: ExprNode | undefined): bigint | undefined {
  return node?.kind === "literal" && node.type === "BIGINT" ? node.value : undefined;
}

/** `LEFT(text, count)`, `RIGHT(text, count)`. */
function end(name: string): FunctionRule {
  return (call) => {
    const [textNode, countNode] = call.nodes;
    const negative = countNode?.kind === "unary" || (wholeLiteral(countNode) ?? 0n) < 0n;
    if (textNode?.kind === "literal" || negative) return refuseArgument(call, "a constant text or a negative count");
    return fixed(["VARCHAR", "BIGINT"], "VARCHAR", name, true)(call);
  };
}

/** `TRIM(text [, characters])`; without characters, blanks. */
function trimming(name: string): FunctionRule {
  return (call) => {
    const [text, characters = leaf("VARCHAR", "' '")] = call.args;
    if (text === undefined || call.args.length > 2) return refuseSignature(call);
    if (!isPlainText(call.nodes[1])) return refuseArgument(call, "characters that are no constant of plain characters");
    return fixed(["VARCHAR", "VARCHAR"], "VARCHAR", name)({ ...call, args: [text, characters] });
  };
}

/** A constant without surrogate pairs, or nothing. */
function isPlainText(node: ExprNode | undefined): boolean {
  return (
    node === undefined || (node.kind === "literal" && node.type === "VARCHAR" && !/[\ud800-\udfff]/.test(node.value))
  );
}

function replace(call: Call): Translated {
  const [, from, to] = call.nodes;
  if (!isPlainText(from) || !isPlainText(to) || (from?.kind === "literal" && from.value === "")) {
    return refuseArgument(call, "a text that is empty or no constant of plain characters");
  }
  return fixed(["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", "starfix_replace")(call);
}

function extraction(unitAt: number, timeAt: number): FunctionRule {
  return (call) => {
    const time = call.args[timeAt];
    const unitNode = call.nodes[unitAt];
    if (time?.type !== "TIMESTAMP" || call.nodes.length !== 2) return refuseSignature(call);
    const unit =
      unitNode?.kind === "unit" ? unitNode.unit : unitNode?.kind === "literal" ? String(unitNode.value) : "given";
    if (!isExtractable(unit)) return refuseArgument(call, `the unit ${unit}`);
    return made("BIGINT", `starfix_extract(${time.sql}, ${quoteText(unit)})`, time);
  };
}

function retyped(from: ValueType, to: ValueType): FunctionRule {
  return (call) => {
    requireTypes(call, [from]);
    return made(to, call.args[0]?.sql ?? "", ...call.args);
  };
}

function requireTypes(call: Call, parameters: readonly ValueType[]): void {
  const fits =
    call.args.length === parameters.length && call.args.every((arg, index) => arg.type === parameters[index]);
  if (!fits) refuseSignature(call);
}

function refuseSignature(call: Call): never {
  const written = signature(call.name, call.args);
  return refuseFunction(call.name, `DuckDB cannot run ${written} exactly as Druid does`);
}

/** Levels of the SQL that rounds a time up. */
const PERIOD_LEVELS = 8;

type PeriodSql = (millis: string, period: Period) => string;

/** `TIME_FLOOR(time, period [, NULL [, 'UTC']])`. */
function periodFunction(sql: PeriodSql): FunctionRule {
  return (call) => {
    const [time] = call.args;
    const [, periodNode, origin, zone] = call.nodes;
    if (time?.type !== "TIMESTAMP") return refuseSignature(call);
    if (origin !== undefined && !isLiteral(origin, null)) refuseArgument(call, "an origin");
    if (zone !== undefined && !isLiteral(zone, "UTC") && !isLiteral(zone, "Etc/UTC"))
      refuseArgument(call, "a time zone");
    const text = periodNode?.kind === "literal" && periodNode.type === "VARCHAR" ? periodNode.value : undefined;
    const period = text === undefined ? undefined : parsePeriod(text);
    if (period === undefined) return refuseArgument(call, `the period ${text ?? "given"}`);
    return madeDeep(PERIOD_LEVELS, "TIMESTAMP", sql(time.sql, period), [time]);
  };
}

function unitFunction(unitAt: number, timeAt: number, sql: PeriodSql): FunctionRule {
  return (call) => {
    const time = call.args[timeAt];
    const unitNode = call.nodes[unitAt];
    if (time?.type !== "TIMESTAMP" || call.nodes.length !== 2) return refuseSignature(call);
    const unit =
      unitNode?.kind === "unit" ? unitNode.unit : unitNode?.kind === "literal" ? String(unitNode.value) : "given";
    const period = unitPeriod(unit);
    if (period === undefined) return refuseArgument(call, `the unit ${unit}`);
    return madeDeep(PERIOD_LEVELS, "TIMESTAMP", sql(time.sql, period), [time]);
  };
}

function refuseArgument(call: Call, what: string): never {
  return refuseFunction(call.name, `DuckDB cannot run ${call.name} with ${what} exactly as Druid does`);
}

function isLiteral(node: ExprNode, value: string | null): boolean {
  return node.kind === "literal" && node.value === value;
}

function firstKnown(call: Call): Translated {
  if (call.args.length === 0 || (call.name !== "COALESCE" && call.args.length !== 2)) return refuseSignature(call);
  const type = requireCommonType(call.name, call.args);
  return madeDeep(USUAL_LEVELS, type, `COALESCE(${call.args.map((arg) => convert(arg, type)).join(", ")})`, call.args);
}

function nullIf(call: Call): Translated {
  const [value, other] = call.args;
  if (value === undefined || other === undefined || call.args.length !== 2) return refuseSignature(call);
  const equal = compare("=", value, other);
  return made(value.type, `(CASE WHEN ${equal.sql} THEN NULL ELSE ${value.sql} END)`, equal);
}

/** Null when a part is null, unlike DuckDB's CONCAT. */
function concat(call: Call): Translated {
  return call.args.length === 0 ? refuseSignature(call) : concatenate(call.name, call.args);
}

export function concatenate(construct: string, parts: readonly Translated[]): Translated {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const texts = parts.map((part) => {
    if (part.type === "VARCHAR") return part.sql;
    if (part.type === "BIGINT" || part.type === "NULL") return `CAST(${part.sql} AS VARCHAR)`;
    return refuseExpression(
      construct,
      `${construct} over ${part.type} cannot be run exactly as Druid does; CAST it to VARCHAR`,
    );
  });
  const { sql, levels } = balanced("||", texts);
  return madeDeep(levels + 2, "VARCHAR", sql, parts);
}

/** `CAST(value AS type)`, for the pairs that are exact. */
export function cast(node: ExprNode, value: Translated, target: string): Translated {
  // Druid's planner computes a CAST of a constant, and drops a CAST inside a CAST to VARCHAR, each with other results.
  if (value.type === "VARCHAR" && node.kind === "literal" && target !== "VARCHAR" && target !== "TIMESTAMP") {
    return refuseCast("a constant text", target);
  }
  if (node.kind === "cast" && target === "VARCHAR") return refuseCast(`CAST(… AS ${node.type})`, target);
  const type = CAST_TARGETS[target];
  if (type === undefined) return refuseCast(value.type, target);
  if (value.type === "NULL") return made(type, `CAST(NULL AS ${COMPUTED_TYPE[type]})`, value);
  if (value.type === type) return value;
  if ((type === "DOUBLE" || type === "FLOAT") && isNumber(value.type)) {
    const double = `CAST(${value.sql} AS DOUBLE)`;
    return made(type, type === "FLOAT" ? `starfix_round_float(${double})` : double, value);
  }
  if (type === "BIGINT" && isNumber(value.type)) return madeDeep(5, type, truncated(value.sql), [value]);
  if (value.type === "VARCHAR" && (type === "DOUBLE" || type === "FLOAT")) {
    const double = `starfix_text_to_double(${value.sql})`;
    return made(type, type === "FLOAT" ? `starfix_round_float(${double})` : double, value);
  }
  if (value.type === "VARCHAR" && type === "BIGINT") return made(type, `starfix_text_to_long(${value.sql})`, value);
  if (type === "VARCHAR" && (value.type === "DOUBLE" || value.type === "FLOAT")) {
    return made(type, `starfix_double_to_text(${value.sql})`, value);
  }
  if (type === "VARCHAR" && value.type === "BIGINT") return made(type, `CAST(${value.sql} AS VARCHAR)`, value);
  if (type === "VARCHAR" && value.type === "BOOLEAN") {
    return made(type, `CAST(CAST(${value.sql} AS BIGINT) AS VARCHAR)`, value);
  }
  if (type === "TIMESTAMP" && value.type === "BIGINT") return made(type, value.sql, value);
  if (type === "TIMESTAMP" && value.type === "VARCHAR") {
    // Druid's planner computes the CAST of a constant and fails where a row would give null.
    if (node.kind === "literal" && node.type === "VARCHAR" && parseTime(node.value) === undefined) {
      refuseExpression("CAST", `CAST('${node.value}' AS TIMESTAMP): the text is not a time, which Druid refuses`);
    }
    return made(type, `starfix_time_parse(${value.sql})`, value);
  }
  return refuseCast(value.type, target);
}

const CAST_TARGETS: Readonly<Record<string, ValueType>> = {
  VARCHAR: "VARCHAR",
  BIGINT: "BIGINT",
  DOUBLE: "DOUBLE",
  FLOAT: "FLOAT",
  TIMESTAMP: "TIMESTAMP",
};

function refuseCast(from: string, to: string): never {
  return refuseExpression("CAST", `CAST from ${from} to ${to} cannot be run exactly as Druid does`);
}

/** Towards zero, NaN is 0, and what is too large is the largest, as Java casts a double to a long. */
function truncated(sql: string): string {
  const bound = "9223372036854775807::BIGINT";
  return `(CASE WHEN isnan(${sql}) THEN 0::BIGINT WHEN ${sql} >= 9223372036854775807::DOUBLE THEN ${bound} WHEN ${sql} <= -9223372036854775808::DOUBLE THEN '-9223372036854775808'::BIGINT ELSE CAST(trunc(${sql}) AS BIGINT) END)`;
}

/** A text that stands beside a time is read as a time by Druid's planner. */
export function asTimestamp(node: ExprNode): Translated | undefined {
  if (node.kind !== "literal" || node.type !== "VARCHAR") return undefined;
  const millis = timestampLiteral(node.value);
  return millis === undefined ? undefined : leaf("TIMESTAMP", bigintText(millis));
}
