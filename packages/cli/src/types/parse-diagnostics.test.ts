import { expect, test } from "vitest";
import { parseDiagnostics } from "./parse-diagnostics.ts";

test("what goes into detail stays with its error, and what is no error is left out", () => {
  const text = `definitions/my file (1).ts(3,7): error TS2322: Type '{ a: string; }' is not assignable to type 'X'.
  Types of property 'a' are incompatible.
    Type 'string' is not assignable to type 'number'.\r
error TS18003: No inputs were found in config file 'tsconfig.json'.

Found 2 errors.
`;
  expect(parseDiagnostics(text)).toEqual([
    {
      severity: "error",
      code: "TS2322",
      message: "Type '{ a: string; }' is not assignable to type 'X'.",
      detail: "Types of property 'a' are incompatible.\n  Type 'string' is not assignable to type 'number'.",
      place: { file: "definitions/my file (1).ts", line: 3, column: 7 },
    },
    {
      severity: "error",
      code: "TS18003",
      message: "No inputs were found in config file 'tsconfig.json'.",
      detail: null,
      place: undefined,
    },
  ]);
});

test("nothing is found in nothing", () => {
  expect(parseDiagnostics("")).toEqual([]);
  expect(parseDiagnostics("Version 7.0.2\n  indented\n")).toEqual([]);
});
