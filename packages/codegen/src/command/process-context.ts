import type { CliContext } from "./context.ts";

interface ProcessStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** The part of Node's `process` that the command uses. */
export interface ProcessLike {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: ProcessStream;
  readonly stderr: ProcessStream;
  cwd(): string;
  exit(code: number): never;
  on(event: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/** Exit codes that shells report for a process killed by a signal. */
const KILLED = { SIGINT: 130, SIGTERM: 143 } as const;

/** The context of a real process. No other module reads the environment. */
export function processContext(process: ProcessLike): CliContext {
  const { env, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    // `starfix-codegen … | head` closes the pipe early, which is not an error.
    stream.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  }
  let controller: AbortController | undefined;
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    colours: stderr.isTTY === true && !env.NO_COLOR,
    github: env.GITHUB_ACTIONS === "true",
    // Signals are handled only after a run asks for them; until then they end the process.
    stopSignal() {
      controller ??= stopOnSignals(process);
      return controller.signal;
    },
  };
}

function stopOnSignals(process: ProcessLike): AbortController {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(KILLED[name]);
      controller.abort();
    });
  }
  return controller;
}
