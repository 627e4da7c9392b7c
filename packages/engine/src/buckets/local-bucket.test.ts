import { Buffer } from "node:buffer";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { localBucket } from "./local-bucket.ts";

const { signal } = new AbortController();

async function folderWith(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), "starfix-bucket-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function keys(folder: string, prefix = "") {
  const found: string[] = [];
  for await (const object of localBucket({ name: "zoo", folder }).list(prefix, signal)) found.push(object.key);
  return found;
}

test("files are objects, in the order of the bytes of their keys", async () => {
  const names = [
    "a.json",
    "a/b.json",
    "a-b.json",
    "a/c/d.json",
    "b.json",
    "ä.json",
    "\uffee.json",
    "🐨.json",
    "B.json",
    "a/b/c.json",
  ];
  await using folder = await folderWith(Object.fromEntries(names.map((name) => [name, name])));
  const sorted = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect(await keys(folder.path)).toEqual(sorted);
  expect(await keys(folder.path, "a")).toEqual(sorted.filter((name) => name.startsWith("a")));
  expect(await keys(folder.path, "a/b")).toEqual(["a/b.json", "a/b/c.json"]);
  expect(await keys(folder.path, "nothing/")).toEqual([]);
});

test("an object has its size and its bytes", async () => {
  await using folder = await folderWith({ "a/b.json": '{"n":"é"}' });
  const object = await localBucket({ name: "zoo", folder: folder.path }).find("a/b.json", signal);
  expect(object).toMatchObject({ key: "a/b.json", size: 10 });
  if (object === undefined) throw new Error("a/b.json is not there");
  expect(await text(await object.open(signal))).toBe('{"n":"é"}');
});

test.each([
  "../secret.json",
  "a/../../secret.json",
  "/etc/hostname",
  "a//b.json",
  "./a/b.json",
  ".hidden.json",
  "a/.hidden/b.json",
  "a/",
  "a",
  "",
  "a/b.json/c",
  "a\0",
  `${"x".repeat(5000)}`,
])("%j is no object", async (key) => {
  await using outer = await folderWith({
    "secret.json": "{}",
    "zoo/a/b.json": "{}",
    "zoo/.hidden.json": "{}",
    "zoo/a/.hidden/b.json": "{}",
  });
  const bucket = localBucket({ name: "zoo", folder: join(outer.path, "zoo") });
  expect(await bucket.find(key, signal)).toBeUndefined();
  expect(await keys(join(outer.path, "zoo"))).toEqual(["a/b.json"]);
  expect(await keys(join(outer.path, "zoo"), "../")).toEqual([]);
});

test("a link counts while it stays inside, and leads nowhere else", async () => {
  await using outer = await folderWith({ "secret.json": "{}", "out/x.json": "{}", "zoo/a/b.json": "{}" });
  const zoo = join(outer.path, "zoo");
  await symlink(join(outer.path, "secret.json"), join(zoo, "secret.json"));
  await symlink(join(outer.path, "out"), join(zoo, "out"));
  await symlink("a/b.json", join(zoo, "inner.json"));
  await symlink("..", join(zoo, "a", "up"));
  await symlink("../a", join(zoo, "a", "ring"));
  const bucket = localBucket({ name: "zoo", folder: zoo });
  for (const key of ["secret.json", "out/x.json"]) expect(await bucket.find(key, signal)).toBeUndefined();
  expect(await bucket.find("inner.json", signal)).toMatchObject({ size: 2 });
  expect(await keys(zoo)).toEqual(["a/b.json", "inner.json"]);
});

test("a link that takes the place of a found object is not followed", async () => {
  await using outer = await folderWith({ "secret.json": "secret", "zoo/a.json": "{}" });
  const path = join(outer.path, "zoo", "a.json");
  const object = await localBucket({ name: "zoo", folder: join(outer.path, "zoo") }).find("a.json", signal);
  await rm(path);
  await symlink(join(outer.path, "secret.json"), path);
  await expect(object?.open(signal)).rejects.toThrow("cannot read s3://zoo");
});

test("a folder that is not there is an error that does not tell where it would be", async () => {
  await using outer = await folderWith({ file: "x" });
  const bucket = localBucket({ name: "zoo", folder: join(outer.path, "nowhere") });
  await expect(bucket.test(signal)).rejects.toThrow("cannot read s3://zoo: the folder it stands for is not there");
  await expect(bucket.find("a", signal)).rejects.not.toThrow(outer.path);
  await expect(localBucket({ name: "zoo", folder: join(outer.path, "file") }).test(signal)).rejects.toThrow(
    "s3://zoo is not a folder",
  );
  await expect(localBucket({ name: "zoo", folder: outer.path }).test(signal)).resolves.toBeUndefined();
});

test("an aborted call does nothing", async () => {
  const aborted = AbortSignal.abort(new Error("canceled"));
  const bucket = localBucket({ name: "zoo", folder: tmpdir() });
  await expect(bucket.find("a.json", aborted)).rejects.toThrow("canceled");
  await expect(bucket.test(aborted)).rejects.toThrow("canceled");
});
