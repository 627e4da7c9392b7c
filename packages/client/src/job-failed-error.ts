import type { IngestionJobTotals, JobResponse } from "@starfix/schema";

/**
 * A job ended as `failed` or `canceled`.
 *
 * @example
 * await waitForJob(client, id).catch((error) => error.message);
 * // => "job 674f… failed: null_timestamp: 3 rows have no __time"
 */
export class JobFailedError extends Error {
  /** The job in its final state, with its health. */
  readonly job: JobResponse;
  /** Counters of the run. */
  readonly totals: IngestionJobTotals;
  /** Code of the job's health, such as `null_timestamp`; undefined if the response has none. */
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

/** The error or warning in the health of a job; undefined for a healthy job. Any part of it may be absent. */
export function jobProblem(job: JobResponse): { readonly code?: string; readonly message?: string } {
  const health: JobResponse["health"] | null = job.health;
  if (health === null || health.status === "ok") return {};
  const message = (health.status === "error" ? health.message : undefined) ?? health.log?.message;
  return { code: health.code, ...(message === undefined ? {} : { message }) };
}
