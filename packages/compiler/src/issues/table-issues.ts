import type { IssueTable, NamedFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can be wrong with a table, and between a table and the job that fills it. */
export interface TableIssueFacts {
  readonly column_not_in_table: NamedFacts & {
    readonly table: string;
    readonly column: string;
    /** The columns that the table has. */
    readonly columns: readonly string[];
  };
  readonly column_type: NamedFacts & {
    readonly table: string;
    readonly column: string;
    /** The type of the column and the SQL types that fill it. */
    readonly expected: string;
    /** The SQL type of the expression. */
    readonly received: string;
  };
  readonly measure_without_aggregation: NamedFacts & { readonly table: string; readonly column: string };
  readonly aggregation_without_measure: NamedFacts & { readonly table: string; readonly column: string };
  readonly misaligned_interval: NamedFacts & { readonly interval: string; readonly granularity: string };
  readonly unknown_clustering_column: NamedFacts & { readonly column: string; readonly columns: readonly string[] };
  readonly clustering_by_measure: NamedFacts & { readonly column: string };
  readonly rollup_coarser_than_chunk: NamedFacts & { readonly rollup: string; readonly chunk: string };
}

const job = (table: string, mappings: string, more = ""): string => `${table}
export const job = batchJob("job")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string", session_length: "long" })
  .into(table)${more}
  .map({ __time: 'TIME_PARSE("timestamp")', ${mappings} });`;

const strict = `export const table = detailTable("Koalas").columns({ city: "string" }).strict();`;
const flexible = `export const table = detailTable("Koalas").columns({ city: "string" });`;
const sessions = `export const table = aggregateTable("Sessions").columns({ city: "string" }).measures({ longest: "long" });`;

export const tableIssues: IssueTable<TableIssueFacts> = {
  column_not_in_table: {
    severity: "error",
    title: "A column that a strict table does not have",
    meaning:
      "A strict table takes only the columns that it declares. A job that fills another one is refused by the service.",
    fix: "Declare the column in the table, map another one, or make the table .flexible().",
    example: { wrong: job(strict, `town: '"city"'`), right: job(strict, `city: '"city"'`) },
    message: ({ name, table, column, columns }) =>
      `job ${quoted(name)} maps column ${quoted(column)}, which strict table ${quoted(table)} does not have: expected one of ${columns.join(", ")}`,
  },
  column_type: {
    severity: "error",
    title: "An expression of another type than its column",
    meaning:
      "The table declares the type of the column, and what the job gives is of another. The service would refuse the job, or write other values than were meant.",
    fix: "Cast the expression, or declare the column with the type that the data has.",
    example: {
      wrong: job(flexible, `city: '"session_length"'`),
      right: job(flexible, `city: 'CAST("session_length" AS VARCHAR)'`),
    },
    message: ({ name, table, column, expected, received }) =>
      `job ${quoted(name)} maps column ${quoted(column)} of table ${quoted(table)}: expected ${expected}, received ${received}`,
  },
  measure_without_aggregation: {
    severity: "error",
    title: "A measure without an aggregation",
    meaning: "A measure holds one value for a group of rows, so only an aggregation such as SUM or MAX can fill it.",
    fix: "Aggregate the expression, as in sum(c.session_length), or declare the column with .columns() instead of .measures().",
    example: {
      wrong: job(sessions, `longest: '"session_length"'`),
      right: job(sessions, `longest: 'MAX("session_length")'`),
    },
    message: ({ name, table, column }) =>
      `job ${quoted(name)} maps measure ${quoted(column)} of table ${quoted(table)} without an aggregation: aggregate it, as in SUM or MAX`,
  },
  aggregation_without_measure: {
    severity: "error",
    title: "An aggregation into a column that is no measure",
    meaning:
      "Rows are grouped by the columns of an aggregate table that are no measures, and a detail table has no measures at all, so no aggregation can fill them.",
    fix: "Declare the column with .measures() in an aggregate table, or map an expression over one record.",
    example: {
      wrong: job(sessions, `city: 'MAX("session_length")'`),
      right: job(sessions, `longest: 'MAX("session_length")'`),
    },
    message: ({ name, table, column }) =>
      `job ${quoted(name)} maps column ${quoted(column)} of table ${quoted(table)} to an aggregation, and it is no measure: declare it with .measures() in an aggregateTable(), or do not aggregate`,
  },
  misaligned_interval: {
    severity: "error",
    title: "An interval that cuts a time chunk",
    meaning:
      "A job replaces whole time chunks. An interval that begins or ends within one is refused by the service, because rows would be lost that the job does not bring back.",
    fix: "Let the interval begin and end with a time chunk, in UTC, or choose shorter chunks with .partitionBy().",
    example: {
      wrong: job(flexible, `city: '"city"'`, `\n  .replace("2026-01-01T06:00:00Z/2026-01-02")`),
      right: job(flexible, `city: '"city"'`, `\n  .replace("2026-01-01/2026-01-02")`),
    },
    message: ({ name, interval, granularity }) =>
      `job ${quoted(name)} replaces ${quoted(interval)}, and its time chunks are of length ${granularity}: begin and end with one, in UTC`,
  },
  unknown_clustering_column: {
    severity: "error",
    title: "Sorting by a column that is not declared",
    meaning: "The rows of a table are sorted inside a time chunk by columns that the table declares.",
    fix: "Declare the column, or sort by another one.",
    example: {
      wrong: `export const table = detailTable("Koalas").columns({ city: "string" }).clusterBy("town");`,
      right: `export const table = detailTable("Koalas").columns({ city: "string" }).clusterBy("city");`,
    },
    message: ({ name, column, columns }) =>
      `table ${quoted(name)} sorts by ${quoted(column)}, which it does not declare: expected one of ${columns.join(", ") || "its columns, and it declares none"}`,
  },
  clustering_by_measure: {
    severity: "error",
    title: "Sorting by a measure",
    meaning: "The rows of an aggregate table are sorted by columns that they are grouped by, never by a measure.",
    fix: "Sort by columns that are no measures.",
    example: {
      wrong: `${sessions.slice(0, -1)}.clusterBy("longest");`,
      right: `${sessions.slice(0, -1)}.clusterBy("city");`,
    },
    message: ({ name, column }) =>
      `table ${quoted(name)} sorts by measure ${quoted(column)}: expected columns that are no measures`,
  },
  rollup_coarser_than_chunk: {
    severity: "error",
    title: "Times that are cut down further than time chunks",
    meaning: "Times are cut down within a time chunk, so the length of .rollup() is at most that of .partitionBy().",
    fix: "Roll up to a shorter length, or choose longer time chunks with .partitionBy().",
    example: {
      wrong: `${sessions.slice(0, -1)}.rollup("month");`,
      right: `${sessions.slice(0, -1)}.rollup("month").partitionBy("month");`,
    },
    message: ({ name, rollup, chunk }) =>
      `table ${quoted(name)} rolls times up to ${rollup}, and its time chunks are only of length ${chunk}: choose longer ones with .partitionBy()`,
  },
};
