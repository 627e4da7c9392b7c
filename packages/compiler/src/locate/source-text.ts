/** A place in a text; both count from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** A source file, as offsets and as lines. */
export class SourceText {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.#starts = lineStarts(text);
  }

  /** Undefined for a place that the text does not have. */
  offsetOf({ line, column }: LineColumn): number | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined || start + column - 1 > this.text.length) return undefined;
    return start + column - 1;
  }

  placeOf(offset: number): LineColumn {
    return placeIn(this.#starts, offset);
  }

  /** A line without its end. */
  lineAt(line: number): string | undefined {
    const start = this.#starts[line - 1];
    return start === undefined ? undefined : this.text.slice(start, this.#starts[line]).replace(/[\r\n]+$/, "");
  }
}

/** The place of an offset, by where the lines begin. */
export function placeIn(starts: ArrayLike<number>, offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The offsets at which the lines of a text begin. */
export function lineStarts(text: string): readonly number[] {
  return text.includes("\r") ? mixedStarts(text) : plainStarts(text);
}

function plainStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

function mixedStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}
