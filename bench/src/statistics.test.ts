import { expect, test } from "vitest";
import { exponentOf, median } from "./statistics.ts";

test.each([
  { given: [3], want: 3 },
  { given: [9, 1, 5], want: 5 },
  { given: [4, 1, 2, 10], want: 3 },
])("the median of $given is $want", ({ given, want }) => {
  expect(median(given)).toBe(want);
});

test.each([0.5, 1, 2])("points of size to the power of %d have that exponent", (power) => {
  const points = [1, 2, 4, 8].map((size) => ({ size, cost: 7 * size ** power }));
  expect(exponentOf(points)).toBeCloseTo(power, 10);
});

test("one point that strays moves the exponent only in part", () => {
  const exponent = exponentOf([
    { size: 1, cost: 1 },
    { size: 2, cost: 3 },
    { size: 4, cost: 4 },
  ]);
  expect(exponent).toBeCloseTo(1, 10);
});

test.each([
  ["no values", () => median([])],
  ["one point", () => exponentOf([{ size: 1, cost: 1 }])],
  ["a cost of zero", () => exponentOf([1, 2].map((size) => ({ size, cost: 0 })))],
  ["one size twice", () => exponentOf([1, 1].map((size) => ({ size, cost: 1 })))],
])("%s is refused", (_, act) => {
  expect(act).toThrow(/^invalid (values|points): expected/);
});
