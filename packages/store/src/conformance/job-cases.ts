import assert from "node:assert/strict";
import type { JobRecord } from "../records/job-record.ts";
import type { Claim, ClaimedJob, Store } from "../store.ts";
import { updateRecord } from "../update-record.ts";
import { type StoreCase, type StoreFactory, storeCase } from "./conformance-case.ts";
import { sampleJob } from "./sample-records.ts";

const LEASE = 10_000;

/** Adds jobs named like `<id>:<table>`. */
async function addJobs(store: Store, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [id = "", table = ""] = name.split(":");
    await store.jobs.add(id, sampleJob(id, table));
  }
}

async function claim(store: Store, owner = "one"): Promise<ClaimedJob> {
  const claimed = await store.jobs.claim(owner, LEASE);
  assert.ok(claimed, `${owner} has a job to claim`);
  return claimed;
}

async function claimedIds(store: Store, count: number): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await store.jobs.claim("one", LEASE))?.claim.jobId);
  return ids;
}

/** Nothing that a claim permits is done for this one. */
async function assertInvalid(store: Store, old: Claim): Promise<void> {
  const before = await store.jobs.get(old.jobId);
  assert.equal(await store.jobs.heartbeat(old, LEASE), undefined);
  const record = sampleJob(old.jobId, "written with an old claim");
  assert.equal(await store.jobs.replaceClaimed(old, before?.revision ?? 1, record), undefined);
  await store.jobs.release(old);
  assert.deepEqual(await store.jobs.get(old.jobId), before);
}

