import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/emit.ts";
import { FileWatch } from "./watch-files.ts";

/** A watch of files of a temporary folder that tells of each comparison it made. */
async function watching(...names: readonly string[]) {
  const folder = await temporaryFolder();
  const controller = new AbortController();
  const checks: boolean[] = [];
  let checked = (): void => {};
  const onCheck = (hasChanged: boolean): void => {
    checks.push(hasChanged);
    checked();
  };
  const watch = new FileWatch({ onCheck });
  return {
    path: (name: string) => join(folder.path, name),
    write: (name: string, text: string) => writeFile(join(folder.path, name), text),
    follow: (since = Date.now()) =>
      watch.follow(
        names.map((name) => join(folder.path, name)),
        since,
      ),
    change: () => watch.change(controller.signal),
    stop: () => controller.abort(),
    checks,
    /** Resolves at the next comparison. */
    nextCheck: () => new Promise<void>((resolve) => (checked = resolve)),
    async [Symbol.asyncDispose]() {
      watch.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test("other files in the folder are ignored", async () => {
  await using folder = await watching("api.json");
  await folder.write("api.json", "{}");
  await folder.follow();
  const change = folder.change();
  const checked = folder.nextCheck();
  await folder.write("notes.txt", "a");
  await checked;
  expect(folder.checks).toEqual([false]);
  await folder.write("api.json", "[]");
  expect(await change).toBe(true);
  expect(folder.checks.at(-1)).toBe(true);
});

test("writes in quick succession are one change", async () => {
  await using folder = await watching("api.json");
  await folder.write("api.json", "0");
  await folder.follow();
  const change = folder.change();
  for (const text of ["1", "2", "3", "4"]) await folder.write("api.json", text);
  expect(await change).toBe(true);
  // The next comparison is caused by another file and finds nothing left over.
  const next = folder.change();
  const checked = folder.nextCheck();
  await folder.write("notes.txt", "a");
  await checked;
  expect(folder.checks).toEqual([true, false]);
  folder.stop();
  expect(await next).toBe(false);
});

test("a file that is replaced by another has changed, and one that is written while it is not watched yet", async () => {
  await using folder = await watching("api.json");
  await folder.write("api.json", "{}");
  await folder.follow();
  const replaced = folder.change();
  await folder.write("api.json~", "[]");
  await rm(folder.path("api.json"));
  await rename(folder.path("api.json~"), folder.path("api.json"));
  expect(await replaced).toBe(true);

  await using later = await watching("api.json");
  await later.write("api.json", "{}");
  await later.follow(0);
  expect(await later.change()).toBe(true);
});

test("a file is watched before its folder exists, and after the folder was deleted and created again", async () => {
  await using folder = await watching("parts/other.json");
  await folder.follow();
  for (const text of ["1", "2"]) {
    const created = folder.change();
    const checked = folder.nextCheck();
    await mkdir(folder.path("parts"));
    await checked;
    await folder.write("parts/other.json", text);
    expect(await created).toBe(true);
    const deleted = folder.change();
    await rm(folder.path("parts"), { recursive: true });
    expect(await deleted).toBe(true);
  }
});

test("a watch ends when its signal aborts", async () => {
  await using folder = await watching("api.json");
  await folder.follow();
  const change = folder.change();
  folder.stop();
  expect(await change).toBe(false);
  expect(folder.checks).toEqual([]);
});
