import { expect, test } from "vitest";
import { findCycle } from "./find-cycle.ts";
import { isOlderThan } from "./is-older-than.ts";

test.each([
  { given: "1.2.0", range: "^1.4.0", want: true },
  { given: "1.4.0", range: "^1.4.0", want: false },
  { given: "2.0.0", range: "^1.4.0", want: false },
  { given: "1.4.0-next.1", range: ">=1.4.0", want: true },
  { given: "1.0.0", range: "^2.0.0 || ^1.0.0", want: false },
  { given: "0.9.0", range: "^2.0.0 || ^1.0.0", want: true },
  { given: "0.0.0", range: "*", want: false },
  { given: "0.0.0", range: "workspace:*", want: false },
  { given: "0.0.0", range: "<2.0.0", want: false },
  { given: "0.9.0", range: "1.x", want: true },
  { given: "1.3.9", range: "~1.4", want: true },
  { given: "1.4.0-next.1", range: "^1.4.0-next.2", want: true },
  { given: "none", range: "^1.0.0", want: false },
])("$given is older than $range: $want", ({ given, range, want }) => {
  expect(isOlderThan(given, range)).toBe(want);
});

test("a circle is found wherever it begins, and none where there is none", () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]));
  expect(findCycle(graph({ a: ["b"], b: ["c"], c: ["b"] }))).toEqual(["b", "c"]);
  expect(findCycle(graph({ a: ["b", "c"], b: ["c"], c: [] }))).toBeUndefined();
});
