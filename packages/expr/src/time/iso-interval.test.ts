import { expect, test } from "vitest";
import { readInstant, readInterval } from "./iso-interval.ts";

test.each([
  ["2026-01-01/2026-02-01", "2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"],
  ["2026/2027", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ["2026-01-31/P1M", "2026-01-31T00:00:00.000Z", "2026-02-28T00:00:00.000Z"],
  ["P1D/2026-03-01", "2026-02-28T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
  ["2026-01-01T06:30:00+02:00/PT1H30M", "2026-01-01T04:30:00.000Z", "2026-01-01T06:00:00.000Z"],
  ["2026-01-01T00:00:00.250Z/P1W", "2026-01-01T00:00:00.250Z", "2026-01-08T00:00:00.250Z"],
  ["2026-01-01T24:00/2026-01-03", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z"],
  ["-1000-01-01T00:00:00.000Z/5000-01-01T00:00:00.000Z", "-001000-01-01T00:00:00.000Z", "5000-01-01T00:00:00.000Z"],
])("%s is an interval", (text, start, end) => {
  const bounds = readInterval(text);
  expect(bounds && [new Date(bounds.start).toISOString(), new Date(bounds.end).toISOString()]).toEqual([start, end]);
});

test.each([
  "2026-01-01",
  "2026-01-01/",
  "2026-02-30/2026-03-01",
  "2026-13-01/2027-01-01",
  "2026-01-01T25:00/P1D",
  "2026-01-01/2026-01-02/2026-01-03",
  "P1D/P1D",
  "202601/2027",
  "yesterday/today",
])("%s is no interval", (text) => {
  expect(readInterval(text)).toBeUndefined();
});

test("a time without a zone is in UTC", () => {
  expect(readInstant("2026-01-01T00:00")).toBe(Date.UTC(2026, 0, 1));
  expect(readInstant("2026-01-01T00:00-05:00")).toBe(Date.UTC(2026, 0, 1, 5));
  expect(readInstant("2026-1-1")).toBeUndefined();
});
