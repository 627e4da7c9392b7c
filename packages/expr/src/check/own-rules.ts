import type { FunctionEntry } from "../catalogue/function-entry.ts";
import { isOperator } from "../is-operator.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { spanOf } from "./check-call.ts";
import type { sameType } from "./combine-types.ts";
import { compare, expectComparable } from "./compare-types.ts";
import { findAggregate } from "./find-aggregate.ts";
import { type InferContext, invalidLiteral, typesDisagree, wrongType } from "./infer-context.ts";
import { isConstant } from "./is-constant.ts";
import { expectedLiteral } from "./literal-content.ts";
import { isSpanUnit, SPAN_UNIT_NAMES, typeOfLiteral } from "./literal-type.ts";
import { isText, isTime, type PlannedType, UNKNOWN } from "./planned-type.ts";

const NOT_OF_DATES: ReadonlySet<string> = new Set(["MILLISECOND", "EPOCH", "DOW", "DOY", "ISODOW"]);

/** Rules of single functions, which no family of arguments expresses. */
export function checkOwnRules(
  node: CallNode,
  entry: FunctionEntry,
  args: readonly PlannedType[],
  context: InferContext,
): void {
  if (entry.overAggregates) checkSketches(node, entry, args, context);
  const [first, second] = node.args;
  switch (node.function) {
    case "JSON_VALUE":
      if (node.returning !== "FLOAT ARRAY") return;
      misplaced("FLOAT ARRAY", "JSON_VALUE gives none; write RETURNING DOUBLE ARRAY", node);
      return;
    case "DS_TUPLE_DOUBLES": {
      const size = node.args.length > 2 ? node.args.at(-1) : undefined;
      if (size?.kind !== "literal") return;
      const expected = expectedLiteral("tupleSize", size);
      if (expected === undefined) return;
      context.issues.push(invalidLiteral(node.function, node.args.length, expected, printExpr(size), size));
      return;
    }
    case "MV_TO_ARRAY":
      if (first === undefined || first.kind === "column") return;
      misplaced("MV_TO_ARRAY", "Druid takes the bare name of a column here; write STRING_TO_ARRAY or ARRAY[…]", first);
      return;
    case "POSITION":
      if (first === undefined || !isOperator(first)) return;
      misplaced("operator", "before the IN of POSITION Druid reads none; write STRPOS(text, part)", first);
      return;
    case "COUNT":
      if (!node.distinct || args[0]?.stored !== "COMPLEX<json>" || first === undefined) return;
      context.issues.push(wrongType("COUNT(DISTINCT …)", 1, "anything but JSON", { node: first, type: args[0] }));
      return;
    case "APPROX_COUNT_DISTINCT_DS_HLL":
    case "APPROX_COUNT_DISTINCT_DS_THETA":
      if (first === undefined || args[0] === undefined || second === undefined) return;
      if (args[0].name !== "BOOLEAN" && !isTime(args[0])) return;
      context.issues.push(wrongType(node.function, 1, "text (VARCHAR) or a number", { node: first, type: args[0] }));
      return;
    case "ROUND":
      // Of a constant the digits are worked out too, and must be a number by then.
      if (first === undefined || second === undefined || args[1] === undefined || !isConstant(first)) return;
      if (!isText(args[1]) && args[1].name !== "NULL") return;
      context.issues.push(wrongType("ROUND", 2, "a whole number (INTEGER)", { node: second, type: args[1] }));
      return;
    case "TIMESTAMPADD":
      if (first?.kind !== "unit" || args[2]?.name !== "DATE" || !NOT_OF_DATES.has(first.unit)) return;
      context.issues.push(invalidLiteral("TIMESTAMPADD", 1, "a unit that a DATE has", first.unit, first));
      return;
    case "FLOOR_TIME":
    case "CEIL_TIME":
      if (second?.kind === "unit" && !isSpanUnit(second.unit)) {
        const name = node.function === "FLOOR_TIME" ? "FLOOR" : "CEIL";
        context.issues.push(invalidLiteral(name, 2, SPAN_UNIT_NAMES, second.unit, second));
      }
      return;
    case "NULLIF":
      if (second !== undefined && args[0] !== undefined && args[1] !== undefined) {
        compare("NULLIF", args[0], { node: second, type: args[1] }, context, "equal");
      }
      return;
    case "CONCAT":
      checkConcat(node, args, context);
      return;
    case "JSON_OBJECT":
      for (const [index, key] of node.args.entries()) {
        if (index % 2 === 1 || key.kind !== "literal" || key.type === "VARCHAR" || key.type === "NULL") continue;
        const type = typeOfLiteral(key);
        context.issues.push(wrongType("JSON_OBJECT", index + 1, "text (VARCHAR)", { node: key, type }));
      }
      return;
    default:
  }

  function misplaced(value: string, advice: string, place: ExprNode): void {
    context.issues.push({ code: "misplaced_value", value, advice, ...spanOf(place) });
  }
}

/** Each argument must go with the one before it; alone it may be anything. */
function checkConcat(node: CallNode, args: readonly PlannedType[], context: InferContext): void {
  for (const [index, right] of node.args.entries()) {
    const left = args[index - 1];
    const type = args[index];
    if (left === undefined || type === undefined) continue;
    if (!expectComparable("CONCAT", left, { node: right, type }, context, "alike")) return;
  }
}

/** Sketches are worked out of aggregates; what else a function of them takes, such as a size, must be a literal. */
function checkSketches(
  node: CallNode,
  entry: FunctionEntry,
  args: readonly PlannedType[],
  context: InferContext,
): void {
  const combines = entry.returns.startsWith("COMPLEX<");
  const made = combines && node.args.some((arg) => findAggregate(arg) !== undefined);
  for (const [index, arg] of node.args.entries()) {
    if (index > 0 && !combines) {
      if (entry.maxArgs === null && !isNumberLiteral(arg)) {
        context.issues.push({ code: "literal_expected", function: node.function, position: index + 1, ...spanOf(arg) });
      }
    } else if (findAggregate(arg) === undefined && !(made && arg.kind === "literal")) {
      const part = { node: arg, type: args[index] ?? UNKNOWN };
      context.issues.push(wrongType(node.function, index + 1, "a sketch that an aggregate makes", part));
    }
  }
}

function isNumberLiteral(node: ExprNode): boolean {
  return node.kind === "literal" && (node.type === "BIGINT" || node.type === "DOUBLE");
}

/** Names the first two arguments that do not go together. */
export function disagree(
  node: CallNode,
  join: typeof sameType,
  args: readonly PlannedType[],
  context: InferContext,
): void {
  let left = args[0] ?? UNKNOWN;
  for (const [index, right] of args.entries()) {
    if (index === 0) continue;
    const joined = join(left, right);
    if (joined === undefined) {
      context.issues.push(typesDisagree(node.function, left, right, node.args[index] ?? node));
      return;
    }
    left = joined;
  }
}