/** Claims, leases and fences. */
export function jobCases(open: StoreFactory): readonly StoreCase[] {
  return [
    storeCase(open, "the oldest unfinished job is claimed first, each once", async ({ store, clock }) => {
      assert.equal(await store.jobs.claim("one", LEASE), undefined);
      await addJobs(store, "z:t1", "a:t2", "m:t3");
      const ended = ["completed", "failed", "canceled", "idle", "suspended", "unknown"] as const;
      for (const executionStatus of ended) {
        await store.jobs.add(executionStatus, sampleJob(executionStatus, "t", { executionStatus }));
      }
      await store.jobs.add("running", sampleJob("running", "t5", { executionStatus: "running" }));
      const { claim: first, job } = await claim(store);
      assert.deepEqual(job, { key: "z", revision: 1, record: sampleJob("z", "t1") });
      assert.equal(first.jobId, "z");
      assert.equal(first.owner, "one");
      assert.ok(first.fence >= 1);
      assert.equal(first.expires, clock().getTime() + LEASE);
      assert.deepEqual(await claimedIds(store, 4), ["a", "m", "running", undefined]);
      assert.deepEqual(await store.jobs.get("z"), job);
    }),

    storeCase(open, "claimers at once get different jobs", async ({ store }) => {
      const ids = Array.from({ length: 12 }, (_, index) => `job ${index}`);
      for (const id of ids) await store.jobs.add(id, sampleJob(id, `table of ${id}`));
      const claimed = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.jobs.claim(`owner ${index}`, LEASE)),
      );
      const found = claimed.flatMap((one) => (one === undefined ? [] : [one.claim.jobId]));
      assert.deepEqual(found.sort(), [...ids].sort());
    }),

    storeCase(open, "one held job writes a table; those behind it wait in order", async ({ store }) => {
      await addJobs(store, "a:koalas", "b:koalas", "c:Koalas", "d:koalas", "e:emus");
      const { claim: first, job } = await claim(store);
      assert.deepEqual(await claimedIds(store, 3), ["c", "e", undefined]);
      await store.jobs.replaceClaimed(first, job.revision, { ...job.record, executionStatus: "completed" });
      assert.deepEqual(await claimedIds(store, 2), ["b", undefined]);
    }),

    storeCase(open, "claimers at once do not share a table", async ({ store }) => {
      const ids = Array.from({ length: 10 }, (_, index) => `job ${index}`);
      for (const id of ids) await store.jobs.add(id, sampleJob(id, "koalas"));
      const claimed = await Promise.all(ids.map((owner) => store.jobs.claim(owner, LEASE)));
      assert.deepEqual(
        claimed.flatMap((one) => (one === undefined ? [] : [one.claim.jobId])),
        ["job 0"],
      );
    }),

    storeCase(open, "jobs that name no table do not wait for each other", async ({ store }) => {
      const request = { type: "sql", query: "…" } as const;
      for (const id of ["a", "b"]) await store.jobs.add(id, sampleJob(id, "", { request }));
      for (const id of ["c", "d"]) await store.jobs.add(id, sampleJob(id, "", { request, targetTable: "koalas" }));
      assert.deepEqual(await claimedIds(store, 4), ["a", "b", "c", undefined]);
    }),

    storeCase(open, "a job is free again when its lease has ended", async ({ store, clock }) => {
      await addJobs(store, "a:koalas", "b:koalas");
      const { claim: old } = await claim(store, "one");
      clock.pass(LEASE - 1);
      assert.equal(await store.jobs.claim("two", LEASE), undefined);
      clock.pass(1);
      await assertInvalid(store, old);
      const { claim: taken } = await claim(store, "two");
      assert.equal(taken.jobId, "a");
      assert.ok(taken.fence > old.fence, "the fence grows");
      await assertInvalid(store, old);
      assert.equal(await store.jobs.claim("three", LEASE), undefined);
      assert.ok(await store.jobs.heartbeat(taken, LEASE), "the new claim is valid");
    }),

    storeCase(open, "a heartbeat starts the lease anew", async ({ store, clock }) => {
      await addJobs(store, "a:koalas");
      const { claim: first, job } = await claim(store, "one");
      clock.pass(LEASE - 1);
      const second = await store.jobs.heartbeat(first, LEASE);
      assert.deepEqual(second, { ...first, expires: clock().getTime() + LEASE });
      clock.pass(LEASE - 1);
      assert.equal(await store.jobs.claim("two", LEASE), undefined);
      // The lease is the store's: a claim from before the heartbeat is the same claim.
      assert.equal(await store.jobs.replaceClaimed(first, job.revision, job.record), 2);
      clock.pass(1);
      await assertInvalid(store, second ?? first);
    }),

    storeCase(open, "a claim of another owner, job or fence is not valid", async ({ store }) => {
      await addJobs(store, "a:koalas", "b:emus");
      const { claim: first } = await claim(store, "one");
      await assertInvalid(store, { ...first, owner: "two" });
      await assertInvalid(store, { ...first, fence: first.fence + 1 });
      await assertInvalid(store, { ...first, jobId: "b" });
      assert.equal(await store.jobs.heartbeat({ ...first, jobId: "none" }, LEASE), undefined);
      assert.equal(await store.jobs.replaceClaimed({ ...first, jobId: "none" }, 1, sampleJob("none")), undefined);
      assert.ok(await store.jobs.heartbeat(first, LEASE), "the claim itself is valid");
    }),

    storeCase(open, "a released job can be claimed at once, and its old claim writes nothing", async ({ store }) => {
      await addJobs(store, "a:koalas");
      const { claim: first } = await claim(store, "one");
      await store.jobs.release(first);
      await assertInvalid(store, first);
      const { claim: second } = await claim(store, "one");
      assert.ok(second.fence > first.fence, "the fence grows");
      await assertInvalid(store, first);
      assert.ok(await store.jobs.heartbeat(second, LEASE), "the new claim is valid");
    }),

    storeCase(open, "a finished job ends its claim, and stays as it is", async ({ store }) => {
      await addJobs(store, "a:koalas", "b:koalas");
      const { claim: held, job } = await claim(store);
      const running: JobRecord = { ...job.record, executionStatus: "running", attempt: 1 };
      assert.equal(await store.jobs.replaceClaimed(held, 1, running), 2);
      assert.equal(await store.jobs.replaceClaimed(held, 2, { ...running, executionStatus: "failed" }), 3);
      await assertInvalid(store, held);
      assert.deepEqual(await claimedIds(store, 2), ["b", undefined]);
    }),

    storeCase(open, "the holder finds a wish to cancel that another wrote", async ({ store }) => {
      await addJobs(store, "a:koalas");
      const { claim: held, job } = await claim(store, "one");
      const wish = { desiredExecutionStatus: "canceled" } as const;
      await updateRecord(store.jobs, "a", (record) => ({ ...record, ...wish }));
      const progress = { ...job.record, progress: 0.5 };
      assert.equal(await store.jobs.replaceClaimed(held, job.revision, progress), undefined);
      const now = await store.jobs.get("a");
      assert.deepEqual(now, { key: "a", revision: 2, record: { ...job.record, ...wish } });
      const canceled = { ...job.record, ...wish, executionStatus: "canceled" } as const;
      assert.equal(await store.jobs.replaceClaimed(held, 2, canceled), 3);
      assert.deepEqual((await store.jobs.get("a"))?.record, canceled);
    }),

    storeCase(open, "a job that another finished or removed is lost to its holder", async ({ store }) => {
      await addJobs(store, "a:koalas", "b:emus");
      const { claim: first, job } = await claim(store);
      const { claim: second } = await claim(store);
      assert.equal(await store.jobs.replaceIf("a", 1, { ...job.record, executionStatus: "canceled" }), 2);
      await assertInvalid(store, first);
      assert.equal(await store.jobs.removeIf("b", 1), true);
      await assertInvalid(store, second);
      await addJobs(store, "b:emus");
      await assertInvalid(store, second);
      const { claim: third } = await claim(store);
      assert.equal(third.jobId, "b");
      await assertInvalid(store, second);
    }),

    storeCase(open, "the holder and another writer at once do not both win", async ({ store }) => {
      await addJobs(store, "a:koalas");
      const { claim: held, job } = await claim(store);
      for (let revision = 1; revision <= 10; revision += 1) {
        const [held1, other] = await Promise.all([
          store.jobs.replaceClaimed(held, revision, { ...job.record, progress: 0.1 }),
          store.jobs.replaceIf("a", revision, { ...job.record, progress: 0.2 }),
        ]);
        assert.notEqual(held1, other);
        const found = await store.jobs.get("a");
        assert.deepEqual([found?.revision, found?.record.progress], [revision + 1, held1 === undefined ? 0.2 : 0.1]);
      }
    }),
  ];
}
