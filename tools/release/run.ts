import { type SpawnOptions, spawn } from "node:child_process";

/** A command that ended with another status than 0, with all that it printed. */
export class CommandError extends Error {
  readonly output: string;

  constructor(line: string, status: number | string, output: string) {
    super(`\`${line}\` ended with ${status}`);
    this.name = "CommandError";
    this.output = output;
  }
}

/** Settings of a command: its folder and its environment. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the command, and with it the promise. */
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended, and what it printed. */
export interface Ended {
  /** Its exit code, or the signal that ended it. */
  readonly status: number | string;
  readonly stdout: string;
  /** What it printed on both streams, in the order it came. */
  readonly output: string;
}

/** Runs a command and gives what it printed on stdout. Throws a {@link CommandError} when it fails. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { status, stdout, output } = await runToEnd(command, args, options);
  if (status !== 0) throw new CommandError([command, ...args].join(" "), status, output);
  return stdout;
}

/** Runs a command, however it ends. */
export async function runToEnd(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  const { cwd, env = process.env, signal } = options;
  const spawned: SpawnOptions = { cwd, env, signal, stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(command, args, spawned);
  let stdout = "";
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const status = await new Promise<number | string>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, killedBy) => resolve(code ?? killedBy ?? "no status"));
  });
  return { status, stdout, output };
}
