import { expect, test } from "vitest";
import { sampleJob } from "../conformance/sample-records.ts";
import { storeConformance } from "../conformance.ts";
import type { Store } from "../store.ts";
import { createMemoryStore } from "./memory-store.ts";

const dumps = new Map<string, string>();

/** A memory store whose dump is kept by its place when it is closed. */
async function openMemoryStore({ clock, place }: { clock: () => Date; place: string }): Promise<Store> {
  const dump = dumps.get(place);
  const store = createMemoryStore({ clock, ...(dump === undefined ? {} : { dump }) });
  const close = async (): Promise<void> => {
    dumps.set(place, store.dump());
    await store.close();
  };
  return { ...store, close };
}

for (const { name, run } of storeConformance(openMemoryStore)) test(name, run);

test("a dump has everything, and a store made of it goes on by itself", async () => {
  const store = createMemoryStore();
  await store.settings.add("a", "first");
  await store.jobs.add("j", sampleJob("j"));
  const claimed = await store.jobs.claim("one", 10_000);
  const copy = createMemoryStore({ dump: store.dump() });
  expect(await copy.jobs.claim("two", 10_000)).toBeUndefined();
  expect(claimed && (await copy.jobs.heartbeat(claimed.claim, 10_000))?.fence).toBe(claimed?.claim.fence);
  await copy.settings.replaceIf("a", 1, "second");
  expect((await store.settings.get("a"))?.record).toBe("first");
  expect(store.dump()).toContain("first");
  expect(store.dump()).not.toContain("second");
});
