import type { Refusal } from "@starfix/engine";
import type { StoredColumn, StoredTable } from "../storage/stored-table.ts";
import type { TranslatedJob } from "./translated-job.ts";

/** The columns that the table has after the job, or why the job does not fit the table. */
export function mergeColumns(
  job: Pick<TranslatedJob, "table" | "aggregates" | "mappings">,
  table: StoredTable | undefined,
): { readonly columns: readonly StoredColumn[] } | { readonly refusal: Refusal } {
  const added = job.mappings.map((mapping) => mapping.column);
  if (table === undefined) return { columns: added };
  const mismatch = (name: string, message: string): { readonly refusal: Refusal } => ({
    refusal: { code: "table_mismatch", name, message: `table ${JSON.stringify(job.table)}: ${message}` },
  });
  if (table.aggregate !== job.aggregates) {
    const [is, gives] = table.aggregate ? ["an aggregate", "detail"] : ["a detail", "aggregated"];
    return mismatch(job.table, `it is ${is} table, and the job gives ${gives} rows`);
  }
  const known = new Map(table.columns.map((column) => [column.name, column]));
  for (const column of added) {
    const stored = known.get(column.name);
    if (stored === undefined || (stored.type === column.type && stored.role === column.role)) continue;
    return mismatch(
      column.name,
      `column ${JSON.stringify(column.name)} is a ${stored.role} of type ${stored.type}, and the job gives a ${column.role} of type ${column.type}`,
    );
  }
  return { columns: [...table.columns, ...added.filter((column) => !known.has(column.name))] };
}
