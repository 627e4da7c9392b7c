import { isJsonObject } from "../load/json.ts";

/** A text that is the same for equal JSON values, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "null";
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

/** A value for messages; a long one is cut. */
export function showJson(value: unknown): string {
  const text = canonicalJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** A list of values for messages. */
export function showList(values: readonly unknown[]): string {
  const shown = values.slice(0, 5).map(showJson).join(", ");
  return values.length > 5 ? `${shown} and ${values.length - 5} more` : shown;
}
