import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GENERATED } from "./generated-code.ts";
import { CommandError, run, runToEnd } from "./run.ts";

/** What publishing from a tree needs. */
export interface GuardOptions {
  /** A copy of the tree that was published from. */
  readonly root: string;
  readonly pnpm: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Changes a generated file and publishes, all packages and the one alone that has it. Throws unless each is refused and
 * names the file, which is as before in the end.
 */
export async function checkGuard({ root, pnpm, env, signal }: GuardOptions): Promise<string> {
  const [file = ""] = (await run("git", ["ls-files", ...GENERATED], { cwd: root, signal })).split("\n");
  const path = join(root, file);
  const owner = join(root, file.split("/src/")[0] ?? "");
  const before = await readFile(path);
  const refused = async (cwd: string, command: string, ...args: readonly string[]): Promise<void> => {
    const { status, output } = await runToEnd(command, args, { cwd, env, signal });
    if (status !== 1) throw new CommandError([command, ...args].join(" "), status, output);
    const named = ["expected generated code that is committed", `${file} (changed)`];
    if (!named.every((text) => output.includes(text))) throw new Error(`another message was expected: ${output}`);
  };
  await appendFile(path, "\n");
  try {
    await refused(root, process.execPath, "--import", "tsx", "tools/release/publish.ts");
    await refused(owner, pnpm, "publish", "--no-git-checks", "--dry-run");
  } finally {
    await writeFile(path, before);
  }
  return `publishing with a change of ${file} that is not committed  refused`;
}
