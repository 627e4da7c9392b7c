import assert from "node:assert/strict";
import { updateRecord } from "../update-record.ts";
import { type StoreCase, type StoreFactory, storeCase } from "./conformance-case.ts";
import { sampleConnection, sampleJob, sampleKey, sampleTable } from "./sample-records.ts";

const KEYS = [
  "",
  " ",
  "a",
  "A",
  "ä",
  "a\u0308",
  "'",
  '"',
  "\\",
  "\\u0000",
  "\u0000",
  "a\u0000b",
  "a/b?c=%2F&d",
  "$1; DROP TABLE settings; --",
  "\uFEFFname",
  "name",
  "\n",
  "🦓",
  "\uD83E",
  "\uDD93",
  "\uFFFD",
  "__proto__",
  "constructor",
  "x".repeat(5_000),
];

const TEXTS = [
  "",
  "\uFEFFmark first",
  "a\u0000b",
  "\uD83E alone",
  "🦓",
  "\u2028",
  '{"a":1}',
  "null",
  "ä".repeat(300_000),
];

/** Records of any kind: keys, revisions, and what comes back. */
export function recordCases(open: StoreFactory): readonly StoreCase[] {
  return [
    storeCase(open, "a record is added once and read with revision 1", async ({ store }) => {
      assert.equal(await store.settings.get("a"), undefined);
      assert.equal(await store.settings.add("a", "one"), true);
      assert.equal(await store.settings.add("a", "two"), false);
      assert.deepEqual(await store.settings.get("a"), { key: "a", revision: 1, record: "one" });
    }),

    storeCase(open, "a record is replaced at its revision only", async ({ store }) => {
      assert.equal(await store.settings.replaceIf("a", 1, "none"), undefined);
      await store.settings.add("a", "one");
      assert.equal(await store.settings.replaceIf("a", 2, "early"), undefined);
      assert.equal(await store.settings.replaceIf("a", 1, "two"), 2);
      assert.equal(await store.settings.replaceIf("a", 1, "late"), undefined);
      assert.equal(await store.settings.replaceIf("a", 2, "three"), 3);
      assert.deepEqual(await store.settings.get("a"), { key: "a", revision: 3, record: "three" });
    }),

    storeCase(open, "a record is removed at its revision only", async ({ store }) => {
      assert.equal(await store.settings.removeIf("a", 1), false);
      await store.settings.add("a", "one");
      await store.settings.replaceIf("a", 1, "two");
      assert.equal(await store.settings.removeIf("a", 1), false);
      assert.equal(await store.settings.removeIf("a", 2), true);
      assert.equal(await store.settings.get("a"), undefined);
      assert.equal(await store.settings.removeIf("a", 2), false);
      assert.equal(await store.settings.add("a", "again"), true);
      assert.equal((await store.settings.get("a"))?.revision, 1);
    }),

    storeCase(open, "of writers at once one wins", async ({ store }) => {
      const numbers = Array.from({ length: 25 }, (_, index) => index);
      const added = await Promise.all(numbers.map((number) => store.settings.add("a", `added ${number}`)));
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.settings.get("a"))?.record, `added ${added.indexOf(true)}`);
      const replaced = await Promise.all(numbers.map((number) => store.settings.replaceIf("a", 1, `new ${number}`)));
      assert.deepEqual(
        replaced.filter((revision) => revision !== undefined),
        [2],
      );
      assert.equal((await store.settings.get("a"))?.record, `new ${replaced.indexOf(2)}`);
      const removed = await Promise.all(numbers.map(() => store.settings.removeIf("a", 2)));
      assert.equal(removed.filter(Boolean).length, 1);
    }),

    storeCase(open, "a writer and a remover at once do not both win", async ({ store }) => {
      for (let round = 0; round < 10; round += 1) {
        const key = String(round);
        await store.settings.add(key, "one");
        const calls = [store.settings.replaceIf(key, 1, "two"), store.settings.removeIf(key, 1)] as const;
        const [replaced, removed] = await Promise.all(calls);
        assert.notEqual(replaced === 2, removed);
        assert.equal((await store.settings.get(key))?.record, removed ? undefined : "two");
      }
    }),

    storeCase(open, "no update is lost when many change one record", async ({ store }) => {
      await store.settings.add("count", "0");
      const changes = Array.from({ length: 20 }, () =>
        updateRecord(store.settings, "count", (text) => String(Number(text) + 1)),
      );
      await Promise.all(changes);
      assert.deepEqual(await store.settings.get("count"), { key: "count", revision: 21, record: "20" });
    }),

    storeCase(open, "any text is a key, and no two are the same", async ({ store }) => {
      for (const [index, key] of KEYS.entries()) assert.equal(await store.settings.add(key, String(index)), true, key);
      for (const [index, key] of KEYS.entries()) {
        assert.deepEqual(await store.settings.get(key), { key, revision: 1, record: String(index) });
      }
      const { items } = await store.settings.page({ limit: 100 });
      assert.deepEqual(
        items.map(({ key }) => key),
        KEYS,
      );
      for (const key of KEYS) assert.equal(await store.settings.removeIf(key, 1), true, key);
      assert.deepEqual(await store.settings.page({ limit: 1 }), { items: [] });
    }),

    storeCase(open, "records come back as their JSON", async ({ store }) => {
      for (const [index, text] of TEXTS.entries()) {
        const members = {
          text,
          [text.slice(0, 20)]: index,
          numbers: [0, 1.5, -1e300, 5e-324, Number.MAX_SAFE_INTEGER, -0],
          nothing: [null, [], {}, false],
          left: undefined,
        };
        const record = sampleConnection("c", members);
        await store.connections.add(String(index), record);
        await store.settings.add(String(index), text);
        const found = await store.connections.get(String(index));
        assert.deepEqual(found?.record, JSON.parse(JSON.stringify(record)));
        assert.equal(JSON.stringify(found?.record), JSON.stringify(record));
        assert.equal((await store.settings.get(String(index)))?.record, text);
      }
    }),

    storeCase(open, "what a writer or a reader changes later does not change the store", async ({ store }) => {
      const permissions = ["ManageTables"];
      await store.keys.add("h", { ...sampleKey("h"), permissions });
      permissions.push("added later");
      const first = await store.keys.get("h");
      assert.deepEqual(first?.record.permissions, ["ManageTables"]);
      // Frozen, or a copy.
      Reflect.set(first?.record ?? {}, "hash", "other");
      Reflect.set(first?.record.permissions ?? [], 0, "AccessQueries");
      const { hash, permissions: kept } = (await store.keys.get("h"))?.record ?? {};
      assert.deepEqual({ hash, kept }, { hash: "h", kept: ["ManageTables"] });
    }),

    storeCase(open, "kinds do not share keys", async ({ store }) => {
      assert.equal(await store.connections.add("x", sampleConnection("x")), true);
      assert.equal(await store.jobs.add("x", sampleJob("x")), true);
      assert.equal(await store.tables.add("x", sampleTable("x")), true);
      assert.equal(await store.keys.add("x", sampleKey("x")), true);
      assert.equal(await store.settings.add("x", "x"), true);
      assert.equal(await store.settings.removeIf("x", 1), true);
      assert.deepEqual((await store.connections.get("x"))?.record, sampleConnection("x"));
      assert.deepEqual((await store.jobs.get("x"))?.record, sampleJob("x"));
      assert.deepEqual((await store.tables.get("x"))?.record, sampleTable("x"));
      assert.deepEqual((await store.keys.get("x"))?.record, sampleKey("x"));
    }),

    storeCase(open, "after close calls reject, and closing again does nothing", async ({ store }) => {
      const before = store.settings.add("a", "one");
      await store.close();
      assert.equal(await before, true);
      await assert.rejects(store.settings.get("a"), /closed/);
      await assert.rejects(store.jobs.claim("owner", 1000), /closed/);
      await assert.rejects(store.settings.add("b", "two"), /closed/);
      await store.close();
    }),
  ];
}
