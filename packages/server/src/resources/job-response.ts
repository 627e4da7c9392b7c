import { type CheckedJob, checkJob, decodeCheckedJob, type RuleContext } from "@starfix/rules";
import type { JobResponse, JobSummaryResponse } from "@starfix/schema";
import type { JobRecord } from "@starfix/store";
import { jobHealth } from "../jobs/job-health.ts";
import { jobSql } from "../jobs/job-sql.ts";

/** A job in a list: no request, no mappings, of its source only what it is. */
export function jobSummary(record: JobRecord): JobSummaryResponse {
  const { request } = record;
  const summary = {
    type: request.type,
    id: record.id,
    target: "target" in request ? request.target : { type: "table", tableName: record.targetTable ?? "" },
    desiredExecutionStatus: record.desiredExecutionStatus,
    createdBy: record.createdBy,
    lastModifiedBy: record.lastModifiedBy,
    executionStatus: record.executionStatus,
    health: jobHealth(record),
    createdTimestamp: record.createdTimestamp,
    lastUpdatedTimestamp: record.lastUpdatedTimestamp,
    ...(record.startedTimestamp === undefined ? {} : { startedTimestamp: record.startedTimestamp }),
    ...(record.completedTimestamp === undefined ? {} : { completedTimestamp: record.completedTimestamp }),
    ...("source" in request ? { source: sourceSummary(request.source) } : {}),
  };
  // The type and the source are of one request.
  return summary as JobSummaryResponse;
}

const SOURCE_MEMBERS: ReadonlySet<string> = new Set(["type", "connectionName", "tableName", "data"]);

function sourceSummary(source: object): object {
  return Object.fromEntries(Object.entries(source).filter(([name]) => SOURCE_MEMBERS.has(name)));
}

/** A record does not change, so its answer is made once and kept as long as the record. */
const RESPONSES = new WeakMap<JobRecord, JobResponse>();

/** A job in full: the request in `spec`, and next to it its parts with their defaults. */
export function jobResponse(record: JobRecord): JobResponse {
  const known = RESPONSES.get(record);
  if (known !== undefined) return known;
  // The parts are those of the type of the summary.
  const response = { ...jobSummary(record), ...partsOf(record), spec: record.request } as JobResponse;
  RESPONSES.set(record, response);
  return response;
}

function partsOf(record: JobRecord): object {
  const { request } = record;
  const job = checkedJobOf(record);
  switch (request.type) {
    case "batch":
      return {
        createTableIfNotExists: request.createTableIfNotExists ?? false,
        source: request.source,
        ingestionMode: request.ingestionMode ?? "append",
        mappings: mappingsOf(job) ?? request.mappings ?? [],
        ...(request.filterExpression === undefined ? {} : { filterExpression: request.filterExpression }),
        maxParseExceptions: request.maxParseExceptions ?? MAX_PARSE_EXCEPTIONS,
        ...(request.context === undefined ? {} : { context: request.context }),
        ...(job?.kind === "batch" ? { query: jobSql(job, request) } : {}),
      };
    case "streaming":
      return {
        source: request.source,
        mappings: mappingsOf(job) ?? request.mappings ?? [],
        ...(request.dimensionExclusions === undefined ? {} : { dimensionExclusions: request.dimensionExclusions }),
        useSchemaDiscovery: request.useSchemaDiscovery ?? false,
        ...(request.filterExpression === undefined ? {} : { filterExpression: request.filterExpression }),
        lateMessageRejectionPeriod: request.lateMessageRejectionPeriod ?? "P30D",
        earlyMessageRejectionPeriod: request.earlyMessageRejectionPeriod ?? "P2000D",
        ...(request.readFromPoint === undefined ? {} : { readFromPoint: request.readFromPoint }),
        maxParseExceptions: request.maxParseExceptions ?? MAX_PARSE_EXCEPTIONS,
      };
    case "sql":
      return {
        query: request.query,
        ...(request.context === undefined ? {} : { context: request.context }),
        parameters: request.parameters ?? [],
      };
    case "delete_data":
      return { deleteAll: request.deleteAll ?? false, versions: request.versions ?? null };
    case "restore_data":
      return { interval: request.interval, versions: request.versions ?? null };
    case "drop_table":
      return {};
    default:
      throw new Error(`unexpected job: ${JSON.stringify(request satisfies never)}`);
  }
}

const MAX_PARSE_EXCEPTIONS = 2_147_483_647;

function mappingsOf(job: CheckedJob | undefined): readonly object[] | undefined {
  if (job?.kind !== "batch" && job?.kind !== "streaming") return undefined;
  return job.transform.mappings.map(({ column, text }) => ({ columnName: column, expression: text }));
}

/** What is around a job of an older format may have changed since; its expressions mean the same. */
const NOTHING_KNOWN: RuleContext = { complete: false, connection: () => undefined, table: () => undefined };

function checkedJobOf({ checked, request }: JobRecord): CheckedJob | undefined {
  if (checked !== null) return decodeCheckedJob(checked);
  return checkJob(request, NOTHING_KNOWN).job;
}
