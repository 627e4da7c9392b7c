import { isJsonObject, type JsonValue } from "../../load/json.ts";

/** The type of one JSON value, on one line. */
export function literalType(value: JsonValue): string {
  if (typeof value === "string") return stringLiteral(value);
  // JSON.parse returns Infinity for a number that is too large.
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "number";
  if (Array.isArray(value)) return `[${value.map(literalType).join(", ")}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${propertyKey(name)}: ${literalType(member)}`);
  return members.length === 0 ? "Record<string, never>" : `{ ${members.join("; ")} }`;
}

/** The key of a property in a TypeScript type. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** A string in double quotes, with all line terminators escaped. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
