import { Buffer, isUtf8 } from "node:buffer";

const LINE_FEED = 0x0a;

/** Longest line in bytes: a longer one is no record but a file of another format. */
export const MAX_LINE_BYTES: number = 64 * 1024 * 1024;

/**
 * Cuts bytes into lines at `\n` or `\r\n`. A line that is not UTF-8 is handed over with U+FFFD in front, so that it can
 * be shown and cannot be read as JSON.
 */
export class LineSplitter {
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** The lines that `chunk` completes. */
  push(chunk: Buffer): string[] {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end === -1) {
      this.#keep(chunk);
      return [];
    }
    const complete = chunk.subarray(0, end);
    const block = this.#rest.length === 0 ? complete : Buffer.concat([...this.#rest, complete]);
    this.#rest = [];
    this.#restBytes = 0;
    this.#keep(chunk.subarray(end + 1));
    return split(block);
  }

  /** What is left after the last line feed. */
  end(): string[] {
    const block = Buffer.concat(this.#rest);
    this.#rest = [];
    return block.length === 0 ? [] : split(block);
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#restBytes += bytes.length;
    if (this.#restBytes > MAX_LINE_BYTES) {
      throw new RangeError(`a line is longer than ${MAX_LINE_BYTES} bytes; expected one JSON object a line`);
    }
    this.#rest.push(bytes);
  }
}

function split(block: Buffer): string[] {
  if (!isUtf8(block)) return splitBytes(block);
  const text = block.toString("utf8");
  return text.includes("\r") ? text.split("\n").map(withoutReturn) : text.split("\n");
}

function splitBytes(block: Buffer): string[] {
  const lines: string[] = [];
  for (let start = 0; start <= block.length; ) {
    const found = block.indexOf(LINE_FEED, start);
    const end = found === -1 ? block.length : found;
    const line = block.subarray(start, end);
    lines.push(withoutReturn(isUtf8(line) ? line.toString("utf8") : `\ufffd${line.toString("utf8")}`));
    start = end + 1;
  }
  return lines;
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
