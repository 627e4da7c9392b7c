import { expect, test } from "vitest";
import { days, hours, months } from "./spans.ts";

test("days are cut at midnight, in UTC", () => {
  expect(days("2026-02-27/P3D")).toEqual([
    { start: "2026-02-27", end: "2026-02-28", interval: "2026-02-27/2026-02-28", name: "2026-02-27" },
    { start: "2026-02-28", end: "2026-03-01", interval: "2026-02-28/2026-03-01", name: "2026-02-28" },
    { start: "2026-03-01", end: "2026-03-02", interval: "2026-03-01/2026-03-02", name: "2026-03-01" },
  ]);
  expect(days("2026-01-01/2026-02-01")).toHaveLength(31);
});

test("hours and months are cut alike", () => {
  expect(hours("2026-01-01T22:00:00Z/2026-01-02")).toEqual([
    {
      start: "2026-01-01T22:00:00Z",
      end: "2026-01-01T23:00:00Z",
      interval: "2026-01-01T22:00:00Z/2026-01-01T23:00:00Z",
      name: "2026-01-01T22",
    },
    {
      start: "2026-01-01T23:00:00Z",
      end: "2026-01-02T00:00:00Z",
      interval: "2026-01-01T23:00:00Z/2026-01-02T00:00:00Z",
      name: "2026-01-01T23",
    },
  ]);
  expect(months("2025-12-01/2026-03-01").map(({ name, interval }) => [name, interval])).toEqual([
    ["2025-12", "2025-12-01/2026-01-01"],
    ["2026-01", "2026-01-01/2026-02-01"],
    ["2026-02", "2026-02-01/2026-03-01"],
  ]);
});

test.each([
  ["half a day at the end", () => days("2026-01-01/2026-01-02T12:00:00Z"), "expected whole days in UTC"],
  ["half a day at the start", () => days("2026-01-01T12:00:00Z/2026-01-03"), "expected whole days in UTC"],
  ["half a month", () => months("2026-01-15/2026-02-15"), "expected whole months in UTC"],
  ["too many", () => hours("1900/2026"), "expected at most 100000 hours"],
  ["no interval", () => days("2026-01-01" as "/"), "invalid interval: expected start/end"],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});
