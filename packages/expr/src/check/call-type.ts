import { findFunction } from "../catalogue/find-function.ts";
import { FUNCTIONS } from "../catalogue/functions.ts";
import type { CallNode } from "../nodes.ts";
import { checkCall } from "./check-call.ts";
import { closestName } from "./closest-name.ts";
import { caseType, sameType } from "./combine-types.ts";
import { addDoubts } from "./doubts/call-doubts.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { foldCall } from "./fold-constant.ts";
import { insteadOf } from "./foreign-functions.ts";
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
    context.issues.push(unknownFunction(node));
    return UNKNOWN;
  }
  const issues = checkCall(node, entry, args);
  if (issues.length > 0) {
    for (const issue of issues) context.issues.push(issue);
    const type = returnType(entry.returns, node, args);
    return type === undefined ? UNKNOWN : withNullable(type, true);
  }
  checkOwnRules(node, entry, args, context);
  if (entry.doubts !== undefined) addDoubts({ node, entry, args }, entry.doubts, context.doubts);
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

/** At its name, with what Druid has in its place, or the name that is nearest. */
function unknownFunction({ function: name, span }: CallNode): ExprIssue {
  const instead = insteadOf(name);
  const suggestion = instead === undefined ? closestName(name, FUNCTION_NAMES) : undefined;
  return {
    code: "unknown_function",
    function: name,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(instead === undefined ? {} : { advice: `write ${instead}` }),
    ...(span && { span: { start: span.start, end: Math.min(span.end, span.start + name.length) } }),
  };
}

function isEndless(node: CallNode, args: readonly PlannedType[], type: PlannedType): boolean {
  if ((node.function !== "GREATEST" && node.function !== "LEAST") || type.name !== "NULL") return false;
  return node.args.every(isConstant) && args.some((arg) => arg.name !== "NULL" && arg.constant !== undefined);
}
