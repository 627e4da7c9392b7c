import type { OldRecord } from "./record-kind.ts";

/**
 * From format 1: `spec` becomes `request`, `counters` become `totals`, and `mappings` go, since the job is checked again. A
 * job that has been started had its first run then; the importer of a database that knows of later runs corrects the number.
 */
export function migrateJob({ counters, mappings: _, spec, ...others }: OldRecord): OldRecord {
  // Format 1 always had all four counters.
  const { bytesProcessed, rowsPersisted, rowsProcessed, rowsSkippedByError } = counters as OldRecord;
  return {
    ...others,
    request: spec,
    checked: null,
    attempt: others.startedTimestamp === undefined ? 0 : 1,
    totals: {
      numBytesProcessed: bytesProcessed,
      numRowsProcessed: rowsProcessed,
      numRowsPersisted: rowsPersisted,
      numRowsSkippedByError: rowsSkippedByError,
    },
  };
}
