import { type JsonValue, parseRecord } from "@starfix/engine";
import { type LineResult, shownLine } from "./sample-row.ts";

/** Reads one line of newline-delimited JSON as Druid does, and warns of what Druid reads in another way. */
export function readJsonLine(line: string): LineResult {
  const record = parseRecord(line);
  if (record === undefined) return { issue: `expected one JSON object, received ${shownLine(line)}` };
  const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
  if (!text.trimStart().startsWith("{")) {
    return { issue: `expected one JSON object, received ${shownLine(line)}, which Druid reads as a row of nulls` };
  }
  const fields = Object.entries<JsonValue>(record);
  return { row: { fields, textual: false }, ...(isOneValue(text) ? {} : { warnings: [SEVERAL] }) };
}

const SEVERAL = "more than one value on a line: Druid reads the first and drops the others without a word";

function isOneValue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a file is whose first line is no record; undefined when it is unknown. */
export function hintOf(firstLine: string): string | undefined {
  const text = firstLine.replace(/^\ufffd|^\ufeff/, "");
  if (text.startsWith("PAR1")) return "it is a Parquet file: give --format parquet";
  if (text.startsWith("\u001f\ufffd")) {
    return "it is gzip data, which Druid knows by the end of the name: rename it to end with .gz";
  }
  if (text.trimStart().startsWith("[")) return "it is one JSON list: put each object on a line, as jq -c '.[]' does";
  if (text.trimEnd() === "{") return "its objects take several lines: put each on a line of its own, as jq -c . does";
  if (firstLine.startsWith("\ufffd") || text.includes("\u0000")) return "it is no text";
  if (/^[\w ]+(?:,[\w ]+)+$/.test(text)) return "it looks like csv: give --format csv";
  if (/^[\w ]+(?:\t[\w ]+)+$/.test(text)) return "it looks like tsv: give --format tsv";
  return undefined;
}
