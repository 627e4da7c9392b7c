import type { ArgumentFamily } from "../catalogue/function-entry.ts";
import { isInteger, isInterval, isNumber, isText, isTime, type PlannedType } from "./planned-type.ts";

/** A family in words, for messages. */
export const FAMILY_NAMES: Readonly<Record<ArgumentFamily, string>> = {
  text: "text (VARCHAR)",
  "text?": "text (VARCHAR)",
  nullableText: "text (VARCHAR)",
  anyText: "text (VARCHAR)",
  number: "a number",
  "number?": "a number",
  anyNumber: "a number",
  numberOrInterval: "a number",
  integer: "a whole number (BIGINT)",
  "integer?": "a whole number (BIGINT)",
  integerOrText: "a whole number (BIGINT)",
  textOrInteger: "text (VARCHAR) or a whole number (BIGINT)",
  digits: "a whole number (INTEGER)",
  count: "a whole number (BIGINT)",
  exact: "a whole number (BIGINT)",
  time: "a TIMESTAMP",
  "time?": "a TIMESTAMP",
  datetime: "a TIMESTAMP or a DATE",
  extractable: "a TIMESTAMP or a DATE",
  boolean: "a BOOLEAN",
  array: "an ARRAY",
  "array?": "an ARRAY",
  arrayLike: "an ARRAY or text (VARCHAR)",
  textOrArray: "text (VARCHAR) or an ARRAY",
  item: "text (VARCHAR) or a number",
  itemOrArray: "text (VARCHAR), a number or an ARRAY",
  countable: "text (VARCHAR), a number or a sketch",
  gathered: "anything but JSON",
  notComplex: "anything but a complex value",
  sketch: "a sketch",
  extremum: "a number or a TIMESTAMP",
};

/** Whether Druid takes a type for a family; asked of a real Druid 33 for each function and each type. */
export function isOfFamily(type: PlannedType, family: ArgumentFamily): boolean {
  const isNull = type.name === "NULL";
  switch (family) {
    case "text":
      return isText(type);
    case "text?":
    case "nullableText":
      return isText(type) || isNull;
    case "anyText":
      return isPlain(type) || isNull;
    case "number":
      return isNumber(type);
    case "number?":
      return isNumber(type) || isNull;
    case "anyNumber":
      return isNumber(type) || isText(type) || isNull;
    case "numberOrInterval":
      return isNumber(type) || isText(type) || isNull || isInterval(type);
    case "integer":
      return isInteger(type);
    case "integer?":
      return isInteger(type) || isNull;
    case "integerOrText":
      return isInteger(type) || isText(type) || isNull;
    case "count":
      return isInteger(type) || isText(type) || isNull;
    case "textOrInteger":
      return isText(type) || isInteger(type) || isNull;
    case "digits":
      return type.name === "INTEGER" || isText(type) || isNull;
    case "exact":
      return isInteger(type) || type.name === "DECIMAL";
    case "time":
      return type.name === "TIMESTAMP";
    case "time?":
      return type.name === "TIMESTAMP" || isNull;
    case "datetime":
      return isTime(type) || isNull;
    case "extractable":
      return isTime(type) || isInterval(type);
    case "boolean":
      return type.name === "BOOLEAN";
    case "array":
      return type.name === "ARRAY";
    case "array?":
      return type.name === "ARRAY" || isNull;
    case "arrayLike":
      return type.name === "ARRAY" || isText(type) || isNull;
    case "textOrArray":
      return type.name === "ARRAY" || isText(type);
    case "item":
      return isText(type) || isNumber(type) || isNull;
    case "itemOrArray":
      return isText(type) || isNumber(type) || isNull || type.name === "ARRAY";
    case "countable":
      return isPlain(type) || isNull || isSketch(type);
    case "gathered":
      return type.stored !== "COMPLEX<json>";
    case "notComplex":
      return isPlain(type) || isNull || type.name === "ARRAY";
    case "sketch":
      return isSketch(type);
    case "extremum":
      return isPlain(type) && !isText(type);
    default:
      throw new Error(`unexpected family: ${family satisfies never}`);
  }
}

/** One value that is no array, no complex value and no span of time. */
function isPlain(type: PlannedType): boolean {
  return isText(type) || isNumber(type) || isTime(type) || type.name === "BOOLEAN" || type.name === "TIME";
}

function isSketch(type: PlannedType): boolean {
  return type.name === "OTHER" && type.stored !== "COMPLEX<json>";
}
