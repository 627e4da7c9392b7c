import type { CastNode } from "../nodes.ts";
import { isOfFamily } from "./argument-family.ts";
import { canCast } from "./cast-rules.ts";
import { spanOf } from "./check-call.ts";
import { doubleOfText, isTimeText } from "./fold-constant.ts";
import { constantFails, type InferContext } from "./infer-context.ts";
import { describeType, fromCastType, isNumber, isText, isTime, type PlannedType } from "./planned-type.ts";

export function typeOfCast(node: CastNode, operand: PlannedType, context: InferContext): PlannedType {
  const type = fromCastType(node.type, node.size, operand.nullable);
  if (!canCast(operand, type)) {
    context.issues.push({ code: "invalid_cast", from: describeType(operand), to: node.type, ...spanOf(node) });
    return type;
  }
  const { constant } = operand;
  if (constant === undefined) return type;
  if (constant.value === null) return { ...type, constant };
  if (typeof constant.value === "string") return castText(node, constant.value, type, context);
  if (!isNumber(type) || typeof constant.value === "boolean") return type;
  const number = Number(constant.value);
  return { ...type, constant: { value: isOfFamily(type, "integer") ? Math.trunc(number) : number } };
}

/** A constant text is read while planning: one that is no number becomes NULL, one that is no time fails. */
function castText(node: CastNode, text: string, type: PlannedType, context: InferContext): PlannedType {
  if (isText(type)) return { ...type, constant: { value: text } };
  if (isTime(type)) {
    if (!isTimeText(text)) context.issues.push(constantFails(node, `'${text}' is no time of ISO 8601`));
    return type;
  }
  if (!isNumber(type) && type.name !== "BOOLEAN") return type;
  const value = doubleOfText(text);
  if (value === null) return { ...type, constant: { value } };
  if (!isNumber(type)) return type;
  if (isOfFamily(type, "integer")) return { ...type, constant: { value: Math.trunc(value) } };
  if (Number.isFinite(value)) return { ...type, constant: { value } };
  context.issues.push(constantFails(node, `'${text}' is no finite number`));
  return type;
}
