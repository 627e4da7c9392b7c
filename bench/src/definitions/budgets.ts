/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["definitions.compile.10000", 60],
  ["definitions.fresh.10000", 60],
  ["definitions.compile.flat", 1.1],
  ["definitions.check.100", 0.35],
  ["definitions.check.1000", 1],
  ["definitions.watch.100", 100],
  ["definitions.memory.10000", 200],
]);
