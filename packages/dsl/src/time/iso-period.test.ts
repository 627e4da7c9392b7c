import { expect, test } from "vitest";
import { addPeriod, parsePeriod, readPeriod } from "./iso-period.ts";

test.each(["P30D", "P1Y2M3W4D", "PT6H", "P1DT12H30M5S", "PT0.5S", "P2000D"])("%s is a period", (text) => {
  if (text !== "PT0.5S") expect(parsePeriod("period", text)).toBe(text);
  expect(readPeriod(text)).toBeDefined();
});

test.each([["P"], ["PT"], ["30D"], ["P1H"], ["PT1D"], ["p1d"], ["P-1D"], [30]])("%j is no period", (value) => {
  expect(() => parsePeriod("rejectLate", value)).toThrow(
    `invalid rejectLate: expected an ISO 8601 period such as P30D, received ${JSON.stringify(value)}`,
  );
});

test("a period of no length is refused", () => {
  expect(() => parsePeriod("period", "P0D")).toThrow("expected a period that is longer than nothing");
});

test("months are counted in the calendar", () => {
  const month = readPeriod("P1M");
  if (!month) throw new Error("a month is a period");
  expect(new Date(addPeriod(Date.UTC(2024, 0, 31), month)).toISOString()).toBe("2024-02-29T00:00:00.000Z");
  expect(new Date(addPeriod(Date.UTC(2026, 2, 31), month, -1)).toISOString()).toBe("2026-02-28T00:00:00.000Z");
});
