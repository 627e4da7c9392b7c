/** Where text goes: a stream of the process, or a buffer of a test. */
export interface Sink {
  write(text: string): unknown;
}

/** The world around a command. Nothing below reads `process`. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Whether a person looks at both streams: allows colours and lines that are written over. */
  readonly isTTY: boolean;
  /** Asks the command to stop. A command that never looks at it is ended by the system. */
  readonly signal: AbortSignal;
  /** Conditions for entering packages, for work inside this repository. */
  readonly conditions?: readonly string[];
}
