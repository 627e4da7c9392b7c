/** What a row may come to, in its unit. Rows that are not here are shown for comparison only. */
export const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["server.start", 100],
  ["server.ingest.plain", 1.5],
  ["server.ingest.gz", 1.5],
  ["server.get.p99", 20],
  ["server.memory", 1000],
]);

/** GETs a second that a server must answer at least. */
export const LEAST_RATE = 2_000;
