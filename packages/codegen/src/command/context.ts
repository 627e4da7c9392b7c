/** The environment of a command. */
export interface CliContext {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal, so that lines may be overwritten. @default false */
  readonly isTerminal?: boolean;
  /** Whether `err` may be coloured. @default false */
  readonly colours?: boolean;
  /** Whether issues are also printed as GitHub annotations. @default false */
  readonly github?: boolean;
  /**
   * Called before an operation that must not be interrupted. From then on, a request to end the
   * process aborts the returned signal.
   *
   * @default one that is never aborted
   */
  stopSignal?(): AbortSignal;
}
