import { randomUUID } from "node:crypto";
import type { EngineColumn } from "@starfix/engine";
import type { JobRecord, Store, TableRecord } from "@starfix/store";

/**
 * Stores the table that a completed job wrote, when it is new: flexible, aggregate when the job aggregates, cut by the job's
 * time chunks. Its columns are found in the data, so none is declared. Doing it again changes nothing.
 */
export async function saveTable(
  store: Store,
  { createdBy, request }: JobRecord,
  columns: readonly EngineColumn[],
  now: string,
): Promise<void> {
  if (request.type !== "batch") return;
  const { clusteringColumns = [], partitionedBy = "day", target } = request;
  const table: TableRecord = {
    id: randomUUID(),
    request: {
      type: columns.some((column) => column.role === "measure") ? "aggregate" : "detail",
      name: target.tableName,
      version: 0,
      schemaMode: "flexible",
      partitioningGranularity: partitionedBy,
      clusteringColumns,
      schema: [],
    },
    version: 0,
    createdByUser: createdBy,
    createdOnTimestamp: now,
    modifiedByUser: createdBy,
    modifiedOnTimestamp: now,
  };
  await store.tables.add(target.tableName, table);
}
