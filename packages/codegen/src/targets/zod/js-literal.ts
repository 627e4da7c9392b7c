import type { JsonValue } from "../../load/json.ts";

/** A JavaScript string literal. U+2028 and U+2029 are escaped, which JSON allows and older JavaScript does not. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return /[\u2028\u2029]/.test(quoted)
    ? quoted.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
    : quoted;
}

/** A pattern as a JavaScript expression, with the `u` flag if the pattern is valid with it. */
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

/** A scalar as a JavaScript literal. */
export function scalarText(value: string | number | boolean | null): string {
  return typeof value === "string" ? quote(value) : String(value);
}

/** A text that is the same for values that are equal by JSON Schema, like the helper `$key` of generated files. */
export function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** Members between brackets, one on each line, indented one level deeper than `indent`. */
export function block(open: string, members: readonly string[], close: string, indent: string): string {
  if (members.length === 0) return open + close;
  return `${open}\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}${close}`;
}
