import { runCli } from "../main.ts";

/** What a run printed and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  /** Called with each piece of stdout as it comes. */
  readonly onStdout?: (text: string) => void;
}

/** Runs a command line in this process. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const code = await runCli(argv, {
    cwd: options.cwd ?? "/nowhere",
    env: options.env ?? {},
    stdout: {
      write: (text) => {
        stdout += text;
        options.onStdout?.(text);
      },
    },
    stderr: { write: (text) => (stderr += text) },
    isTTY: options.isTTY ?? false,
    signal: options.signal ?? new AbortController().signal,
    conditions: ["@starfix/source"],
  });
  return { code, stdout, stderr };
}
