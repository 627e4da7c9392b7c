import type { Matcher } from "./matcher.ts";
import { compiledDefinition, describeValue } from "./received-definition.ts";

/** Compares the body with one that is written out. Asymmetric matchers stand for parts of it. */
export const toCompileTo: Matcher<[json: unknown]> = function (received, expected) {
  if (typeof expected !== "object" || expected === null) {
    throw new TypeError(`invalid toCompileTo: expected a JSON object, received ${describeValue(expected)}`);
  }
  const { what, artifact } = compiledDefinition("toCompileTo", received);
  const pass = this.equals(artifact.json, expected);
  return {
    pass,
    message: () =>
      pass
        ? `expected ${what} not to compile to this body:\n${this.utils.printExpected(artifact.json)}`
        : `expected ${what} to compile to another body:\n${this.utils.diff(expected, artifact.json) ?? ""}`,
    actual: artifact.json,
    expected,
  };
};
