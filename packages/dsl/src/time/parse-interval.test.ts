import { expect, test } from "vitest";
import { parseInterval } from "./parse-interval.ts";

test.each(["2026-01-01/2026-02-01", "2026-01-31/P1M", "P1D/2026-03-01"])("%s is an interval", (text) => {
  expect(parseInterval(text)).toBe(text);
});

test.each([
  ["2026-01-01"],
  ["2026-01-01/"],
  ["2026-02-30/2026-03-01"],
  ["2026-13-01/2027-01-01"],
  ["2026-01-01T25:00/P1D"],
  ["2026-01-01/2026-01-02/2026-01-03"],
  ["P1D/P1D"],
  ["202601/2027"],
  ["yesterday/today"],
  [7],
])("%j is no interval", (value) => {
  expect(() => parseInterval(value)).toThrow(
    `invalid interval: expected start/end such as 2026-01-01/2026-02-01, received ${JSON.stringify(value)}`,
  );
});

test("an interval ends after it starts", () => {
  expect(() => parseInterval("2026-02-01/2026-01-01")).toThrow("with the end after the start");
  expect(() => parseInterval("2026-02-01/2026-02-01")).toThrow("with the end after the start");
});
