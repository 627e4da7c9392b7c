import type { Issue, Severity } from "../issue.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";

type ConsoleOptions = Pick<Flags, "json" | "quiet" | "github">;

/** Output of a run: the report on stdout, issues and progress on stderr. */
export class Console {
  readonly #context: CliContext;
  readonly #flags: ConsoleOptions;
  #hasProgress = false;

  constructor(context: CliContext, flags: ConsoleOptions) {
    this.#context = context;
    this.#flags = flags;
  }

  /** Prints a part of the report as text, unless the report is JSON. */
  report(text: string): void {
    this.endProgress();
    if (!this.#flags.json && !this.#flags.quiet) this.#context.out(text);
  }

  /** Prints the report as one line of JSON with `--json`. */
  json(value: object): void {
    if (this.#flags.json) this.#context.out(`${JSON.stringify(value)}\n`);
  }

  /** Prints an error message. */
  error(message: string): void {
    this.endProgress();
    this.#context.err(`${message}\n`);
  }

  /** Prints the issues of a document; with `--quiet` only errors. */
  async issues(all: readonly Issue[]): Promise<void> {
    const shown = this.#flags.quiet ? all.filter(({ severity }) => severity === "error") : all;
    if (shown.length === 0) return;
    this.endProgress();
    const { formatIssues } = await import("../report/format-issues.ts");
    const text = formatIssues(shown, "text");
    this.#context.err(this.#context.colours ? colour(text) : text);
    if (this.#flags.github || this.#context.github) {
      const annotated = (["error", "warning"] as const).flatMap((severity) =>
        shown.filter((issue) => issue.severity === severity).slice(0, MAX_ANNOTATIONS),
      );
      this.#context.err(formatIssues(annotated, "github"));
    }
  }

  /** Prints a line that the next one replaces. */
  progress(text: string): void {
    if (!this.#context.isTerminal || this.#flags.json || this.#flags.quiet) return;
    this.#hasProgress = true;
    this.#context.err(`\r\u001b[2K${text}`);
  }

  /** Removes the line of progress. */
  endProgress(): void {
    if (this.#hasProgress) this.#context.err("\r\u001b[2K");
    this.#hasProgress = false;
  }
}

/** Annotations of each severity that GitHub shows for one step. */
const MAX_ANNOTATIONS = 10;

const COLOURS: Readonly<Record<Severity, string>> = { error: "\u001b[31m", warning: "\u001b[33m" };
const PLAIN = "\u001b[39m";

/** Colours the severity in the first line of each issue. */
function colour(text: string): string {
  return text.replaceAll(
    /^(\S.*?:\d+:\d+ - )(error|warning)\b/gm,
    (_, place: string, severity: Severity) => `${place}${COLOURS[severity]}${severity}${PLAIN}`,
  );
}
