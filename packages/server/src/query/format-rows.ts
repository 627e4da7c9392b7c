import type { Cell, QueryResult } from "@starfix/engine";
import type { SqlResultFormat } from "@starfix/schema";
import { cellCsv, cellJson, csvText } from "./cell-text.ts";
import { nativeType, sqlTypeName } from "./column-types.ts";

/** Header rows of an answer, and how many rows follow them at the most. The types need the names. */
export interface RowOptions {
  readonly header: boolean;
  readonly typesHeader: boolean;
  readonly sqlTypesHeader: boolean;
  /** @default all rows */
  readonly limit?: number;
}

export interface FormattedRows {
  readonly contentType: string;
  /** The answer in parts, the first of which comes with the first rows. */
  readonly chunks: AsyncIterable<string>;
}

/** Writes the rows of a query. Line formats end with an empty line, so that a reader knows that nothing was cut off. */
export function formatRows(result: QueryResult, format: SqlResultFormat, options: RowOptions): FormattedRows {
  switch (format) {
    case "object":
    case "array":
      return { contentType: "application/json", chunks: writeRows(result, format, options, ["[", ",", "]"]) };
    case "objectLines":
    case "arrayLines":
      return { contentType: "text/plain", chunks: writeRows(result, format, options, ["", "\n", "\n\n"]) };
    case "csv":
      return { contentType: "text/csv", chunks: writeRows(result, format, options, ["", "\n", "\n\n"]) };
    default:
      throw new Error(`unexpected result format: ${JSON.stringify(format satisfies never)}`);
  }
}

async function* writeRows(
  result: QueryResult,
  format: SqlResultFormat,
  options: RowOptions,
  [start, separator, end]: readonly [start: string, separator: string, end: string],
): AsyncGenerator<string, void> {
  const writeRow = rowWriter(result, format);
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  const header = options.header ? headerRows(result, format, options) : [];
  let text = start + header.join(separator);
  let isFirst = header.length === 0;
  for await (const batch of result.rows) {
    for (const row of left < batch.length ? batch.slice(0, left) : batch) {
      text += isFirst ? writeRow(row) : separator + writeRow(row);
      isFirst = false;
    }
    left -= batch.length;
    if (text !== "") yield text;
    text = "";
    if (left <= 0) break;
  }
  // Without any row a line format has only its last, empty line.
  yield text + (isFirst && start === "" ? "\n" : end);
}

function rowWriter({ columns }: QueryResult, format: SqlResultFormat): (row: readonly Cell[]) => string {
  const names = columns.map((column) => JSON.stringify(column.name));
  const json = (row: readonly Cell[]) => columns.map(({ type }, index) => cellJson(row[index] ?? null, type));
  switch (format) {
    case "object":
    case "objectLines":
      return (row) =>
        `{${json(row)
          .map((cell, index) => `${names[index]}:${cell}`)
          .join(",")}}`;
    case "array":
    case "arrayLines":
      return (row) => `[${json(row).join(",")}]`;
    case "csv":
      return (row) => columns.map(({ type }, index) => cellCsv(row[index] ?? null, type)).join(",");
    default:
      throw new Error(`unexpected result format: ${JSON.stringify(format satisfies never)}`);
  }
}

/** In object formats one row, each name with its types or null; in the others a row for names and one for each kind of type. */
function headerRows({ columns }: QueryResult, format: SqlResultFormat, options: RowOptions): readonly string[] {
  const { sqlTypesHeader, typesHeader } = options;
  if (format === "object" || format === "objectLines") {
    const members = columns.map(({ name, type }) => {
      const types = {
        ...(typesHeader ? { type: nativeType(type) } : {}),
        ...(sqlTypesHeader ? { sqlType: sqlTypeName(type) } : {}),
      };
      return `${JSON.stringify(name)}:${typesHeader || sqlTypesHeader ? JSON.stringify(types) : "null"}`;
    });
    return [`{${members.join(",")}}`];
  }
  const rows = [
    columns.map(({ name }) => name),
    ...(typesHeader ? [columns.map(({ type }) => nativeType(type))] : []),
    ...(sqlTypesHeader ? [columns.map(({ type }) => sqlTypeName(type))] : []),
  ];
  return rows.map((row) => (format === "csv" ? row.map(csvText).join(",") : JSON.stringify(row)));
}
