import { refuse } from "./definition-error.ts";

/** It is part of a URL and of a file name. @see polaris-api.md 2.2: 1 to 64 ASCII letters, digits and `. _ -` */
const namePattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/;

/**
 * Tells whether a text can be the name of a connection or the id of a job: 1 to 64 ASCII letters, digits and the
 * characters `. _ -`, not beginning with a dot.
 *
 * @example
 * isName("demo-conn");
 * // => true
 */
export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** Checks the name of a connection or the id of a job. */
export function parseName(what: string, value: unknown): string {
  if (typeof value === "string" && isName(value)) return value;
  return refuse(what, "1 to 64 ASCII letters, digits and the characters . _ -, not beginning with a dot", value);
}
