import { refuse } from "../definition-error.ts";

/** @see the contract's TableName: no blank at either end, no dot in front, no slash, no control character, no emoji */
function faultOf(name: string): string | undefined {
  if (name.length === 0 || name.length > 255) return "1 to 255 characters";
  if (name.trim() !== name) return "no blank at either end";
  if (name.startsWith(".")) return "no dot in front";
  if (name.includes("/")) return "no slash";
  if (/[^\S ]|[\p{Cc}\p{Cs}\ufff0-\uffff]|[\u{10000}-\u{10ffff}]/u.test(name)) {
    return "no control character, no blank other than a space and no emoji";
  }
  return undefined;
}

/** Checks the name of a table. */
export function parseTableName(value: unknown): string {
  if (typeof value !== "string") return refuse("table", "a name of 1 to 255 characters such as Koalas", value);
  const fault = faultOf(value);
  return fault === undefined ? value : refuse("table", `a name with ${fault}, such as Koalas`, value);
}
