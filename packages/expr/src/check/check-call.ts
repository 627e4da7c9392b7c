import type { ArgumentFamily, FunctionEntry, LiteralContent } from "../catalogue/function-entry.ts";
import type { CallNode, ExprNode, LiteralNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { parseTimePattern } from "../time/time-pattern.ts";
import { FAMILY_NAMES, isOfFamily } from "./argument-family.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { isConstant } from "./is-constant.ts";
import { expectedLiteral } from "./literal-content.ts";
import { describeType, isInteger, isNumber, isText, type PlannedType } from "./planned-type.ts";
import { spanInText } from "./span-in-text.ts";

/** Aggregates that Druid runs over distinct values. */
const TAKES_DISTINCT: ReadonlySet<string> = new Set(
  `COUNT ARRAY_AGG ARRAY_CONCAT_AGG STRING_AGG LISTAGG APPROX_COUNT_DISTINCT EARLIEST LATEST`.split(" "),
);

/** Issues of one call, apart from those of its arguments. */
export function checkCall(node: CallNode, entry: FunctionEntry, args: readonly PlannedType[]): readonly ExprIssue[] {
  const place = spanOf(node);
  if (entry.kind === "table" || entry.kind === "window") {
    return [{ code: "misplaced_function", function: node.function, kind: entry.kind, ...place }];
  }
  if (entry.since !== undefined) {
    return [{ code: "unknown_function", function: node.function, since: entry.since, ...place }];
  }
  const issues: ExprIssue[] = [];
  const { aggregate } = entry;
  if (node.distinct && !TAKES_DISTINCT.has(node.function)) {
    issues.push({ code: "misplaced_modifier", function: node.function, modifier: "DISTINCT", aggregate, ...place });
  }
  if (!aggregate && node.filter !== undefined) {
    issues.push({ code: "misplaced_modifier", function: node.function, modifier: "FILTER", aggregate, ...place });
  }
  if (args.length < entry.minArgs || (entry.maxArgs !== null && args.length > entry.maxArgs)) {
    const { minArgs, maxArgs, signature } = entry;
    const count = { minArgs, maxArgs, received: args.length, signature };
    issues.push({ code: "wrong_arity", function: node.function, ...count, ...place });
    return issues;
  }
  for (const [index, arg] of node.args.entries()) {
    const type = args[index];
    const issue = type && checkArgument(node, entry, index, arg, type);
    if (issue !== undefined) issues.push(issue);
  }
  if (issues.length === 0) issues.push(...checkNumbers(node));
  return issues;
}

function checkArgument(
  node: CallNode,
  entry: FunctionEntry,
  index: number,
  arg: ExprNode,
  type: PlannedType,
): ExprIssue | undefined {
  const at = { function: node.function, position: index + 1 };
  if (arg.kind === "star" && node.function !== "COUNT") {
    return { code: "misplaced_value", value: "*", advice: "only COUNT takes a star", ...spanOf(arg) };
  }
  const family = entry.takes?.[index];
  if (family && type.name !== "UNKNOWN" && !isOfFamily(type, family)) {
    const received = describeType(type);
    const advice = argumentAdvice(entry, family, type, arg);
    const issue = { ...at, expected: FAMILY_NAMES[family], received, ...(advice === undefined ? {} : { advice }) };
    return { code: "wrong_argument_type", ...issue, ...spanOf(arg) };
  }
  if (entry.literalArgs?.includes(index) && !isLiteral(arg)) {
    return { code: "literal_expected", ...at, ...spanOf(arg) };
  }
  const content = entry.literals?.[index];
  if (content === undefined || arg.kind !== "literal") return undefined;
  const expected = expectedLiteral(content, arg);
  if (expected === undefined) return undefined;
  return { code: "invalid_literal", ...at, expected, received: printExpr(arg), ...placeOf(content, arg) };
}

/** How a value of one type becomes one of the family, where that is plain. */
function argumentAdvice(
  { returns }: FunctionEntry,
  family: ArgumentFamily,
  type: PlannedType,
  arg: ExprNode,
): string | undefined {
  const shown = printExpr(arg);
  switch (family) {
    case "integer":
    case "integer?":
    case "exact":
      return isNumber(type) || isText(type) ? `write CAST(${shown} AS BIGINT)` : undefined;
    case "text":
    case "text?":
      if (returns === "TIMESTAMP" && isInteger(type)) return `write MILLIS_TO_TIMESTAMP(${shown})`;
      return isNumber(type) ? `write CAST(${shown} AS VARCHAR)` : undefined;
    case "time":
    case "time?":
      if (isText(type)) return `write TIME_PARSE(${shown})`;
      return isInteger(type) ? `write MILLIS_TO_TIMESTAMP(${shown})` : undefined;
    default:
      return undefined;
  }
}

/** Of a pattern, the letters that are wrong. */
function placeOf(content: LiteralContent, arg: LiteralNode): Pick<ExprNode, "span"> {
  if (content !== "timePattern" || arg.type !== "VARCHAR") return spanOf(arg);
  const read = parseTimePattern(arg.value);
  return "error" in read ? spanInText(arg, read.error) : spanOf(arg);
}

/** Numbers that Druid looks at while planning: places in a text. */
function checkNumbers(node: CallNode): readonly ExprIssue[] {
  const [text, start, length] = node.args;
  const constant = text !== undefined && isConstant(text);
  switch (node.function) {
    case "SUBSTRING":
    case "SUBSTR":
      if (constant) return atLeast(1n, node, 2, start);
      return atLeast(1n, node, 3, length);
    case "LEFT":
    case "RIGHT":
      return constant ? atLeast(0n, node, 2, start) : [];
    default:
      return [];
  }
}

const MOST = 2n ** 31n - 1n;

function atLeast(least: bigint, node: CallNode, position: number, arg: ExprNode | undefined): readonly ExprIssue[] {
  if (arg?.kind !== "literal" || arg.type !== "BIGINT" || (arg.value >= least && arg.value <= MOST)) return [];
  const issue = {
    function: node.function,
    position,
    expected: `a whole number from ${least}`,
    received: `${arg.value}`,
  };
  return [{ code: "invalid_literal", ...issue, ...spanOf(arg) }];
}

/** A literal, or a cast, a negation or an array of literals. */
function isLiteral(node: ExprNode): boolean {
  if (node.kind === "literal") return true;
  if (node.kind === "cast" || node.kind === "unary") return isLiteral(node.operand);
  return node.kind === "array" && node.items.every(isLiteral);
}

export function spanOf(node: ExprNode): Pick<ExprNode, "span"> {
  return node.span === undefined ? {} : { span: node.span };
}
