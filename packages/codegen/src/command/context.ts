/** What a command line needs of its surroundings. */
export interface CliContext {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Whether a person looks at what goes to `err`, so that lines may be written over. @default false */
  readonly isTerminal?: boolean;
  /** Whether `err` may be coloured. @default false */
  readonly colours?: boolean;
  /** Whether diagnostics go out as annotations of GitHub too. @default false */
  readonly github?: boolean;
  /**
   * Asked for where a process must not end in the middle of something: from then on, the wish to end it is told here.
   *
   * @default one that is never aborted
   */
  stopSignal?(): AbortSignal;
}
