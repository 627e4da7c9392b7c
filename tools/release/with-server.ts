import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What `starfix serve --json` says when it listens. */
export interface Served {
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string;
}

/** Runs something while `starfix serve` does, in a folder where starfix is installed. */
export async function withServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const args = ["serve", "--json", "--port", "0", "--data", "served"];
  const child = spawn("node_modules/.bin/starfix", args, {
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
