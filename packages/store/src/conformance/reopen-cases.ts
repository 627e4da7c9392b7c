import assert from "node:assert/strict";
import { allRecords } from "../all-records.ts";
import { type StoreCase, type StoreFactory, storeCase } from "./conformance-case.ts";
import { sampleConnection, sampleJob, sampleKey, sampleTable } from "./sample-records.ts";

const LEASE = 10_000;

/** What is there after the store was closed and opened again. */
export function reopenCases(open: StoreFactory): readonly StoreCase[] {
  return [
    storeCase(open, "every kind of records is kept when the store is opened again", async ({ store, reopen }) => {
      await store.connections.add("c", sampleConnection("c"));
      await store.jobs.add("j", sampleJob("j"));
      await store.tables.add("t", sampleTable("t"));
      await store.keys.add("k", sampleKey("k"));
      for (const key of ["zebra", "ant", "gone"]) await store.settings.add(key, key);
      await store.settings.replaceIf("zebra", 1, "🦓 ' \" ; --");
      await store.settings.removeIf("gone", 1);
      const again = await reopen();
      assert.deepEqual(await again.connections.get("c"), { key: "c", revision: 1, record: sampleConnection("c") });
      assert.deepEqual(await again.jobs.get("j"), { key: "j", revision: 1, record: sampleJob("j") });
      assert.deepEqual(await again.tables.get("t"), { key: "t", revision: 1, record: sampleTable("t") });
      assert.deepEqual(await again.keys.get("k"), { key: "k", revision: 1, record: sampleKey("k") });
      await again.settings.add("last", "last");
      assert.deepEqual(await allRecords(again.settings), [
        { key: "zebra", revision: 2, record: "🦓 ' \" ; --" },
        { key: "ant", revision: 1, record: "ant" },
        { key: "last", revision: 1, record: "last" },
      ]);
      assert.deepEqual((await again.jobs.page({ limit: 1, search: "KOALAS" })).items.length, 1);
    }),

    storeCase(open, "a cursor goes on after the store was opened again", async ({ store, reopen }) => {
      for (const key of ["a", "b", "c"]) await store.settings.add(key, key);
      const { cursor = "" } = await store.settings.page({ limit: 2 });
      const again = await reopen();
      assert.deepEqual(
        (await again.settings.page({ limit: 2, cursor })).items.map(({ key }) => key),
        ["c"],
      );
    }),

    storeCase(open, "a job that was held is taken over, and the old claim writes nothing", async (opened) => {
      const { clock, reopen, store } = opened;
      await store.jobs.add("a", sampleJob("a"));
      const first = await store.jobs.claim("one", LEASE);
      assert.ok(first);
      clock.pass(LEASE);
      const again = await reopen();
      const second = await again.jobs.claim("one", LEASE);
      assert.ok(second);
      assert.equal(second.claim.jobId, "a");
      assert.ok(second.claim.fence > first.claim.fence, "the fence grows");
      assert.equal(await again.jobs.replaceClaimed(first.claim, 1, sampleJob("a", "old")), undefined);
      assert.equal(await again.jobs.heartbeat(first.claim, LEASE), undefined);
      assert.equal(await again.jobs.replaceClaimed(second.claim, 1, sampleJob("a", "new")), 2);
    }),
  ];
}
