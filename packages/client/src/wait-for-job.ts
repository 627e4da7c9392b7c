import type { IngestionJobTotals, JobExecutionStatus, JobResponse } from "@starfix/schema";
import {
  type CallOptions,
  getJob,
  getJobMetrics,
  getJobProgress,
  getJobStatus,
  type Transport,
} from "@starfix/schema/operations";
import { isBadRequest } from "./is-error.ts";
import { JobFailedError } from "./job-failed-error.ts";
import { sleep } from "./sleep.ts";

/** Options of `waitForJob`. Those of a call apply to each poll; the signal stops the waiting, not the job. */
export interface WaitForJobOptions extends CallOptions {
  /**
   * Milliseconds between the first two polls; the interval grows by half each time, up to `maxInterval`.
   * @default 100
   */
  readonly interval?: number;
  /**
   * Maximum interval in milliseconds.
   * @default 2000
   */
  readonly maxInterval?: number;
  /** Called at every poll before the job has ended. Without it, only the status is requested. */
  readonly onProgress?: (progress: JobProgressReport) => void;
}

/** Progress of a running job. */
export interface JobProgressReport {
  readonly status: JobExecutionStatus;
  /** Completed share of the work, from 0 to 1; undefined if the service does not report it. */
  readonly share: number | undefined;
  /** Counters so far; absent ones are unknown. */
  readonly totals: IngestionJobTotals;
}

/** A job that has ended, and its counters. */
export interface FinishedJob {
  readonly job: JobResponse;
  readonly totals: IngestionJobTotals;
}

const ENDED: ReadonlySet<string> = new Set(["completed", "failed", "canceled"]);

/**
 * Waits until a job has completed. A completed job may still carry a warning in `job.health`.
 * It keeps waiting in unknown states. A streaming job does not end; use a `signal`.
 *
 * @throws JobFailedError if the job failed or was canceled, with the job and its counters.
 *
 * @example
 * const { id } = await createJob(client, { body });
 * const { totals } = await waitForJob(client, id);
 * // => { "numRowsProcessed": 200000, "numRowsPersisted": 5000, "numRowsSkippedByError": 0, … }
 */
export async function waitForJob(
  transport: Transport,
  jobId: string,
  options: WaitForJobOptions = {},
): Promise<FinishedJob> {
  const { interval = 100, maxInterval = 2_000, onProgress, ...call } = options;
  const signals = call.signal === undefined ? [] : [call.signal];
  for (let pause = interval; ; pause = Math.min(maxInterval, pause * 1.5)) {
    const { executionStatus } = await getJobStatus(transport, { jobId }, call);
    if (ENDED.has(executionStatus)) break;
    if (onProgress !== undefined) {
      const [share, totals] = await Promise.all([
        readShare(transport, jobId, call),
        readTotals(transport, jobId, call),
      ]);
      onProgress({ status: executionStatus, share, totals });
    }
    await sleep(pause, signals);
  }
  const [job, totals] = await Promise.all([getJob(transport, { jobId }, call), readTotals(transport, jobId, call)]);
  if (job.executionStatus === "failed" || job.executionStatus === "canceled") throw new JobFailedError(job, totals);
  return { job, totals };
}

async function readTotals(transport: Transport, jobId: string, call: CallOptions): Promise<IngestionJobTotals> {
  return (await getJobMetrics(transport, { jobId }, call)).totals ?? {};
}

/** For types of jobs without progress, the service responds with 400. */
async function readShare(transport: Transport, jobId: string, call: CallOptions): Promise<number | undefined> {
  try {
    return (await getJobProgress(transport, { jobId }, call)).overallProgress;
  } catch (error) {
    if (isBadRequest(error)) return undefined;
    throw error;
  }
}
