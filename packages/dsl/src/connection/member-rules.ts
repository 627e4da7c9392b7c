import { refuse } from "../definition-error.ts";

/** A rule for each member of the request, beyond the type of the contract. A rule throws. */
export type MemberRules<TProps> = { readonly [TKey in keyof TProps]?: (value: unknown) => void };

/** Checks one member of a request when it is set. */
export function checkMember<TProps>(rules: MemberRules<TProps>, key: keyof TProps, value: unknown): void {
  rules[key]?.(value);
}

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
