import { randomUUID } from "node:crypto";
import type { EngineColumn, JobRecord, Store, TableRecord } from "@starfix/engine";

/**
 * Stores the table that a completed job wrote, when it is new: flexible, aggregate when the job aggregates, cut by the job's
 * time chunks. Its columns are found in the data, so none is declared. Doing it again changes nothing.
 */
export async function saveTable(
  store: Store,
  job: JobRecord,
  columns: readonly EngineColumn[],
  now: string,
): Promise<void> {
  const { clusteringColumns = [], partitionedBy = "day", target } = job.spec;
  const table: TableRecord = {
    id: randomUUID(),
    name: target.tableName,
    type: columns.some((column) => column.role === "measure") ? "aggregate" : "detail",
    schemaMode: "flexible",
    partitioningGranularity: partitionedBy,
    clusteringColumns,
    columns: [],
    version: 0,
    createdByUser: job.createdBy,
    createdOnTimestamp: now,
    modifiedByUser: job.createdBy,
    modifiedOnTimestamp: now,
  };
  await store.tables.add(table.name, table);
}
