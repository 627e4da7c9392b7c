import type { JobRecord, TableRecord } from "@starfix/engine";
import type { JobListResponse, JobSortColumn } from "@starfix/schema";
import type { JobFilter } from "./job-filter.ts";
import { type JobSummary, jobSummary } from "./job-response.ts";

/** One page of the jobs that the filter keeps. Jobs that sort alike stand in the order they were made. */
export function listJobs(
  jobs: readonly JobRecord[],
  tables: readonly TableRecord[],
  filter: JobFilter,
): JobListResponse {
  const direction = filter.ascending ? 1 : -1;
  const kept = jobs
    .map(jobSummary)
    .filter((job) => isKept(job, tables, filter))
    .map((job, index) => ({ job, index, key: sortKey(job, filter.sortColumn) }))
    .sort((a, b) => direction * (compareText(a.key, b.key) || a.index - b.index));
  const end = filter.offset + filter.limit;
  return { values: kept.slice(filter.offset, end).map(({ job }) => job), moreResultsAvailable: kept.length > end };
}

function isKept(job: JobSummary, tables: readonly TableRecord[], filter: JobFilter): boolean {
  const { searchString, targetTableId, targetTableName } = filter;
  const { tableName } = job.target;
  return (
    isAmong(job.source.connectionName, filter.connectionName) &&
    isAmong(job.executionStatus, filter.executionStatus) &&
    isAmong(job.health.status, filter.healthStatus) &&
    isAmong(job.type, filter.type) &&
    (targetTableName === undefined || tableName === targetTableName) &&
    (targetTableId === undefined || tables.some(({ id, name }) => id === targetTableId && name === tableName)) &&
    (searchString === undefined || holdsText(job, searchString.toLowerCase()))
  );
}

function isAmong(value: string, allowed: readonly string[]): boolean {
  return allowed.length === 0 || allowed.includes(value);
}

/** Whether any value inside holds the text; upper and lower case are the same. */
function holdsText(value: unknown, text: string): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some((inner) => holdsText(inner, text))
    : String(value).toLowerCase().includes(text);
}

function sortKey(job: JobSummary, column: JobSortColumn): string {
  switch (column) {
    case "created_by_user_name":
      return job.createdBy.username;
    case "created_date_time":
      return job.createdTimestamp;
    case "execution_status":
      return job.executionStatus;
    case "last_updated_date_time":
      return job.lastUpdatedTimestamp;
    case "source_name":
    case "source_connection_name":
      return job.source.connectionName;
    case "source_type":
      return job.source.type;
    case "source_table_name":
      // Only a job that reads a table has one.
      return "";
    case "target_table_name":
      return job.target.tableName;
    case "type":
      return job.type;
    default:
      throw new Error(`unexpected sort column: ${JSON.stringify(column satisfies never)}`);
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
