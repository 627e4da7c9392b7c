/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["client.size.jobs-and-connections", 12_000],
  ["client.size.all", 12_000],
  ["client.types.get", 25],
  ["client.types.create", 25],
  ["client.request.sequential", 1.15],
  ["client.request.concurrent", 1.15],
]);
