import type { ConnectionRecord } from "../records/connection-record.ts";
import type { JobRecord } from "../records/job-record.ts";
import type { KeyRecord } from "../records/key-record.ts";
import type { TableRecord } from "../records/table-record.ts";

const USER = { username: "api-key-pok_a...b", userId: "user-1" };
const TIME = "2024-01-01T00:00:00.000Z";

/** A pending batch job that writes `table`. */
export function sampleJob(id: string, table = "koalas", change: Partial<JobRecord> = {}): JobRecord {
  return {
    id,
    request: {
      type: "batch",
      source: { type: "s3", connectionName: "demo", uris: ["s3://demo/a.json"], inputSchema: [] },
      target: { type: "table", tableName: table },
      mappings: [{ columnName: "__time", expression: 'TIME_PARSE("t")' }],
    },
    checked: { format: 1 },
    attempt: 0,
    executionStatus: "pending",
    desiredExecutionStatus: "running",
    totals: { numBytesProcessed: 0, numRowsProcessed: 0, numRowsPersisted: 0, numRowsSkippedByError: 0 },
    progress: 0,
    createdBy: USER,
    lastModifiedBy: USER,
    createdTimestamp: TIME,
    lastUpdatedTimestamp: TIME,
    ...change,
  };
}

export function sampleTable(name: string, id: string = name): TableRecord {
  return {
    id,
    request: { type: "detail", name, version: 0, schemaMode: "flexible", partitioningGranularity: "day" },
    version: 0,
    createdByUser: USER,
    createdOnTimestamp: TIME,
    modifiedByUser: USER,
    modifiedOnTimestamp: TIME,
  };
}

export function sampleConnection(name: string, members: ConnectionRecord["members"] = {}): ConnectionRecord {
  return {
    name,
    type: "s3",
    members: { bucket: "demo", ...members },
    secrets: "ciphertext",
    submittedByUser: USER,
    submittedOnTimestamp: TIME,
    modifiedByUser: USER,
    modifiedOnTimestamp: TIME,
  };
}

export function sampleKey(hash: string): KeyRecord {
  return { id: `id of ${hash}`, hash, redacted: "pok_a...b", permissions: ["ManageTables"], createdOnTimestamp: TIME };
}
