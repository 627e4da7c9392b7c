import type { Engine, JobOutcome } from "@starfix/engine";

/** The newest run of a job: under which id the engine knows it, and how it ended, if it did. */
export interface Attempt {
  readonly runId: string;
  readonly outcome: JobOutcome | undefined;
}

/**
 * Finds the newest run of a job. An engine remembers a run that a stopping server broke off, as canceled, and does not take its
 * id again; the job goes on under the next one. Only the last run can have committed.
 */
export async function lastAttempt(engine: Engine, jobId: string): Promise<Attempt> {
  for (let attempt = 1; ; attempt += 1) {
    const runId = attempt === 1 ? jobId : `${jobId}.${attempt}`;
    const outcome = await engine.outcome(runId);
    if (outcome?.status !== "canceled") return { runId, outcome };
  }
}
