import { findFunction } from "../catalogue/find-function.ts";
import { FUNCTIONS } from "../catalogue/functions.ts";
import type { CallNode } from "../nodes.ts";
import { isOfFamily } from "./argument-family.ts";
import { checkCall, spanOf } from "./check-call.ts";
import { closestName } from "./closest-name.ts";
import { caseType, sameType } from "./combine-types.ts";
import { compare } from "./compare-types.ts";
import { foldCall } from "./fold-constant.ts";
import {
  constantFails,
  type InferContext,
  invalidLiteral,
  isConstant,
  typesDisagree,
  wrongType,
} from "./infer-context.ts";
import { isSpanUnit, SPAN_UNIT_NAMES, typeOfLiteral } from "./literal-type.ts";
import { isInterval, isText, type PlannedType, UNKNOWN, withNullable } from "./planned-type.ts";
import { returnType } from "./return-type.ts";
import { withFolded } from "./with-folded.ts";

const FUNCTION_NAMES: readonly string[] = FUNCTIONS.map((one) => one.name);

export function typeOfCall(node: CallNode, args: readonly PlannedType[], context: InferContext): PlannedType {
  const entry = findFunction(node.function);
  if (entry === undefined) {
    const suggestion = closestName(node.function, FUNCTION_NAMES);
    const issue = { function: node.function, ...(suggestion === undefined ? {} : { suggestion }) };
    context.issues.push({ code: "unknown_function", ...issue, ...spanOf(node) });
    return UNKNOWN;
  }
  const faults = checkCall(node, entry, args);
  if (faults.length > 0) {
    context.issues.push(...faults);
    const type = returnType(entry.returns, node, args);
    return type === undefined ? UNKNOWN : withNullable(type, true);
  }
  checkOwnRules(node, args, context);
  const type = returnType(entry.returns, node, args);
  if (type === undefined) {
    disagree(node, entry.returns === "SAME_TYPE" ? sameType : caseType, args, context);
    return UNKNOWN;
  }
  if (isEndless(node, args, type)) {
    context.issues.push(constantFails(node, "Druid's planner never ends with a bare NULL among constants"));
  }
  return withFolded(node, type, foldCall(node, args), args, context);
}

/** What one function asks and no other, so that no family says it. */
function checkOwnRules(node: CallNode, args: readonly PlannedType[], context: InferContext): void {
  const [, second] = node.args;
  switch (node.function) {
    case "FLOOR_TIME":
    case "CEIL_TIME":
      if (second?.kind === "unit" && !isSpanUnit(second.unit)) {
        const name = node.function === "FLOOR_TIME" ? "FLOOR" : "CEIL";
        context.issues.push(invalidLiteral(name, 2, SPAN_UNIT_NAMES, second.unit, second));
      }
      return;
    case "NULLIF":
      if (second !== undefined && args[0] !== undefined && args[1] !== undefined) {
        compare("NULLIF", args[0], { node: second, type: args[1] }, context, false);
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
}

/** Text takes anything plain beside it; without a text all must be of one kind. */
function checkConcat(node: CallNode, args: readonly PlannedType[], context: InferContext): void {
  for (const [index, arg] of node.args.entries()) {
    const type = args[index] ?? UNKNOWN;
    if (type.name === "UNKNOWN" || isInterval(type) || isOfFamily(type, "anyText")) continue;
    context.issues.push(wrongType("CONCAT", index + 1, "text (VARCHAR)", { node: arg, type }));
    return;
  }
  if (!args.some(isText)) disagree(node, sameType, args, context);
}

/** Names the first two arguments that do not go together. */
function disagree(node: CallNode, join: typeof sameType, args: readonly PlannedType[], context: InferContext): void {
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

function isEndless(node: CallNode, args: readonly PlannedType[], type: PlannedType): boolean {
  if ((node.function !== "GREATEST" && node.function !== "LEAST") || type.name !== "NULL") return false;
  return node.args.every(isConstant) && args.some((arg) => arg.name !== "NULL" && arg.constant !== undefined);
}
