import { expect, test } from "vitest";
import { parsePeriod } from "./parse-period.ts";

test.each(["P30D", "P1Y2M3W4D", "PT6H", "P1DT12H30M5S"])("%s is a period", (text) => {
  expect(parsePeriod("period", text)).toBe(text);
});

test.each([["P"], ["PT"], ["30D"], ["P1H"], ["PT1D"], ["p1d"], ["P-1D"], [30]])("%j is no period", (value) => {
  expect(() => parsePeriod("rejectLate", value)).toThrow(
    `invalid rejectLate: expected an ISO 8601 period such as P30D, received ${JSON.stringify(value)}`,
  );
});

test("a period of no length is refused", () => {
  expect(() => parsePeriod("period", "P0D")).toThrow("expected a period that is longer than nothing");
});
