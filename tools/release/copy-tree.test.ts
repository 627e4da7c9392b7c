import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyTree } from "./copy-tree.ts";

test("a copy has what is committed, changed and new, and neither what is deleted nor what is ignored", async () => {
  const root = mkdtempSync(join(tmpdir(), "starfix-copy-"));
  const [given, copy] = [join(root, "given"), join(root, "copy")];
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.invalid", ...args], { cwd, encoding: "utf8" });
  const write = (path: string, text: string): void => writeFileSync(join(given, path), text);
  mkdirSync(join(given, "deep"), { recursive: true });
  for (const path of ["same", "changed", "deleted", "deep/same"]) write(path, "old");
  write(".gitignore", "ignored\n");
  git(given, "init", "--quiet");
  git(given, "add", ".");
  git(given, "commit", "--quiet", "--message", "all");
  write("changed", "new");
  write("new", "new");
  write("ignored", "new");
  rmSync(join(given, "deleted"));

  await copyTree(given, copy);
  const read = (path: string): string => readFileSync(join(copy, path), "utf8");
  const status = git(copy, "status", "--porcelain");
  const texts = ["same", "deep/same", "changed", "new"].map(read);
  const left = ["deleted", "ignored"].filter((path) => existsSync(join(copy, path)));
  rmSync(root, { recursive: true });
  expect(texts).toEqual(["old", "old", "new", "new"]);
  expect(left).toEqual([]);
  expect(status).toBe("");
});
