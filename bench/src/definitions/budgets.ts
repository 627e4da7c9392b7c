/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["definitions.compile.floor", 1.35],
  ["definitions.compile.flat", 1.1],
  ["definitions.check.100", 0.3],
  ["definitions.check.1000", 0.75],
  ["definitions.watch.100", 80],
  ["definitions.memory.10000", 150],
]);
