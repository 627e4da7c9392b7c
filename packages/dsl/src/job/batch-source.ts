import type { Interval } from "@starfix/expr";
import type { ObjectStoreConnection } from "../connection/connection-definition.ts";
import type { ConnectionNode } from "../connection/connection-node.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import { parseTexts } from "../parse-selection.ts";
import { parseTableName } from "../table/parse-table-name.ts";
import type { NoColumns, TableDefinition, TableShape } from "../table/table-shape.ts";
import { parseInterval } from "../time/parse-interval.ts";
import type { BatchSourceNode } from "./job-node.ts";
import { tableNodeOf } from "./parse-target.ts";

/** Records that no connection gives: they stand in the job, or in uploaded files. */
export interface RowsSource {
  readonly " source": Extract<BatchSourceNode, { readonly kind: "inline" | "uploaded" }>;
}

/** Rows of another table. `TColumns` are its columns where they are known. */
export interface TableSource<TColumns = unknown> {
  readonly " source": Extract<BatchSourceNode, { readonly kind: "table" }>;
  /** Type only: the columns of the table; `unknown` when it is given by name. */
  readonly " columns": TColumns;
}

/** The columns of a declared table, as the input of a job that reads it. */
export type ColumnsOf<TShape extends TableShape> = { readonly __time: "timestamp" } & TShape["columns"] &
  TShape["measures"] &
  TShape["added"];

/**
 * Records that stand in the job itself: as text in the format of `.format()`, or as a list of objects. Without `.format()`
 * they are JSON, one object a line.
 *
 * @example
 * batchJob("seed").from(inline([{ at: "2026-01-01", city: "Perth" }]))
 * // => { "source": { "type": "inline", "data": "{\"at\":\"2026-01-01\",\"city\":\"Perth\"}\n",
 * //                  "formatSettings": { "format": "nd-json" }, … }, … }
 *
 * @throws DefinitionError when there is no record.
 */
export function inline(data: string | readonly object[]): RowsSource {
  const expected = 'text, or a list of records such as [{ city: "Perth" }]';
  if (typeof data !== "string" && !Array.isArray(data)) refuse("inline data", expected, data);
  const text = typeof data === "string" ? data : data.map((record) => `${JSON.stringify(record)}\n`).join("");
  if (text.trim() === "") refuse("inline data", `${expected}, one at least`, data);
  return Object.freeze({ " source": Object.freeze({ kind: "inline", data: text }) });
}

/**
 * Files that were uploaded to the project, by their names. Without `.format()` the service goes by the file extension.
 *
 * @example
 * batchJob("koalas").from(uploadedFiles("koalas.json.gz"))
 * // => { "source": { "type": "uploaded", "fileList": ["koalas.json.gz"], … }, … }
 *
 * @throws DefinitionError when there is no name.
 */
export function uploadedFiles(...names: readonly string[]): RowsSource {
  const files = parseTexts("file", "koalas.json.gz", names);
  return Object.freeze({ " source": Object.freeze({ kind: "uploaded", files }) });
}

/** Options of `tableSource()`. */
export interface TableSourceOptions {
  /**
   * The one ISO 8601 interval of `__time` to read.
   *
   * @default all time
   */
  readonly interval?: Interval;
}

/**
 * Rows of another table of the project, as it is when the job starts. A table that is declared in code brings its columns
 * along, an aggregate table `__count` too, the number of records of each row; of one that is given by name, `.input()` states the columns that mappings use.
 *
 * @example
 * batchJob("cities").from(tableSource("Koalas", { interval: "2026-01-01/P1M" }))
 * // => { "source": { "type": "table", "tableName": "Koalas", "interval": "2026-01-01/P1M" }, … }
 *
 * @throws DefinitionError for a text that is no name of a table or no interval.
 */
export function tableSource(table: string, options?: TableSourceOptions): TableSource;
export function tableSource<TShape extends TableShape>(
  table: TableDefinition<TShape>,
  options?: TableSourceOptions,
): TableSource<ColumnsOf<TShape>>;
export function tableSource(table: string | TableDefinition, options: TableSourceOptions = {}): TableSource {
  for (const key of Object.keys(options)) {
    if (key !== "interval") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of tableSource(): expected interval`);
    }
  }
  const declared = tableNodeOf(table);
  const interval = options.interval === undefined ? undefined : parseInterval(options.interval);
  const source = { kind: "table", table: declared?.name ?? parseTableName(table), interval, declared } as const;
  return Object.freeze({ " source": Object.freeze(source), " columns": undefined });
}

/** Finds out what a job reads from what `.from()` was given. */
export function parseBatchSource(source: ObjectStoreConnection | RowsSource | TableSource): BatchSourceNode {
  const expected = 'a connection such as s3Connection("demo-conn")…, or inline(…), uploadedFiles(…) or tableSource(…)';
  if (typeof source !== "object" || source === null) return refuse("source", expected, source);
  if (" source" in source) return source[" source"];
  if (typeof source.toNode !== "function") return refuse("source", expected, source);
  const connection = source.toNode();
  if (connection.kind !== "connection") return refuse("source", expected, connection.kind);
  if (connection.request.type !== "s3" && connection.request.type !== "azure") {
    return refuse(
      "source",
      "a connection to S3 or Azure; a streamingJob() reads streams",
      (connection as ConnectionNode).request.type,
    );
  }
  return Object.freeze({ kind: "objects", connection });
}

/** No columns are known yet. */
export type NoInput = NoColumns;
