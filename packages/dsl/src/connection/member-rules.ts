import { refuse } from "../definition-error.ts";

/** Throws unless the value is a text that matches the pattern. */
export function matches(what: string, pattern: RegExp, expected: string, value: unknown): void {
  if (typeof value !== "string" || !pattern.test(value)) refuse(what, expected, value);
}

/** Throws unless the value is a text that is not empty. */
export function hasText(what: string, expected: string, value: unknown): void {
  if (typeof value !== "string" || value === "") refuse(what, expected, value);
}

export function checkDescription(value: unknown): void {
  hasText("description", "text", value);
}
