import type { Page } from "@starfix/store";
import { expect, test } from "vitest";
import { RecordCache } from "./record-cache.ts";

const PAGE: Page<string> = { items: [{ key: "a", revision: 1, record: "first" }] };

/** Reads of one page, counted. */
function pageReads() {
  const reads = {
    count: 0,
    read: async () => {
      reads.count += 1;
      return { page: { ...PAGE }, characters: 5 };
    },
  };
  return reads;
}

test("a page is read once until a record of its kind is written", async () => {
  const cache = new RecordCache<string>();
  const reads = pageReads();
  const first = await cache.page("newest", reads.read);
  expect(await cache.page("newest", reads.read)).toBe(first);
  cache.forget("b");
  expect(await cache.page("newest", reads.read)).not.toBe(first);
  expect(reads.count).toBe(2);
});

test("a page that was being read while a record was written is not kept", async () => {
  const cache = new RecordCache<string>();
  const reads = pageReads();
  const reading = cache.page("newest", reads.read);
  cache.forget("a");
  await reading;
  await cache.page("newest", reads.read);
  expect(reads.count).toBe(2);
});

test("pages of different queries are kept apart", async () => {
  const cache = new RecordCache<string>();
  const [one, two] = [pageReads(), pageReads()];
  await cache.page("one", one.read);
  await cache.page("two", two.read);
  await cache.page("one", one.read);
  expect([one.count, two.count]).toEqual([1, 1]);
});

test("writing a record removes it from the cache, and keeps the others", () => {
  const cache = new RecordCache<string>();
  cache.set({ key: "a", revision: 1, record: "first" }, 5);
  cache.set({ key: "b", revision: 1, record: "second" }, 6);
  cache.forget("a");
  expect(cache.get("a")).toBeUndefined();
  expect(cache.get("b")?.record).toBe("second");
});

test("what was not read for longest is dropped when the characters are too many", () => {
  const cache = new RecordCache<string>();
  for (const key of ["a", "b"]) cache.set({ key, revision: 1, record: key }, 2_000_000);
  cache.get("a");
  cache.set({ key: "c", revision: 1, record: "c" }, 1);
  expect(["a", "b", "c"].map((key) => cache.get(key)?.record)).toEqual(["a", undefined, "c"]);
});
