/** One line of the server's log. No field ever holds a secret. */
export interface LogEntry {
  readonly level: "info" | "error";
  readonly message: string;
  readonly jobId?: string;
  /** The stack of what went wrong inside. */
  readonly stack?: string;
}

export type Log = (entry: LogEntry) => void;

/** The stack of an error, or the thrown value in words. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
