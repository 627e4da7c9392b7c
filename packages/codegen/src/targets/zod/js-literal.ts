import type { JsonValue } from "../../load/json.ts";

/** A string as JavaScript, on one line for every parser: JSON allows two line terminators that JavaScript once did not. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return /[\u2028\u2029]/.test(quoted)
    ? quoted.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
    : quoted;
}

/** A pattern as JavaScript. It is read with the `u` flag unless that flag refuses what the engine takes without it. */
export function regExpText(pattern: string): string {
  return `new RegExp(${quote(pattern)}${isUnicodePattern(pattern) ? ', "u"' : ""})`;
}

function isUnicodePattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

export function isScalar(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

/** A scalar as JavaScript. */
export function scalarText(value: string | number | boolean | null): string {
  return typeof value === "string" ? quote(value) : String(value);
}

/** One text for all values that JSON Schema calls equal. The helper `$key` of generated files does the same. */
export function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** Lines of members between brackets, one level deeper than `indent`. */
export function block(open: string, members: readonly string[], close: string, indent: string): string {
  if (members.length === 0) return open + close;
  return `${open}\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}${close}`;
}
