import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/emit.ts";
import { CacheStore } from "./cache-store.ts";
import { recall, remember } from "./run-cache.ts";

const LATER = 60_000;

/** Whether a run is recalled that read one file and began `startedAt` milliseconds from now. */
async function isRecalled(
  startedAt: number,
  change: (path: string) => Promise<unknown> = async () => {},
): Promise<boolean> {
  await using folder = await temporaryFolder();
  const api = join(folder.path, "api.json");
  await writeFile(api, "1");
  await change(api);
  const cache = new CacheStore(join(folder.path, "cache"), "code 1");
  const key = { folder: "/out", options: { document: "api.json" }, configuration: "" };
  const result = { files: [{ path: "a.gen.ts", text: "a" }], header: "", issues: [], inputs: [api] };
  await remember(cache, key, result, Date.now() + startedAt);
  return (await recall(cache, key)) !== undefined;
}

test("a run is recalled whose files were there before it began", async () => {
  expect(await isRecalled(LATER)).toBe(true);
});

test("a run is not recalled when a file was written since it began, for it may be another than was read", async () => {
  expect(await isRecalled(-LATER)).toBe(false);
  expect(await isRecalled(0)).toBe(false);
});

test("a file that is gone, or an address, is never remembered", async () => {
  expect(await isRecalled(LATER, (path) => rm(path))).toBe(false);
});

test("a link is as old as its target and itself, whichever is newer", async () => {
  const link = async (path: string): Promise<void> => {
    await rename(path, `${path}~`);
    await symlink(`${path}~`, path);
  };
  expect(await isRecalled(LATER, link)).toBe(true);
});
