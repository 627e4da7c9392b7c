import { expect, test } from "vitest";
import { formatTable } from "./format-table.ts";
import { measuredRow, skippedRow } from "./result-row.ts";

test("a table shows budgets, ratios to peers, and what is missing", () => {
  const table = formatTable([
    measuredRow({ name: "a.wall", value: 2, unit: "s", budget: 3, min: 1.5, peers: { fast: 1, broken: null } }),
    measuredRow({ name: "a.memory", value: 600, unit: "MB", budget: 500, peers: { fast: 300 } }),
    skippedRow("b.wall", "s", undefined, "b.json is not there"),
  ]);
  expect(`\n${table}`).toMatchInlineSnapshot(`
    "
                ours   best    budget                  fast  broken
    a.wall       2 s  1.5 s     ≤ 3 s    ok     1 s (0.5 ×)  failed
    a.memory  600 MB         ≤ 500 MB  OVER  300 MB (0.5 ×)

            ours  best  budget
    b.wall     –

    b.wall: skipped: b.json is not there
    "
  `);
});
