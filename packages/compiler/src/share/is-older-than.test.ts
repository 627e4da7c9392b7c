import { expect, test } from "vitest";
import { findCycle } from "./find-cycle.ts";
import { isOlderThan } from "./is-older-than.ts";

test.each([
  { given: "1.2.0", range: "^1.4.0", expected: true },
  { given: "1.4.0", range: "^1.4.0", expected: false },
  { given: "2.0.0", range: "^1.4.0", expected: false },
  { given: "1.4.0-next.1", range: ">=1.4.0", expected: true },
  { given: "1.0.0", range: "^2.0.0 || ^1.0.0", expected: false },
  { given: "0.9.0", range: "^2.0.0 || ^1.0.0", expected: true },
  { given: "0.0.0", range: "*", expected: false },
  { given: "0.0.0", range: "workspace:*", expected: false },
  { given: "0.0.0", range: "<2.0.0", expected: false },
  { given: "0.9.0", range: "1.x", expected: true },
  { given: "1.3.9", range: "~1.4", expected: true },
  { given: "1.4.0-next.1", range: "^1.4.0-next.2", expected: true },
  { given: "none", range: "^1.0.0", expected: false },
])("$given is older than $range: $expected", ({ given, range, expected }) => {
  expect(isOlderThan(given, range)).toBe(expected);
});

test("a circle is found wherever it begins, and none where there is none", () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]));
  expect(findCycle(graph({ a: ["b"], b: ["c"], c: ["b"] }))).toEqual(["b", "c"]);
  expect(findCycle(graph({ a: ["b", "c"], b: ["c"], c: [] }))).toBeUndefined();
});
