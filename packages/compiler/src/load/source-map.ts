/** Where something stands in a source; both count from 0. */
export interface OriginalPlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** Numbers of one mapping: column in the line that was made, index of the source, line and column there. */
const WIDTH = 4;

/**
 * A source map to look places up in. It keeps its mappings as plain numbers: as lists of lists those of ten thousand
 * definitions would take a hundred megabytes.
 *
 * @see https://tc39.es/ecma426/
 */
export class SourceMap {
  readonly #sources: readonly string[];
  readonly #mappings: Int32Array;
  /** For each line that was made, how many mappings are before it; and at the end how many there are. */
  readonly #lines: readonly number[];

  constructor(json: string) {
    const { sources, mappings }: { readonly sources: readonly string[]; readonly mappings: string } = JSON.parse(json);
    this.#sources = sources;
    ({ mappings: this.#mappings, lines: this.#lines } = decode(mappings));
  }

  /** What a place that was made comes from; both numbers count from 0. */
  find(line: number, column: number): OriginalPlace | undefined {
    const start = this.#lines[line];
    const end = this.#lines[line + 1];
    if (start === undefined || end === undefined) return undefined;
    let low: number = start;
    let high: number = end;
    // The last mapping of the line that begins at the column or before it.
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#at(middle, 0) <= column) low = middle + 1;
      else high = middle;
    }
    const source = low === start ? undefined : this.#sources[this.#at(low - 1, 1)];
    if (source === undefined) return undefined;
    return { source, line: this.#at(low - 1, 2), column: this.#at(low - 1, 3) };
  }

  #at(mapping: number, member: number): number {
    return this.#mappings[mapping * WIDTH + member] ?? -1;
  }
}

const digits = new Uint8Array(128);
for (const [i, digit] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  digits[digit.charCodeAt(0)] = i;
}

const COMMA = 44;
const SEMICOLON = 59;

function decode(text: string): { readonly mappings: Int32Array; readonly lines: readonly number[] } {
  let mappings = new Int32Array(1024);
  const lines = [0];
  let count = 0;
  // Each number is the difference to the one before; columns begin anew in each line.
  const last = [0, 0, 0, 0, 0];
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code === SEMICOLON || code === COMMA) {
      if (code === SEMICOLON) {
        lines.push(count);
        last[0] = 0;
      }
      i++;
      continue;
    }
    let field = 0;
    for (; i < text.length && text.charCodeAt(i) !== COMMA && text.charCodeAt(i) !== SEMICOLON; field++) {
      let value = 0;
      for (let shift = 0, more = true; more; shift += 5) {
        const digit = digits[text.charCodeAt(i++)] ?? 0;
        value |= (digit & 31) << shift;
        more = (digit & 32) !== 0;
      }
      last[field] = (last[field] ?? 0) + (value & 1 ? -(value >>> 1) : value >>> 1);
    }
    if ((count + 1) * WIDTH > mappings.length) {
      const larger = new Int32Array(mappings.length * 2);
      larger.set(mappings);
      mappings = larger;
    }
    // A mapping of one number says that what follows comes from no source.
    if (field === 1) mappings.set([last[0] ?? 0, -1, 0, 0], count * WIDTH);
    else for (let member = 0; member < WIDTH; member++) mappings[count * WIDTH + member] = last[member] ?? 0;
    count++;
  }
  lines.push(count);
  return { mappings, lines };
}
