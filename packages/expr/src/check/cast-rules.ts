import { isInteger, isInterval, isNumber, isText, isTime, type PlannedType } from "./planned-type.ts";

/** Whether Druid's planner lets a value of one type be cast to another. */
export function canCast(from: PlannedType, to: PlannedType): boolean {
  if (from.name === "UNKNOWN" || from.name === "NULL") return true;
  if (from.name === "OTHER" || from.name === "TIME") return false;
  if (from.element !== undefined || to.element !== undefined) {
    if (from.element === undefined || to.element === undefined) return false;
    return from.element.name !== "OTHER" && canCast(from.element, to.element);
  }
  if (isInterval(from)) return isInteger(to) || to.name === "DECIMAL";
  if (isText(from) || isText(to)) return true;
  if (isNumber(from)) return to.name !== "DATE";
  if (from.name === "BOOLEAN") return to.name === "BOOLEAN";
  if (from.name === "TIMESTAMP") return isTime(to) || isNumber(to);
  return isTime(to);
}
