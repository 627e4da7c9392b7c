import type { JsonValue } from "@starfix/engine";

/** A record of a sample. */
export interface SampleRow {
  readonly fields: readonly (readonly [name: string, value: JsonValue])[];
  /** True when every value came as text, as in csv: a text that holds a number is one. */
  readonly textual: boolean;
}

/** What one line gave: a record, nothing to keep (a header), or why it is no record. */
export type LineResult =
  | { readonly row: SampleRow; readonly warnings?: readonly string[] }
  | { readonly row?: undefined; readonly warnings?: readonly string[]; readonly issue?: string };

/** Reads the lines of one file, in their order. */
export type LineReader = (line: string) => LineResult;

/** A line as a message shows it. */
export function shownLine(line: string): string {
  if (line.trim() === "") return "an empty line";
  if (line.startsWith("\ufffd")) return "bytes that are no UTF-8 text";
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
