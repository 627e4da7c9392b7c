import { parse } from "csv-parse/sync";
import { type LineReader, type LineResult, shownLine } from "./sample-row.ts";
import { isTimeText } from "./time-forms.ts";

type Cell = string | null;

/**
 * Reads the lines of one csv or tsv file as Druid 33 does: a row ends at every line break, also within quotes; tsv has no
 * quotes; an empty cell is null, and a quoted empty one in csv is the empty text. The first line is the header.
 */
export function delimitedReader(format: "csv" | "tsv"): LineReader {
  let header: readonly string[] | undefined;
  return (line) => {
    const cells = format === "csv" ? csvCells(line) : line.split("\t").map((cell) => (cell === "" ? null : cell));
    if (cells === undefined) return unreadable(line);
    if (header !== undefined) return rowOf(header, cells, line);
    header = cells.map((cell) => cell ?? "");
    return { warnings: headerWarnings(header) };
  };
}

function csvCells(line: string): readonly Cell[] | undefined {
  if (line === "") return [null];
  if (!line.includes('"')) return line.split(",").map((cell) => (cell === "" ? null : cell));
  try {
    // Without names for columns a row is the list of what `cast` gives.
    const rows: unknown = parse(line, {
      record_delimiter: "\n",
      relax_quotes: true,
      relax_column_count: true,
      cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
    });
    return (rows as readonly (readonly Cell[])[])[0];
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("CSV_")) return undefined;
    throw error;
  }
}

function unreadable(line: string): LineResult {
  if (line.startsWith("\ufffd")) return { issue: `expected cells, received ${shownLine(line)}` };
  return {
    issue: `a quote does not end on its line, and Druid ends a row at every line break: received ${shownLine(line)}`,
  };
}

function rowOf(header: readonly string[], cells: readonly Cell[], line: string): LineResult {
  if (line.startsWith("\ufffd")) return { issue: `expected cells, received ${shownLine(line)}` };
  const warnings: string[] = [];
  if (line === "") warnings.push("an empty line, which Druid reads as a row of nulls");
  if (cells.length > header.length) warnings.push("more cells than the header has names: Druid drops them");
  const fields = header.slice(0, cells.length).map((name, index) => [name, cells[index] ?? null] as const);
  return { row: { fields, textual: true }, warnings };
}

function headerWarnings(header: readonly string[]): readonly string[] {
  const warnings: string[] = [];
  const [first = ""] = header;
  if (first.startsWith("\ufeff")) {
    warnings.push("a byte order mark before the header: Druid keeps it in the first name; save the file without it");
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) warnings.push(`the header has ${JSON.stringify(twice)} twice: the last cell counts`);
  const odd = header.find((name) => name === "" || /^[+-]?\d+(?:\.\d+)?$/.test(name) || isTimeText(name));
  if (odd !== undefined) {
    const cell = odd === "" ? "an empty cell" : JSON.stringify(odd);
    warnings.push(
      `the first line is taken for the header and holds ${cell}: where it is data, give the names in .format(), as { columns: [...] }`,
    );
  }
  return warnings;
}
