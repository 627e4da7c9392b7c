import { type JsonValue, WholeDouble } from "@starfix/engine";

/** What a value is for Druid's readers. */
export type ValueKind = "text" | "whole" | "double" | "boolean" | "object" | "list";

/** A kind in words. */
export const kindWords: Readonly<Record<ValueKind, string>> = {
  text: "text",
  whole: "whole number",
  double: "number with a fraction",
  boolean: "true or false",
  object: "object",
  list: "list",
};

export function kindOf(value: Exclude<JsonValue, null>): ValueKind {
  switch (typeof value) {
    case "string":
      return "text";
    case "boolean":
      return "boolean";
    case "bigint":
      return "whole";
    case "number":
      return Number.isInteger(value) ? "whole" : "double";
    default:
      if (value instanceof WholeDouble) return "double";
      return Array.isArray(value) ? "list" : "object";
  }
}

const MAX_LONG = 2n ** 63n - 1n;

/** The number that a text spells without a loss: no leading zero, no comma, within 64 bits. */
export function numberKind(text: string): "whole" | "double" | undefined {
  if (/^-?(?:0|[1-9]\d*)$/.test(text)) {
    if (text.length < 19) return "whole";
    const whole = BigInt(text);
    return whole <= MAX_LONG && whole >= -MAX_LONG - 1n ? "whole" : undefined;
  }
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? "double" : undefined;
}

/** A value as a message shows it: short, on one line. */
export function shownValue(value: JsonValue): string {
  const plain = JSON.stringify(value, (_key, part) => {
    if (typeof part === "bigint") return Number(part);
    return part instanceof WholeDouble ? part.value : part;
  });
  const text = typeof value === "bigint" ? String(value) : plain;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
