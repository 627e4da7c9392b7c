import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryStore } from "../memory/memory-store.ts";
import type { Jobs, Store } from "../store.ts";
import { createTestClock } from "./conformance-case.ts";
import { seededRandom } from "./runner-cases.ts";
import { type SimulationResult, simulateRunners } from "./simulate-runners.ts";

const FIXED_SEED = 13;

const settings = fc.record({
  seed: fc.integer(),
  runners: fc.integer({ min: 1, max: 5 }),
  tables: fc.integer({ min: 1, max: 10 }),
  jobs: fc.integer({ min: 1, max: 60 }),
  killed: fc.double({ min: 0, max: 0.4, noNaN: true }),
});

type Settings = typeof settings extends fc.Arbitrary<infer TSettings> ? TSettings : never;

function simulate({ seed, ...others }: Settings, change: (store: Store) => Store = (store) => store) {
  const clock = createTestClock();
  const store = change(createMemoryStore({ clock }));
  return simulateRunners({ store, clock, random: seededRandom(seed), ...others });
}

/** How often jobs were finished, and how often their rows were written: once. */
function countsOf({ committed, finished }: SimulationResult): readonly number[] {
  return [...new Set([...finished.values(), ...committed.values()])];
}

test("however many runners, tables and kills there are, each job runs once", async () => {
  await fc.assert(
    fc.asyncProperty(settings, async (drawn) => {
      const result = await simulate(drawn);
      expect([result.finished.size, result.committed.size, countsOf(result)]).toEqual([drawn.jobs, drawn.jobs, [1]]);
    }),
    { seed: FIXED_SEED, numRuns: 60 },
  );
});

/** A store with other jobs; its methods stay those of the store. */
function withJobs(store: Store, jobs: Partial<Jobs>): Store {
  const { jobs: own } = store;
  const bound: Jobs = {
    get: (key) => own.get(key),
    page: (query) => own.page(query),
    add: (key, record) => own.add(key, record),
    replaceIf: (key, revision, record) => own.replaceIf(key, revision, record),
    removeIf: (key, revision) => own.removeIf(key, revision),
    claim: (owner, leaseMs) => own.claim(owner, leaseMs),
    heartbeat: (claim, leaseMs) => own.heartbeat(claim, leaseMs),
    replaceClaimed: (claim, revision, record) => own.replaceClaimed(claim, revision, record),
    release: (claim) => own.release(claim),
    ...jobs,
  };
  return { ...store, jobs: bound };
}

const BUSY: Settings = { seed: FIXED_SEED, runners: 3, tables: 3, jobs: 200, killed: 0.1 };

test("a store that takes writes of old claims is found out", async () => {
  const careless = (store: Store) =>
    withJobs(store, {
      replaceClaimed: ({ jobId }, revision, record) => store.jobs.replaceIf(jobId, revision, record),
    });
  await expect(simulate(BUSY, careless)).rejects.toThrow("an old claim writes nothing");
});
