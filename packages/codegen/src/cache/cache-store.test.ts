import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/emit.ts";
import { CacheStore, openCache } from "./cache-store.ts";

test("an entry is read unchanged, by the same code and under the same name only", async () => {
  await using folder = await temporaryFolder();
  const cache = new CacheStore(folder.path, "code 1");
  await cache.write("a", { says: "ä\n" });
  expect(await cache.read("a")).toEqual({ says: "ä\n" });
  expect(await cache.read("b")).toBeUndefined();
  expect(await new CacheStore(folder.path, "code 2").read("a")).toBeUndefined();
});

test.each(["", "\n", "{}", "0000\n{}", "no line"])("a file with the content %j is not an entry", async (text) => {
  await using folder = await temporaryFolder();
  const cache = new CacheStore(folder.path, "code 1");
  await cache.write("a", {});
  const [name = ""] = await readdir(folder.path);
  await writeFile(join(folder.path, name), text);
  expect(await cache.read("a")).toBeUndefined();
});

test("a cache that cannot be written is not missed", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "file"), "");
  const cache = new CacheStore(join(folder.path, "file/cache"), "code 1");
  await cache.write("a", {});
  expect(await cache.read("a")).toBeUndefined();
});

test("the cache is that of the nearest package, and there is none without one", async () => {
  await using folder = await temporaryFolder();
  const deep = join(folder.path, "a/b");
  await mkdir(deep, { recursive: true });
  expect(await openCache(deep, async () => "code")).toBeUndefined();
  await writeFile(join(folder.path, "a/package.json"), "{}");
  await (await openCache(deep, async () => "code"))?.write("x", {});
  expect(await readdir(join(folder.path, "a/node_modules/.cache/starfix-codegen"))).toHaveLength(1);
});
