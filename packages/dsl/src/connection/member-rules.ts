import { refuse } from "../definition-error.ts";

/** One rule a member of the request; the contract says of most only that they are text. A rule throws. */
export type MemberRules<TProps> = { readonly [TKey in keyof TProps]?: (value: unknown) => void };

/** Checks one member of a request, at the call that gives it. */
export function checkMember<TProps>(rules: MemberRules<TProps>, key: keyof TProps, value: unknown): void {
  rules[key]?.(value);
}

/** Refuses what is no text of a pattern. */
export function matches(what: string, pattern: RegExp, expected: string, value: unknown): void {
  if (typeof value !== "string" || !pattern.test(value)) refuse(what, expected, value);
}

/** Refuses what is no text, and the empty one. */
export function hasText(what: string, expected: string, value: unknown): void {
  if (typeof value !== "string" || value === "") refuse(what, expected, value);
}

export function checkDescription(value: unknown): void {
  hasText("description", "text", value);
}
