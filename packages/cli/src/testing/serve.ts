import { type Ran, run } from "./run.ts";

/** A server that `starfix serve --json` runs in this process. */
export interface Served {
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string | null;
  stop(): Promise<Ran>;
}

export interface ServeInProcessOptions {
  readonly cwd: string;
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it on a free port and waits for its line. */
export async function serveInProcess({ cwd, argv = [], env = {} }: ServeInProcessOptions): Promise<Served> {
  const stop = new AbortController();
  let onLine: (line: string) => void = () => {};
  const line = new Promise<string>((resolve) => {
    onLine = resolve;
  });
  const ended = run(["serve", "--port", "0", "--json", ...argv], { cwd, env, signal: stop.signal, onStdout: onLine });
  const early = ended.then(({ code, stderr }) => {
    throw new Error(`serve ended early with ${code}: ${stderr}`);
  });
  const ready = JSON.parse(await Promise.race([line, early]));
  if ("error" in ready) await early;
  return {
    ...ready,
    stop: () => {
      early.catch(() => {});
      stop.abort();
      return ended;
    },
  };
}
