import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "starfix-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("records come back in the order they were added, also after a restart", async () => {
  const first = await openDuckDb({ folder });
  expect(await first.store.settings.add("zebra", "1")).toBe(true);
  expect(await first.store.settings.add("ant", "2")).toBe(true);
  expect(await first.store.settings.replace("zebra", "🦓 ' \" ; --")).toBe(true);
  await first.close();
  const second = await openDuckDb({ folder });
  expect(await second.store.settings.list()).toEqual(["🦓 ' \" ; --", "2"]);
  expect(await second.store.settings.get("ant")).toBe("2");
  await second.close();
});

test("a key is taken once, however many ask for it at once", async () => {
  const { store, close } = await openDuckDb({ memory: true });
  const added = await Promise.all(Array.from({ length: 20 }, (_, index) => store.settings.add("key", String(index))));
  expect(added.filter((one) => one)).toHaveLength(1);
  expect(await store.settings.list()).toHaveLength(1);
  await close();
});

test("replacing or removing what is not there changes nothing", async () => {
  const { store, close } = await openDuckDb({ memory: true });
  expect(await store.settings.replace("none", "x")).toBe(false);
  expect(await store.settings.remove("none")).toBe(false);
  expect(await store.settings.get("none")).toBeUndefined();
  expect(await store.settings.list()).toEqual([]);
  await close();
});

test("kinds do not share keys", async () => {
  const { store, close } = await openDuckDb({ memory: true });
  const key = { id: "1", hash: "h", redacted: "pok_a…b", permissions: [], createdOnTimestamp: "2024-01-01T00:00:00Z" };
  await store.settings.add("h", "setting");
  expect(await store.keys.add("h", key)).toBe(true);
  expect(await store.settings.remove("h")).toBe(true);
  expect(await store.keys.get("h")).toEqual(key);
  await close();
});

test("only the owner can read the file", async () => {
  const { store, close } = await openDuckDb({ folder: join(folder, "new") });
  await store.settings.add("secret", "x");
  const modes = await Promise.all(["", "starfix.duckdb"].map((name) => stat(join(folder, "new", name))));
  expect(modes.map((one) => one.mode & 0o777)).toEqual([0o700, 0o600]);
  await close();
});

test("a folder that is open already is refused by its name", async () => {
  const { close } = await openDuckDb({ folder });
  await expect(openDuckDb({ folder })).rejects.toThrow(`cannot open the data folder ${folder}`);
  await close();
  const again = await openDuckDb({ folder });
  await again.close();
});
