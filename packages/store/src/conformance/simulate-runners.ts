import assert from "node:assert/strict";
import { isUnfinished, type JobRecord } from "../records/job-record.ts";
import type { Claim, Store } from "../store.ts";
import type { TestClock } from "./conformance-case.ts";
import { sampleJob } from "./sample-records.ts";

const LEASE = 10_000;

export interface RunnerSimulation {
  readonly store: Store;
  /** The clock of the store. */
  readonly clock: TestClock;
  /** Gives numbers from 0 (included) to 1. */
  readonly random: () => number;
  readonly jobs: number;
  readonly runners: number;
  /** Tables that the jobs write. */
  readonly tables: number;
  /** Share of the steps in which a runner stops for good, in the middle of whatever it does. @default 0.05 */
  readonly killed?: number;
}

/** What was seen of the runs. */
export interface SimulationResult {
  /** How often each job was finished, by its id. */
  readonly finished: ReadonlyMap<string, number>;
  /** How often rows of each job were written, by its id. */
  readonly committed: ReadonlyMap<string, number>;
  /** Runners that stopped for good. */
  readonly killed: number;
  /** Claims of killed runners that tried to write afterwards, and were refused. */
  readonly refused: number;
}

/** What all runners share: runs outlive their runner, or vanish with it. */
interface Cluster {
  readonly runs: Map<string, "running" | "ended">;
  readonly writers: Map<string, string>;
  readonly committed: Map<string, number>;
}

interface Runner {
  readonly owner: string;
  held: { claim: Claim; revision: number; record: JobRecord; runId: string | undefined } | undefined;
}

/**
 * Lets several runners share the jobs of one store, step by step in random order. Runners are killed at random and replaced;
 * their claims try to write later. Settles when every job is finished; rejects when a table has two writers at once.
 */
export async function simulateRunners(simulation: RunnerSimulation): Promise<SimulationResult> {
  const { clock, jobs, killed = 0.05, random, store, tables } = simulation;
  for (let index = 0; index < jobs; index += 1) {
    await store.jobs.add(`job-${index}`, sampleJob(`job-${index}`, `table-${index % tables}`));
  }
  const cluster: Cluster = { runs: new Map(), writers: new Map(), committed: new Map() };
  const finished = new Map<string, number>();
  const dead: Claim[] = [];
  let started = 0;
  let refused = 0;
  const start = (): Runner => {
    started += 1;
    return { owner: `runner ${started}`, held: undefined };
  };
  const runners = Array.from({ length: simulation.runners }, start);

  while (finished.size < jobs) {
    const place = Math.floor(random() * runners.length);
    const runner = runners[place] ?? start();
    clock.pass(Math.floor(random() * 500));
    if (random() < killed) {
      const { held } = runner;
      if (held !== undefined) dead.push(held.claim);
      // A run of the embedded engine ends with its process; that of a cluster stays.
      if (held?.runId !== undefined && random() < 0.5 && cluster.runs.get(held.runId) === "running") {
        cluster.runs.delete(held.runId);
      }
      runners[place] = start();
      if (random() < 0.5) clock.pass(LEASE);
    } else {
      const ended = await step(runner, simulation, cluster);
      if (ended !== undefined) finished.set(ended, (finished.get(ended) ?? 0) + 1);
    }
    refused += await wake(store, clock, dead, random);
  }
  return { finished, committed: cluster.committed, killed: started - runners.length, refused };
}

/** One step of a runner; the id of the job that it finished. */
async function step(
  runner: Runner,
  { clock, random, store }: RunnerSimulation,
  cluster: Cluster,
): Promise<string | undefined> {
  const { held } = runner;
  if (held === undefined) {
    const claimed = await store.jobs.claim(runner.owner, LEASE);
    if (claimed === undefined) {
      clock.pass(LEASE / 10);
      return undefined;
    }
    const { claim, job } = claimed;
    const runId = job.record.attempt === 0 ? undefined : `${job.key}.${job.record.attempt}`;
    runner.held = { claim, revision: job.revision, record: job.record, runId };
    return undefined;
  }
  if (random() < 0.5 && (await store.jobs.heartbeat(held.claim, LEASE)) === undefined) {
    runner.held = undefined;
    return undefined;
  }
  const state = held.runId === undefined ? undefined : cluster.runs.get(held.runId);
  if (state === undefined) return await begin(runner, store, cluster);
  if (state === "running") {
    advance(held.runId ?? "", held.record, cluster, random);
    return undefined;
  }
  const record: JobRecord = { ...held.record, executionStatus: "completed" };
  const revision = await store.jobs.replaceClaimed(held.claim, held.revision, record);
  runner.held = undefined;
  return revision === undefined ? undefined : held.claim.jobId;
}

/** Writes the number of the next attempt, then starts it. */
async function begin(runner: Runner, store: Store, cluster: Cluster): Promise<undefined> {
  const { held } = runner;
  assert.ok(held);
  const attempt = held.record.attempt + 1;
  const record: JobRecord = { ...held.record, executionStatus: "running", attempt };
  const revision = await store.jobs.replaceClaimed(held.claim, held.revision, record);
  if (revision === undefined) {
    runner.held = undefined;
    return;
  }
  const runId = `${held.claim.jobId}.${attempt}`;
  runner.held = { ...held, revision, record, runId };
  cluster.runs.set(runId, "running");
}

/** A run commits its rows and its end at once. */
function advance(runId: string, record: JobRecord, { committed, runs, writers }: Cluster, random: () => number): void {
  assert.ok("target" in record.request);
  const table = record.request.target.tableName;
  const writer = writers.get(table);
  assert.ok(writer === undefined || writer === record.id, `${table} is written by ${writer} and ${record.id} at once`);
  writers.set(table, record.id);
  if (random() < 0.5) return;
  runs.set(runId, "ended");
  writers.delete(table);
  committed.set(record.id, (committed.get(record.id) ?? 0) + 1);
}

/** A killed runner that was only slow tries to finish its job after its lease: the number of writes that were refused. */
async function wake(store: Store, clock: TestClock, dead: Claim[], random: () => number): Promise<number> {
  if (dead.length === 0 || random() < 0.8) return 0;
  const [claim] = dead.splice(Math.floor(random() * dead.length), 1);
  if (claim === undefined) return 0;
  const now = clock().getTime();
  const job = await store.jobs.get(claim.jobId);
  assert.ok(job);
  // Before the end of its lease the claim may be valid: it is asked again later.
  if (now < claim.expires + LEASE && isUnfinished(job.record)) {
    dead.push(claim);
    return 0;
  }
  const record: JobRecord = { ...job.record, executionStatus: "failed" };
  assert.equal(await store.jobs.replaceClaimed(claim, job.revision, record), undefined, "an old claim writes nothing");
  return 1;
}
