import type { Report } from "./plan-issue.ts";

/** Keys of Druid's query context that steer how a job runs and never what it writes. */
const HARMLESS: ReadonlySet<string> = new Set([
  "clusterStatisticsMergeMode",
  "durableShuffleStorage",
  "faultTolerance",
  "indexSpec",
  "maxInputBytesPerWorker",
  "maxNumTasks",
  "maxPartitions",
  "maxRowsInMemory",
  "numTasks",
  "priority",
  "rowsInMemory",
  "rowsPerSegment",
  "sqlJoinAlgorithm",
  "sqlQueryId",
  "taskAssignment",
  "taskLockType",
  "useConcurrentLocks",
  "waitUntilSegmentsLoad",
]);

/** A key that could change rows is refused by name, rather than passed over. */
export function checkContext(context: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [key, value] of Object.entries(context)) {
    if (HARMLESS.has(key) || (key === "sqlTimeZone" && (value === "UTC" || value === "Etc/UTC"))) continue;
    const pointer = `/context/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    report("unsupported", pointer, `context key ${JSON.stringify(key)} is not supported; leave it out`);
  }
}
