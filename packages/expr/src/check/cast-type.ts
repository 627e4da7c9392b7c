import type { CastNode } from "../nodes.ts";
import { isOfFamily } from "./argument-family.ts";
import { canCast } from "./cast-rules.ts";
import { spanOf } from "./check-call.ts";
import { doubleOfText } from "./fold-constant.ts";
import { constantFails, type InferContext, isTimeText, noTime } from "./infer-context.ts";
import { describeType, fromCastType, isNumber, isText, isTime, type PlannedType } from "./planned-type.ts";
import { withFolded } from "./with-folded.ts";

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
  if (overflows(node, number)) context.issues.push(constantFails(node, `${number} has too many digits`));
  return withFolded(node, type, { value: isOfFamily(type, "integer") ? wholeOf(number) : number }, [], context);
}

/** Whether a constant has more digits than the DECIMAL that it is cast to; Druid counts those of constants only, up to 19. */
function overflows({ type, size }: CastNode, value: number): boolean {
  if (type !== "DECIMAL" || !Number.isFinite(value)) return false;
  const [digits = 19, scale = 0] = size ?? [];
  return Math.round(Math.abs(value) * 10 ** scale) >= 10 ** Math.min(digits, 19);
}

/** As Java narrows a double: NaN to 0, what is too large to the largest. */
function wholeOf(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.trunc(Math.min(Math.max(value, -(2 ** 63)), 2 ** 63));
}

/** A constant text is read while planning: one that is no number becomes NULL, one that is no time fails. */
function castText(node: CastNode, text: string, type: PlannedType, context: InferContext): PlannedType {
  if (isText(type)) return { ...type, constant: { value: text } };
  if (isTime(type)) {
    if (!isTimeText(text)) context.issues.push(noTime(node, text));
    return type;
  }
  if (!isNumber(type) && type.name !== "BOOLEAN") return type;
  const value = doubleOfText(text);
  if (value === null) return { ...type, constant: { value } };
  if (!isNumber(type)) return type;
  if (overflows(node, value)) context.issues.push(constantFails(node, `'${text}' has too many digits`));
  return withFolded(node, type, { value: isOfFamily(type, "integer") ? wholeOf(value) : value }, [], context);
}
