import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CliContext, runCli } from "../run-cli.ts";
import { temporaryFolder } from "./emit.ts";

/** What a command line printed, and its exit code. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder that command lines run in; it is gone when the test is. */
export interface CliFolder extends AsyncDisposable {
  readonly path: string;
  run(...args: string[]): Promise<CliRun>;
  runWith(context: Partial<CliContext>, ...args: string[]): Promise<CliRun>;
  write(files: Readonly<Record<string, string | object>>): Promise<void>;
}

/** Makes a folder of these files, by path; what is not a text is written as JSON. */
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
      // At once: whoever watches the file sees no half of it.
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

/** Files that were written a moment ago are taken for files that still change; this lets the moment pass. */
export function moment(): Promise<void> {
  return sleep(40);
}
