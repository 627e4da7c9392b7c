import type { JobRecord } from "@starfix/engine";
import type { BatchJobResponse, BatchJobSummaryResponse, JobHealth, S3JobSourceSummary } from "@starfix/schema";
import { jobHealth } from "../jobs/job-health.ts";
import { answeredMappings } from "../jobs/job-mappings.ts";
import { jobSql } from "../jobs/job-sql.ts";

/** A job in a list, of the kinds that this server has; it knows everything that the contract lets a service not know. */
export type JobSummary = BatchJobSummaryResponse & {
  source: S3JobSourceSummary;
  health: NonNullable<JobHealth>;
  createdTimestamp: string;
  lastUpdatedTimestamp: string;
};

/** A job in a list: no request, no mappings, of its source only the connection. */
export function jobSummary(record: JobRecord): JobSummary {
  const { source, target } = record.spec;
  return {
    type: "batch",
    id: record.id,
    target,
    desiredExecutionStatus: record.desiredExecutionStatus,
    createdBy: record.createdBy,
    lastModifiedBy: record.lastModifiedBy,
    executionStatus: record.executionStatus,
    health: jobHealth(record),
    createdTimestamp: record.createdTimestamp,
    lastUpdatedTimestamp: record.lastUpdatedTimestamp,
    ...(record.startedTimestamp === undefined ? {} : { startedTimestamp: record.startedTimestamp }),
    ...(record.completedTimestamp === undefined ? {} : { completedTimestamp: record.completedTimestamp }),
    source: { type: source.type, connectionName: source.connectionName },
  };
}

/** A job in full: the request in `spec`, and its parts beside it. */
export function jobResponse(record: JobRecord): BatchJobResponse {
  const { spec } = record;
  return {
    ...jobSummary(record),
    createTableIfNotExists: spec.createTableIfNotExists ?? false,
    source: spec.source,
    ingestionMode: spec.ingestionMode ?? "append",
    mappings: answeredMappings(record),
    ...(spec.filterExpression === undefined ? {} : { filterExpression: spec.filterExpression }),
    maxParseExceptions: spec.maxParseExceptions ?? 2_147_483_647,
    ...(spec.context === undefined ? {} : { context: spec.context }),
    query: jobSql(record),
    spec,
  };
}
