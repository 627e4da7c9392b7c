import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { OutputFile } from "../compile/compile-result.ts";
import { planWrite } from "./plan-write.ts";
import { writeArtifacts } from "./write-artifacts.ts";

interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = join(tmpdir(), `starfix-write-${randomUUID()}`);
  await mkdir(path);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true });
    },
  };
}

/** A build of these jobs: one file each, and the manifest. */
function build(jobs: Readonly<Record<string, string>>): readonly OutputFile[] {
  const files = Object.entries(jobs).map(([name, text]) => ({ path: `jobs/${name}.json`, text }));
  const artifacts = files.map(({ path }) => ({ path }));
  return [...files, { path: "manifest.json", text: JSON.stringify({ formatVersion: 1, artifacts }) }];
}

async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) found[path.slice(folder.length + 1)] = await readFile(path, "utf8");
  }
  return found;
}

test("a first build writes all files, and a second one nothing", async () => {
  await using folder = await temporaryFolder();
  const files = build({ a: "1", b: "2" });
  const plan = await planWrite(folder.path, files);
  expect(plan.write.map(({ path }) => path)).toEqual(["jobs/a.json", "jobs/b.json", "manifest.json"]);
  await writeArtifacts(plan);
  expect(await contents(folder.path)).toMatchObject({ "jobs/a.json": "1", "jobs/b.json": "2" });
  expect(await planWrite(folder.path, files)).toMatchObject({
    write: [],
    unchanged: ["jobs/a.json", "jobs/b.json", "manifest.json"],
    remove: [],
  });
});

test("a file that only the last build has is removed, and no other file", async () => {
  await using folder = await temporaryFolder();
  await writeArtifacts(await planWrite(folder.path, build({ a: "1", b: "2" })));
  await writeFile(join(folder.path, "jobs/mine.json"), "mine");
  const plan = await planWrite(folder.path, build({ b: "3" }));
  expect(plan).toMatchObject({ write: [{ path: "jobs/b.json" }, { path: "manifest.json" }], remove: ["jobs/a.json"] });
  await writeArtifacts(plan);
  const found = await contents(folder.path);
  expect(Object.keys(found).sort()).toEqual(["jobs/b.json", "jobs/mine.json", "manifest.json"]);
  expect(found["jobs/mine.json"]).toBe("mine");
});

test("a file that no build wrote is never overwritten", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "jobs"));
  await writeFile(join(folder.path, "jobs/a.json"), "mine");
  await expect(planWrite(folder.path, build({ a: "1" }))).rejects.toThrow("was not written by a build");
  expect(await contents(folder.path)).toEqual({ "jobs/a.json": "mine" });
});

test.each([
  ["is not JSON", "{"],
  ["is something else", '{"name":"x"}'],
  ["names a path outside of the folder", '{"artifacts":[{"path":"../../etc/passwd"}]}'],
])("a manifest that %s is refused", async (_what, text) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "manifest.json"), text);
  await expect(planWrite(folder.path, build({ a: "1" }))).rejects.toThrow("is not a manifest of a build");
});

test("writing that fails leaves the old set as it was", async () => {
  await using folder = await temporaryFolder();
  await writeArtifacts(await planWrite(folder.path, build({ a: "1" })));
  const before = await contents(folder.path);
  const plan = await planWrite(folder.path, build({ a: "2" }));
  const broken = { ...plan, write: [...plan.write, { path: "jobs/a.json/b", text: "a file has no files in it" }] };
  await expect(
    writeArtifacts({ ...broken, write: [...broken.write, { path: "jobs/\0", text: "" }] }),
  ).rejects.toThrow();
  expect(await contents(folder.path)).toEqual(before);
});
