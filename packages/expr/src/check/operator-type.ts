import type { BinaryNode, UnaryNode } from "../nodes.ts";
import { isOfFamily } from "./argument-family.ts";
import { arithmeticType, sameType } from "./combine-types.ts";
import { compare, testType } from "./compare-types.ts";
import { isNull, nullComparison } from "./doubts/value-doubts.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { foldBinary } from "./fold-constant.ts";
import { expectBoolean, type InferContext, type Typed, typesDisagree, wrongType } from "./infer-context.ts";
import { char, isInterval, isText, isTime, type PlannedType, plain, UNKNOWN, withNullable } from "./planned-type.ts";
import { withFolded } from "./with-folded.ts";

export function typeOfUnary(node: UnaryNode, operand: PlannedType, context: InferContext): PlannedType {
  const part = { node: node.operand, type: operand };
  if (node.operator === "NOT") {
    expectBoolean("NOT", 1, part, context);
    return plain("BOOLEAN", operand.nullable);
  }
  if (operand.name === "UNKNOWN") return UNKNOWN;
  if (!isOfFamily(operand, "numberOrInterval")) {
    context.issues.push(wrongType("-", 1, "a number", part));
    return UNKNOWN;
  }
  const type = isText(operand) ? plain("DECIMAL", operand.nullable) : withNullable(operand, operand.nullable);
  const value = operand.constant?.value;
  return typeof value === "number" || typeof value === "bigint"
    ? withFolded(node, type, { value: -value }, [operand], context)
    : type;
}

export function typeOfBinary(
  node: BinaryNode,
  left: PlannedType,
  right: PlannedType,
  context: InferContext,
): PlannedType {
  switch (node.operator) {
    case "AND":
    case "OR":
      expectBoolean(node.operator, 1, { node: node.left, type: left }, context);
      expectBoolean(node.operator, 2, { node: node.right, type: right }, context);
      return plain("BOOLEAN", left.nullable || right.nullable);
    case "||":
      return typeOfConcatenation(node, left, right, context);
    case "+":
    case "-":
    case "*":
    case "/":
      return typeOfArithmetic(node, left, right, context);
    default: {
      const distinct = node.operator === "IS DISTINCT FROM" || node.operator === "IS NOT DISTINCT FROM";
      const equal = node.operator === "=" || node.operator === "<>" || (distinct && left.name === "OTHER");
      const comparison = equal ? "equal" : "ordered";
      const hasValue = compare(node.operator, left, { node: node.right, type: right }, context, comparison);
      if (!distinct && (isNull(node.left) || isNull(node.right))) context.doubts.push(nullComparison(node));
      return distinct ? plain("BOOLEAN", false) : testType([left, right], !hasValue);
    }
  }
}

function typeOfArithmetic(node: BinaryNode, left: PlannedType, right: PlannedType, context: InferContext): PlannedType {
  const type = arithmeticType(node.operator, left, right);
  if (type === undefined) {
    context.issues.push(arithmeticIssue(node, left, right));
    return UNKNOWN;
  }
  // A text that is read as a number may turn out to be none, and Druid plans for it.
  const folded = foldBinary(node, left, right, type);
  const lost = folded !== undefined && "value" in folded && folded.value === null;
  const planned = lost || isText(left) || isText(right) ? withNullable(type, true) : type;
  return withFolded(node, planned, folded, [left, right], context);
}

function arithmeticIssue(node: BinaryNode, left: PlannedType, right: PlannedType): ExprIssue {
  const unfit = (type: PlannedType): boolean => !isOfFamily(type, "anyNumber") && !isTime(type) && !isInterval(type);
  if (unfit(left)) return wrongType(node.operator, 1, "a number", { node: node.left, type: left });
  if (unfit(right)) return wrongType(node.operator, 2, "a number", { node: node.right, type: right });
  return typesDisagree(node.operator, left, right, node);
}

/** Texts, and whatever becomes text; arrays of one kind. Two CHARs stay a CHAR. */
function typeOfConcatenation(
  node: BinaryNode,
  left: PlannedType,
  right: PlannedType,
  context: InferContext,
): PlannedType {
  if (left.name === "UNKNOWN" || right.name === "UNKNOWN") return UNKNOWN;
  if (left.element !== undefined && (right.element !== undefined || right.name === "NULL")) {
    const joined = sameType(left, right);
    if (joined !== undefined) return joined;
  }
  const parts: readonly Typed[] = [
    { node: node.left, type: left },
    { node: node.right, type: right },
  ];
  for (const [index, part] of parts.entries()) {
    if (isOfFamily(part.type, "anyText")) continue;
    context.issues.push(wrongType("||", index + 1, "text (VARCHAR)", part));
    return plain("VARCHAR");
  }
  const nullable = left.nullable || right.nullable;
  const chars = left.name === "CHAR" && (right.name === "CHAR" || right.name === "NULL");
  const type = chars ? char((left.length ?? 0) + (right.length ?? 0), nullable) : plain("VARCHAR", nullable);
  return withFolded(node, type, undefined, [left, right], context);
}
