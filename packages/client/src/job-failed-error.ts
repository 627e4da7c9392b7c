import type { IngestionJobTotals, JobResponse } from "@starfix/schema";

/**
 * A job ended as `failed` or `canceled`.
 *
 * @example
 * await waitForJob(client, id).catch((error) => error.message);
 * // => "job 674f… failed: null_timestamp: 3 rows have no __time"
 */
export class JobFailedError extends Error {
  /** The job as it ended, with its health. */
  readonly job: JobResponse;
  /** Counters of the run. */
  readonly totals: IngestionJobTotals;
  /** Code of the job's health, such as `null_timestamp`; undefined when the service gave none. */
  readonly code: string | undefined;

  constructor(job: JobResponse, totals: IngestionJobTotals) {
    const { code, message } = jobProblem(job);
    const reason = [code, message].filter((part) => part !== undefined).join(": ");
    super(
      `job ${job.id} ${job.executionStatus === "canceled" ? "was canceled" : "failed"}${reason ? `: ${reason}` : ""}`,
    );
    this.name = "JobFailedError";
    this.job = job;
    this.totals = totals;
    this.code = code;
  }
}

/** What is wrong with a job by its health: for a healthy job nothing. The service may leave out any part of it. */
export function jobProblem(job: JobResponse): { readonly code?: string; readonly message?: string } {
  const health: JobResponse["health"] | null = job.health;
  if (health === null || health.status === "ok") return {};
  const message = (health.status === "error" ? health.message : undefined) ?? health.log?.message;
  return { code: health.code, ...(message === undefined ? {} : { message }) };
}
