import { expect, test } from "vitest";
import { failedRow, measuredRow, skippedRow } from "./result-row.ts";

test("a row within its budget is ok, and figures have four digits", () => {
  expect(
    measuredRow({
      name: "a.wall",
      value: 1.23456,
      unit: "s",
      budget: 2,
      min: 1.00001,
      peers: { other: 9.87654, broken: null },
    }),
  ).toEqual({
    name: "a.wall",
    value: 1.235,
    unit: "s",
    budget: 2,
    ok: true,
    peers: { other: 9.877, broken: null },
    min: 1,
  });
});

test.each([
  { given: { value: 2.001, budget: 2 }, want: false },
  { given: { value: 2, budget: 2 }, want: true },
  { given: { value: 1.04, budget: 1, noise: 0.05 }, want: true },
  { given: { value: 1.06, budget: 1, noise: 0.05 }, want: false },
  { given: { value: 100 }, want: null },
])("$given is ok: $want", ({ given, want }) => {
  expect(measuredRow({ name: "a", unit: "s", ...given }).ok).toBe(want);
});

test("a row without a figure says why, and only a failure breaks the budget", () => {
  expect(skippedRow("a", "s", 2, "no such file")).toEqual({
    name: "a",
    value: null,
    unit: "s",
    budget: 2,
    ok: null,
    peers: {},
    notes: ["skipped: no such file"],
  });
  expect(failedRow("a", "s", undefined, "exit 1", { other: 3 })).toMatchObject({
    value: null,
    ok: false,
    peers: { other: 3 },
    notes: ["failed: exit 1"],
  });
});
