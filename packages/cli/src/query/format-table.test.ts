import { expect, test } from "vitest";
import { formatTable } from "./format-table.ts";

test("columns are aligned, numbers to the right, and a cell stays on its line", () => {
  const rows = [
    { city: "Perth", n: 12, note: null },
    { city: "Alice\nSprings", n: 3, note: "x" },
  ];
  expect(formatTable(rows)).toEqual([
    "city             n  note",
    "--------------  --  ----",
    "Perth           12  null",
    "Alice\\nSprings   3  x",
    "2 rows",
  ]);
});

test.each([
  [[], ["0 rows"]],
  [[{ n: 1 }], ["n", "-", "1", "1 row"]],
])("%j", (rows, want) => {
  expect(formatTable(rows)).toEqual(want);
});
