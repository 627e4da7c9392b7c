import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CommandError, run, runToEnd } from "./run.ts";

/** What `starfix serve --json` says when it listens. */
export interface Served {
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string;
}

const ARGS: readonly string[] = ["serve", "--json", "--port", "0", "--data", "served"];
/** Milliseconds within which it says that something is missing. */
const REFUSED_WITHIN = 60_000;

/** Has `starfix serve` say what it needs and is not installed, and installs that with the command it names. */
export async function installServed(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const starfix = join(folder, "node_modules/.bin/starfix");
  const within = AbortSignal.any([signal, AbortSignal.timeout(REFUSED_WITHIN)]);
  const { status, stdout, output } = await runToEnd(starfix, ARGS, { cwd: folder, env, signal: within });
  if (status !== 1) throw new CommandError("starfix serve", status, output);
  const { run: line }: { readonly run: string } = JSON.parse(stdout);
  const [command = "", ...args] = line.split(" ");
  await run(command, args, { cwd: folder, env, signal });
}

/** Runs something while `starfix serve` does, in a folder where starfix is installed. */
export async function withServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const child = spawn("node_modules/.bin/starfix", ARGS, {
    cwd: folder,
    env,
    signal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<void>((resolve, reject) => child.on("error", reject).on("close", () => resolve()));
  try {
    const line = await Promise.race([firstLine(child.stdout, signal), ended.then(() => undefined)]);
    if (line === undefined) throw new Error(`\`starfix serve\` ended before it listened: ${stderr.trim()}`);
    await use(JSON.parse(line));
  } finally {
    child.kill();
    await ended.catch(() => undefined);
  }
}

async function firstLine(stream: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  const [line] = await once(createInterface({ input: stream }), "line", { signal });
  return String(line);
}
