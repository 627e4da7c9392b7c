import type { CliContext } from "./context.ts";

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/**
 * Writes what a command has to say. With `--json` stdout has the JSON and nothing else, and likewise for a document
 * in another format.
 */
export class Output {
  readonly #context: CliContext;
  readonly #colours: boolean;
  readonly #json: boolean;
  #stdoutTaken: boolean;
  #printed = false;
  #liveLine = false;

  constructor(context: CliContext, options: { readonly json: boolean }) {
    this.#context = context;
    this.#json = options.json;
    this.#stdoutTaken = options.json;
    // A message may end up in the JSON.
    this.#colours = context.isTTY && !options.json && !context.env.NO_COLOR;
  }

  /** Whether {@link live} lines are written over. */
  get isLive(): boolean {
    return this.#context.isTTY;
  }

  get json(): boolean {
    return this.#json;
  }

  /** Whether the JSON line is out. */
  get printed(): boolean {
    return this.#printed;
  }

  /** A line of the report. */
  line(text: string): void {
    this.#clearLive();
    (this.#stdoutTaken ? this.#context.stderr : this.#context.stdout).write(`${text}\n`);
  }

  /** A line on stderr: a warning, a hint, an error. */
  note(text: string): void {
    this.#clearLive();
    this.#context.stderr.write(`${text}\n`);
  }

  /** The one JSON line of `--json`; without it nothing. */
  result(value: object): void {
    if (!this.#json) return;
    this.#printed = true;
    this.#context.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** One of the JSON lines of a command that goes on; without `--json` nothing. */
  event(value: object): void {
    if (this.#json) this.#context.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** Keeps stdout for a document: from now on lines go to stderr. */
  takeStdout(): void {
    this.#stdoutTaken = true;
  }

  /** A text that others read: a log, a graph, a script. It ends with a newline. */
  document(text: string): void {
    this.#clearLive();
    this.#context.stdout.write(text);
  }

  /** On a terminal a line that the next one overwrites, elsewhere a plain line. */
  live(text: string): void {
    if (!this.#context.isTTY) {
      this.note(text);
      return;
    }
    this.#liveLine = true;
    this.#context.stderr.write(`\r\u001b[2K${text}`);
  }

  style(style: keyof typeof STYLES, text: string): string {
    return this.#colours ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
  }

  #clearLive(): void {
    if (!this.#liveLine) return;
    this.#liveLine = false;
    this.#context.stderr.write("\r\u001b[2K");
  }
}
