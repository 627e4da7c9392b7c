import { areComparable, type Comparison } from "./combine-types.ts";
import { doubleOfText } from "./fold-constant.ts";
import { type InferContext, isTimeText, noTime, type Typed, typesDisagree } from "./infer-context.ts";
import { isNumber, isText, isTime, type PlannedType, plain } from "./planned-type.ts";

/**
 * Whether two values can be compared; a text that is compared with a time or a constant number is read as one. Gives false when
 * the answer is known to be NULL although neither side may be.
 */
export function compare(
  where: string,
  left: PlannedType,
  right: Typed,
  context: InferContext,
  comparison: Comparison,
): boolean {
  return !expectComparable(where, left, right, context, comparison) || isReadable(left, right, context);
}

export function expectComparable(
  where: string,
  left: PlannedType,
  right: Typed,
  context: InferContext,
  comparison: Comparison,
): boolean {
  const comparable = areComparable(left, right.type, comparison);
  if (!comparable) context.issues.push(typesDisagree(where, left, right.type, right.node));
  return comparable;
}

/** Whether a constant text can be read as the literal that it is compared with; anything else is checked at run time. */
export function isReadable(left: PlannedType, right: Typed, context: InferContext): boolean {
  const [text, other] = isText(left) ? [left, right.type] : [right.type, left];
  const value = text.constant?.value;
  if (!isText(text) || typeof value !== "string" || isText(other)) return true;
  if (isTime(other)) {
    if (!isTimeText(value)) context.issues.push(noTime(right.node, value));
    return true;
  }
  const now = other.name === "BOOLEAN" ? !other.nullable : isNumber(other) && other.constant?.literal === true;
  return !(now && doubleOfText(value) === null);
}

/** A test that may be NULL where a part may; `lost` when it is NULL although no part may be. */
export function testType(parts: readonly PlannedType[], lost: boolean): PlannedType {
  const nullable = parts.some((part) => part.nullable);
  return lost ? { ...plain("BOOLEAN", nullable), constant: { value: null } } : plain("BOOLEAN", nullable);
}
