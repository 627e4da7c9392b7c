import type { Position, SourceLine } from "../issue.ts";

/** Length to which a line is cut for messages. */
const MAX_LINE = 160;

/** The lines of a text, split on demand. */
export class TextLines {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  positionAt(file: string, offset: number): Position {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The line of a position, without its line break; a very long one is cut on both sides. */
  lineAt({ line, column }: Position): SourceLine | undefined {
    const starts = this.#lineStarts();
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    const end = (starts[line] ?? this.#text.length + 1) - 1;
    const from = end - start <= MAX_LINE ? start : Math.max(start, start + column - 1 - MAX_LINE / 2);
    const text = this.#text.slice(from, Math.min(end, from + MAX_LINE)).replace(/\r$/, "");
    return { text, column: column - (from - start) };
  }

  #lineStarts(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.#text.indexOf("\n"); at >= 0; at = this.#text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#starts = starts;
    return starts;
  }
}
