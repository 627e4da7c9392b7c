import { expect, test } from "vitest";
import { addPeriod, readPeriod } from "./iso-period.ts";

const nothing = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };

test.each([
  ["P30D", { days: 30 }],
  ["P1Y2M3W4D", { years: 1, months: 2, weeks: 3, days: 4 }],
  ["PT6H", { hours: 6 }],
  ["P1DT12H30M5S", { days: 1, hours: 12, minutes: 30, seconds: 5 }],
  ["P2000D", { days: 2000 }],
])("%s is a period", (text, parts) => {
  expect(readPeriod(text)).toEqual({ ...nothing, ...parts });
});

test("a part of a second is read as no time", () => {
  expect(readPeriod("PT0.5S")).toEqual(nothing);
});

test.each(["P", "PT", "30D", "P1H", "PT1D", "p1d", "P-1D"])("%s is no period", (text) => {
  expect(readPeriod(text)).toBeUndefined();
});

test("months are counted in the calendar", () => {
  const month = readPeriod("P1M");
  if (!month) throw new Error("a month is a period");
  expect(new Date(addPeriod(Date.UTC(2024, 0, 31), month)).toISOString()).toBe("2024-02-29T00:00:00.000Z");
  expect(new Date(addPeriod(Date.UTC(2026, 2, 31), month, -1)).toISOString()).toBe("2026-02-28T00:00:00.000Z");
});
