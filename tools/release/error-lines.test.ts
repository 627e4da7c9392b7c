import { expect, test } from "vitest";
import { errorLines } from "./error-lines.ts";

test.each([
  {
    what: "starfix check",
    given: "definitions/a.ts:12:6 - error column_type: x\n  12 |  (1,2): error \ndefinitions/a.ts:12:9 - error y: x\n",
    want: ["definitions/a.ts:12"],
  },
  {
    what: "tsc",
    given:
      "definitions/b.ts(3,1): error TS1: x\n  The last overload (1,2): error\ndefinitions/a.ts(12,10): error TS2: y\n",
    want: ["definitions/a.ts:12", "definitions/b.ts:3"],
  },
  { what: "a warning", given: "definitions/a.ts:12:6 - warning prefix_overlap: x\n", want: [] },
])("the lines of errors are found in what $what prints", ({ given, want }) => {
  expect(errorLines(given)).toEqual(want);
});
