import assert from "node:assert/strict";
import { type StoreCase, type StoreConformanceOptions, type StoreFactory, storeCase } from "./conformance-case.ts";
import { simulateRunners } from "./simulate-runners.ts";

/** Numbers from 0 to 1, the same ones each time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Several runners that share the jobs of one store. */
export function runnerCases(open: StoreFactory, options: StoreConformanceOptions): readonly StoreCase[] {
  const jobs = options.jobs ?? 1000;
  return [2, 3].map((runners) =>
    storeCase(open, `${runners} runners share the jobs, and each runs once whichever is killed`, async (opened) => {
      const { clock, store } = opened;
      const random = seededRandom(runners);
      const result = await simulateRunners({ store, clock, random, jobs, runners, tables: 7 });
      const counts = { finished: result.finished, committed: result.committed };
      for (const [what, count] of Object.entries(counts)) {
        assert.equal(count.size, jobs, what);
        assert.deepEqual([...new Set(count.values())], [1], what);
      }
      const statuses = await store.jobs.page({ limit: jobs, where: { executionStatus: ["completed"] } });
      assert.equal(statuses.items.length, jobs);
      assert.ok(result.killed > jobs / 20, `runners were killed: ${result.killed}`);
      assert.ok(result.refused > 0, "old claims tried to write");
    }),
  );
}
