import type { Diagnostic, Severity } from "../diagnostic.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";

type Voice = Pick<Flags, "json" | "quiet" | "github">;

/** Says what a run has to say: the report on stdout, diagnostics and progress on stderr. */
export class Console {
  readonly #context: CliContext;
  readonly #flags: Voice;
  #hasProgress = false;

  constructor(context: CliContext, flags: Voice) {
    this.#context = context;
    this.#flags = flags;
  }

  /** A part of the report, in words. */
  report(text: string): void {
    this.endProgress();
    if (!this.#flags.json && !this.#flags.quiet) this.#context.out(text);
  }

  /** The report as one line of JSON, where that is wanted. */
  json(value: object): void {
    if (this.#flags.json) this.#context.out(`${JSON.stringify(value)}\n`);
  }

  /** What went wrong, in words. */
  error(message: string): void {
    this.endProgress();
    this.#context.err(`${message}\n`);
  }

  /** What was found in a document; `--quiet` leaves errors only. */
  async diagnostics(all: readonly Diagnostic[]): Promise<void> {
    const shown = this.#flags.quiet ? all.filter(({ severity }) => severity === "error") : all;
    if (shown.length === 0) return;
    this.endProgress();
    const { formatDiagnostics } = await import("../report/format-diagnostics.ts");
    const text = formatDiagnostics(shown, "text");
    this.#context.err(this.#context.colours ? colour(text) : text);
    if (this.#flags.github || this.#context.github) {
      const annotated = (["error", "warning"] as const).flatMap((severity) =>
        shown.filter((diagnostic) => diagnostic.severity === severity).slice(0, MAX_ANNOTATIONS),
      );
      this.#context.err(formatDiagnostics(annotated, "github"));
    }
  }

  /** A line that the next one takes the place of. */
  progress(text: string): void {
    if (!this.#context.isTerminal || this.#flags.json || this.#flags.quiet) return;
    this.#hasProgress = true;
    this.#context.err(`\r\u001b[2K${text}`);
  }

  /** Takes the line of progress away. */
  endProgress(): void {
    if (this.#hasProgress) this.#context.err("\r\u001b[2K");
    this.#hasProgress = false;
  }
}

/** GitHub shows so many annotations of each severity in one step. */
const MAX_ANNOTATIONS = 10;

const COLOURS: Readonly<Record<Severity, string>> = { error: "\u001b[31m", warning: "\u001b[33m" };
const PLAIN = "\u001b[39m";

/** Colours the severity in the first line of each diagnostic. */
function colour(text: string): string {
  return text.replaceAll(
    /^(\S.*?:\d+:\d+ - )(error|warning)\b/gm,
    (_, place: string, severity: Severity) => `${place}${COLOURS[severity]}${severity}${PLAIN}`,
  );
}
