import type {
  CreateJobRequest,
  IngestionJobTotals,
  JobErrorCode,
  JobExecutionStatus,
  JobWarningCode,
  User,
} from "@starfix/schema";

/** What went wrong, or looks wrong, in a job. */
export interface JobMessage<TCode extends string> {
  readonly code: TCode;
  readonly message: string;
}

/** A job as kept: the request, the checked job, and what became of it. */
export interface JobRecord {
  readonly id: string;
  readonly request: CreateJobRequest;
  /** The checked job as `encodeCheckedJob` of `@starfix/rules` writes it; null for a job of an older format, to be checked again. */
  readonly checked: unknown;
  /** The table that a job writes whose request does not name it (`sql`). @default the target of the request */
  readonly targetTable?: string;
  /** Number of the newest run, from 1; 0 before the first. */
  readonly attempt: number;
  readonly executionStatus: JobExecutionStatus;
  readonly desiredExecutionStatus: "running" | "canceled";
  readonly error?: JobMessage<JobErrorCode>;
  readonly warning?: JobMessage<JobWarningCode>;
  readonly totals: IngestionJobTotals;
  /** Share of the work that is done, from 0 to 1. */
  readonly progress: number;
  readonly createdBy: User;
  readonly lastModifiedBy: User;
  readonly createdTimestamp: string;
  readonly lastUpdatedTimestamp: string;
  readonly startedTimestamp?: string;
  readonly completedTimestamp?: string;
}

/** The fields by which jobs are filtered and sorted; empty where a job has none. */
export const JOB_FIELDS = [
  "type",
  "executionStatus",
  "healthStatus",
  "connectionName",
  "sourceType",
  "sourceTable",
  "targetTable",
  "createdBy",
  "created",
  "lastUpdated",
] as const;

export type JobField = (typeof JOB_FIELDS)[number];

/** The statuses of a job that may still change: it waits or runs. */
export const UNFINISHED = ["pending", "running"] as const;

export function isUnfinished({ executionStatus }: Pick<JobRecord, "executionStatus">): boolean {
  return UNFINISHED.some((status) => status === executionStatus);
}
