import { cp } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

/**
 * Copies a tree as it is now: what is committed, changed and new, without what git ignores. The copy starts as a fresh
 * clone does, with nothing installed and nothing built. It is a repository with one commit: changesets asks for the
 * history again and again where it is cut off, as it is in most clones of CI.
 */
export async function copyTree(root: string, target: string, signal?: AbortSignal): Promise<void> {
  const list = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await run("git", ["ls-files", "-z", ...args], { cwd: root, signal })).split("\0").filter((file) => file !== "");
  const gone = new Set(await list("--deleted"));
  for (const file of await list("--cached", "--others", "--exclude-standard")) {
    if (!gone.has(file)) await cp(join(root, file), join(target, file), { verbatimSymlinks: true });
  }
  const git = (...args: readonly string[]): Promise<string> => run("git", args, { cwd: target, signal });
  await git("init", "--quiet");
  await git("add", "--all");
  const author = ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost", "-c", "commit.gpgsign=false"];
  await git(...author, "commit", "--quiet", "--no-verify", "--message", "what is rehearsed");
}
