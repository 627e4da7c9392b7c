import type { DataFormatSettings } from "@starfix/schema";
import type { InputField } from "../../checked-job.ts";
import { describeKind, describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { listed } from "../../names/listed.ts";
import { checkFields } from "./check-columns.ts";

const POINTER = "/source/data";

/** How much inline data is looked at, in lines and in characters. */
const MOST_LINES = 1_000;
const MOST_TEXT = 1_000_000;

/** Checks that records in the request are what the format says, and have the fields of the input. */
export function checkInlineData(
  data: string,
  format: DataFormatSettings,
  fields: readonly InputField[],
  report: Report,
): void {
  if (format.format === "csv") checkDelimited(data, format, fields, report);
  else if (format.format === "nd-json") checkJsonLines(data, fields, report);
}

type CsvSettings = Extract<DataFormatSettings, { readonly format: "csv" }>;

function checkDelimited(
  data: string,
  { columns = [], skipHeaderRows = 0, delimiter = "," }: CsvSettings,
  fields: readonly InputField[],
  report: Report,
): void {
  const first = data.split(/\r?\n/, skipHeaderRows + 1)[skipHeaderRows];
  if (first === undefined || first === "") return;
  const cells = cellsOf(first, delimiter);
  if (columns.length === 0) checkFields(cells, fields, report);
  else if (cells.length === columns.length && cells.every((cell, index) => cell.trim() === columns[index])) {
    const expected = `skipHeaderRows: ${skipHeaderRows + 1}, or no columns`;
    report("header_read_as_record", POINTER, { expected, received: describeValue(first) });
  }
}

/** The cells of one line; a quoted cell may hold the delimiter, and a doubled quote. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (char === '"' && quoted && line[i + 1] === '"') cell += line[i++];
    else if (char === '"') quoted = !quoted;
    else if (!quoted && line.startsWith(delimiter, i)) {
      cells.push(cell);
      cell = "";
      i += delimiter.length - 1;
    } else cell += char;
  }
  return [...cells, cell];
}

function checkJsonLines(data: string, fields: readonly InputField[], report: Report): void {
  const lines = data.slice(0, MOST_TEXT).split("\n", MOST_LINES);
  const isWhole = data.length <= MOST_TEXT && lines.length < MOST_LINES;
  // The last line of a cut text may be cut itself.
  if (!isWhole) lines.pop();
  const keys = new Set<string>();
  let records = 0;
  let unreadable: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const value = parseLine(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      records++;
      for (const key of Object.keys(value)) keys.add(key);
    } else unreadable ??= `line ${index + 1}: ${value === undefined ? describeValue(line) : describeKind(value)}`;
  }
  if (unreadable !== undefined) {
    const facts = { expected: "a JSON object on each line", received: unreadable };
    report(records === 0 ? "data_of_another_format" : "unreadable_record", POINTER, facts);
  } else if (isWhole && records > 0) checkKeys(keys, fields, report);
}

/** The value of a line; undefined when it is no JSON. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A field that no record has is likely misspelt where the records have one that the input lacks. */
function checkKeys(keys: ReadonlySet<string>, fields: readonly InputField[], report: Report): void {
  const names = new Set(fields.map(({ name }) => name));
  const unread = [...keys].filter((key) => !names.has(key));
  if (unread.length === 0) return;
  for (const [index, { name: field }] of fields.entries()) {
    if (keys.has(field)) continue;
    const facts = { field, expected: `one of ${listed([...keys])}`, received: JSON.stringify(field) };
    report("field_not_in_data", `/source/inputSchema/${index}/name`, facts);
  }
}
