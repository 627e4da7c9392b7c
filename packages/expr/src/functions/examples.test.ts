import { expect, test } from "vitest";
import * as functions from "./index.ts";
import { documentedExamples, documentedNames } from "./testing/documented-examples.ts";
import { evaluate } from "./testing/evaluate.ts";

test("every example of a docstring gives what it says", () => {
  expect(documentedExamples.length).toBeGreaterThan(230);
  const results = evaluate(documentedExamples.map((one) => one.expression)).map(String);
  const wanted = evaluate(documentedExamples.map((one) => one.want));
  const wrong = documentedExamples.filter((_, index) => results[index] !== wanted[index]);
  expect(wrong).toEqual([]);
});

test("every function has a docstring with an example", () => {
  expect(documentedNames.filter((one) => !one.documented)).toEqual([]);
  // Classes have theirs on their methods.
  const values = Object.keys(functions).filter((name) => !["CaseExpr", "Interval"].includes(name));
  expect(documentedNames.map((one) => one.name).sort()).toEqual(values.sort());
});
