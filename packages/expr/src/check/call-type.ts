import { findFunction } from "../catalogue/find-function.ts";
import { FUNCTIONS } from "../catalogue/functions.ts";
import type { CallNode } from "../nodes.ts";
import { checkCall, spanOf } from "./check-call.ts";
import { closestName } from "./closest-name.ts";
import { caseType, sameType } from "./combine-types.ts";
import { doubtsOfCall } from "./doubts/call-doubts.ts";
import { foldCall } from "./fold-constant.ts";
import type { InferContext } from "./infer-context.ts";
import { isConstant } from "./is-constant.ts";
import { checkOwnRules, disagree } from "./own-rules.ts";
import { type PlannedType, UNKNOWN, withNullable } from "./planned-type.ts";
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
  const issues = checkCall(node, entry, args);
  if (issues.length > 0) {
    for (const issue of issues) context.issues.push(issue);
    const type = returnType(entry.returns, node, args);
    return type === undefined ? UNKNOWN : withNullable(type, true);
  }
  checkOwnRules(node, entry, args, context);
  if (entry.doubts !== undefined) context.doubts.push(...doubtsOfCall({ node, entry, args }));
  const type = returnType(entry.returns, node, args);
  if (type === undefined) {
    disagree(node, entry.returns === "SAME_TYPE" ? sameType : caseType, args, context);
    return UNKNOWN;
  }
  if (isEndless(node, args, type)) {
    context.unfit.set(node, "Druid's planner never ends with a bare NULL among constants");
  }
  return withFolded(node, type, foldCall(node, args), args, context);
}

function isEndless(node: CallNode, args: readonly PlannedType[], type: PlannedType): boolean {
  if ((node.function !== "GREATEST" && node.function !== "LEAST") || type.name !== "NULL") return false;
  return node.args.every(isConstant) && args.some((arg) => arg.name !== "NULL" && arg.constant !== undefined);
}
