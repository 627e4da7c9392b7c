import type { Cell, QueryResult } from "@starfix/engine";
import type { SqlResultFormat } from "@starfix/schema";
import { cellCsv, cellJson, csvText } from "./cell-text.ts";
import { nativeType, sqlTypeName } from "./column-types.ts";

/** Header rows of an answer. The types need the names. */
export interface HeaderOptions {
  readonly header: boolean;
  readonly typesHeader: boolean;
  readonly sqlTypesHeader: boolean;
}

export interface FormattedRows {
  readonly contentType: string;
  readonly text: string;
}

/** Writes the rows of a query. Line formats end with an empty line, so that a reader knows that nothing was cut off. */
export function formatRows(result: QueryResult, format: SqlResultFormat, options: HeaderOptions): FormattedRows {
  const header = options.header ? headerRows(result, format, options) : [];
  const rows = [...header, ...result.rows.map(rowWriter(result, format))];
  switch (format) {
    case "object":
    case "array":
      return { contentType: "application/json", text: `[${rows.join(",")}]` };
    case "objectLines":
    case "arrayLines":
      return { contentType: "text/plain", text: lines(rows) };
    case "csv":
      return { contentType: "text/csv", text: lines(rows) };
    default:
      throw new Error(`unexpected result format: ${JSON.stringify(format satisfies never)}`);
  }
}

function lines(rows: readonly string[]): string {
  return `${rows.map((row) => `${row}\n`).join("")}\n`;
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
function headerRows({ columns }: QueryResult, format: SqlResultFormat, options: HeaderOptions): readonly string[] {
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
