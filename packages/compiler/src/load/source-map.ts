/** A place in a source; line and column count from 0. */
export interface OriginalPlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** Numbers of one mapping: generated column, index of the source, line and column in the source. */
const WIDTH = 4;

/**
 * The mappings of a source map in typed arrays, which another thread can take over. As nested arrays, the mappings of ten
 * thousand definitions would take a hundred megabytes.
 */
export interface DecodedMap {
  readonly sources: readonly string[];
  readonly mappings: Int32Array<ArrayBuffer>;
  /** The number of mappings before each generated line, and at the end the number of all. */
  readonly lines: Int32Array<ArrayBuffer>;
}

/** Looks places up in a source map. */
export class SourceMap {
  readonly #sources: readonly string[];
  readonly #mappings: Int32Array;
  readonly #lines: Int32Array;

  constructor({ sources, mappings, lines }: DecodedMap) {
    this.#sources = sources;
    this.#mappings = mappings;
    this.#lines = lines;
  }

  /** The source of a generated place; both numbers count from 0. */
  find(line: number, column: number): OriginalPlace | undefined {
    const start = this.#lines[line];
    const end = this.#lines[line + 1];
    if (start === undefined || end === undefined) return undefined;
    let low: number = start;
    let high: number = end;
    // The last mapping of the line at the column or before it.
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

/**
 * Reads a source map.
 *
 * @see https://tc39.es/ecma426/
 */
export function decodeMap(json: string): DecodedMap {
  const { sources, mappings: text }: { readonly sources: readonly string[]; readonly mappings: string } =
    JSON.parse(json);
  let mappings = new Int32Array(4096);
  const lines = [0];
  let end = 0;
  // One loop with plain variables, because it runs once in a process, before V8 has optimized it.
  let field = 0;
  let value = 0;
  let shift = 0;
  let made = 0;
  let source = 0;
  let line = 0;
  let column = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? SEMICOLON : text.charCodeAt(i);
    if (code === COMMA || code === SEMICOLON) {
      if (field > 0) {
        if (end === mappings.length) mappings = doubled(mappings);
        mappings[end] = made;
        // A mapping with one number has no source.
        mappings[end + 1] = field === 1 ? -1 : source;
        mappings[end + 2] = line;
        mappings[end + 3] = column;
        end += WIDTH;
        field = 0;
      }
      if (code === SEMICOLON) {
        lines.push(end / WIDTH);
        made = 0;
      }
      continue;
    }
    const digit = digits[code] ?? 0;
    value |= (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    // Each number is the difference to the one before; generated columns start at 0 in each line.
    const difference = (value & 1) === 0 ? value >>> 1 : -(value >>> 1);
    if (field === 0) made += difference;
    else if (field === 1) source += difference;
    else if (field === 2) line += difference;
    else if (field === 3) column += difference;
    field++;
    value = 0;
    shift = 0;
  }
  return { sources, mappings: mappings.slice(0, end), lines: Int32Array.from(lines) };
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
