import type { OldRecord } from "./record-kind.ts";

/** From format 1: the members of the declaration become `request`. Only jobs made tables then, so none declares columns. */
export function migrateTable(record: OldRecord): OldRecord {
  const { clusteringColumns, columns: _, name, partitioningGranularity, schemaMode, type, ...others } = record;
  const { version } = others;
  return { ...others, request: { type, name, version, schemaMode, partitioningGranularity, clusteringColumns } };
}
