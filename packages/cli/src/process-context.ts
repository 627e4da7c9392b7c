import type { CliContext, Sink } from "./context.ts";

interface ProcessStream extends Sink {
  readonly isTTY?: boolean;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** The part of Node's `process` that the command line lives on. */
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: ProcessStream;
  readonly stderr: ProcessStream;
  exitCode?: number | string | null | undefined;
  cwd(): string;
  exit(code: number): never;
  on(event: "SIGINT" | "SIGTERM", listener: (signal: string) => void): unknown;
}

/** Exit codes of a shell for a process ended by a signal. */
const KILLED = { SIGINT: 130, SIGTERM: 143 } as const;

/** The context of a real process. */
export function processContext(process: ProcessLike): CliContext {
  let controller: AbortController | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    // `starfix check | head` closes the pipe early, which is no error.
    stream.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    isTTY: process.stdout.isTTY === true && process.stderr.isTTY === true,
    // Signals are caught only for a command that can be stopped; any other is ended by them as usual.
    get signal() {
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
