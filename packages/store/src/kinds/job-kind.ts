import { JOB_FIELDS, type JobField, type JobRecord } from "../records/job-record.ts";
import { migrateJob } from "./migrate-job.ts";
import type { RecordKind } from "./record-kind.ts";

export const JOB_KIND: RecordKind<JobRecord, JobField> = {
  name: "jobs",
  fields: JOB_FIELDS,
  fieldsOf: jobFields,
  textsOf: jobTexts,
  migrations: [migrateJob],
};

/** The values by which a job is filtered and sorted. */
export function jobFields(record: JobRecord): Readonly<Record<JobField, string>> {
  const { createdBy, createdTimestamp, error, executionStatus, lastUpdatedTimestamp, request, warning } = record;
  const source = "source" in request ? request.source : undefined;
  return {
    type: request.type,
    executionStatus,
    healthStatus: error !== undefined ? "error" : warning !== undefined ? "warn" : "ok",
    connectionName: source !== undefined && "connectionName" in source ? source.connectionName : "",
    sourceType: source?.type ?? "",
    sourceTable: source !== undefined && "tableName" in source ? source.tableName : "",
    targetTable: record.targetTable ?? ("target" in request ? request.target.tableName : ""),
    createdBy: createdBy.username,
    created: createdTimestamp,
    lastUpdated: lastUpdatedTimestamp,
  };
}

/** Every value of the summary of a job. */
function jobTexts(record: JobRecord): readonly string[] {
  const { completedTimestamp, createdBy, desiredExecutionStatus, error, id, lastModifiedBy, request } = record;
  const { startedTimestamp, warning } = record;
  const message = error ?? warning;
  return [
    ...Object.values(jobFields(record)),
    id,
    desiredExecutionStatus,
    createdBy.userId,
    lastModifiedBy.userId,
    lastModifiedBy.username,
    ...("target" in request ? [request.target.type, ...(request.target.intervals ?? [])] : []),
    ...(message === undefined ? [] : [message.code, message.message]),
    ...(startedTimestamp === undefined ? [] : [startedTimestamp]),
    ...(completedTimestamp === undefined ? [] : [completedTimestamp]),
  ];
}
