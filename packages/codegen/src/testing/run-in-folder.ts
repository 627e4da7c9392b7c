import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CliContext, runCli } from "../run-cli.ts";
import { temporaryFolder } from "./emit.ts";

/** The output and the exit code of a command. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder in which commands are run; it is deleted after the test. */
export interface CliFolder extends AsyncDisposable {
  readonly path: string;
  run(...args: string[]): Promise<CliRun>;
  runWith(context: Partial<CliContext>, ...args: string[]): Promise<CliRun>;
  write(files: Readonly<Record<string, string | object>>): Promise<void>;
}

/** Creates a folder with these files, by path; values other than strings are written as JSON. */
export async function cliFolder(files: Readonly<Record<string, string | object>>): Promise<CliFolder> {
  const folder = await temporaryFolder();
  const cwd = folder.path;
  const runWith: CliFolder["runWith"] = async (context, ...args) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      cwd,
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      ...context,
    });
    return { code, out: out.join(""), err: err.join("") };
  };
  const write: CliFolder["write"] = async (contents) => {
    for (const [path, content] of Object.entries(contents)) {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      // By renaming, so that a watcher never reads a partial file.
      await writeFile(join(cwd, `${path}~`), typeof content === "string" ? content : JSON.stringify(content));
      await rename(join(cwd, `${path}~`), join(cwd, path));
    }
  };
  await write(files);
  return {
    path: cwd,
    run: (...args) => runWith({}, ...args),
    runWith,
    write,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** The cache ignores files that were written just now; this waits until they count as unchanged. */
export function moment(): Promise<void> {
  return sleep(40);
}
