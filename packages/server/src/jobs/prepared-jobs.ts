import type { PreparedJob } from "@starfix/engine";

/** More would hold memory for jobs that another server may run; those that are forgotten are prepared again. */
const MAX_PREPARED = 64;

/** Jobs that were prepared when they were posted, until they run here. The oldest are forgotten first. */
export class PreparedJobs {
  readonly #jobs = new Map<string, PreparedJob>();

  add(jobId: string, job: PreparedJob): void {
    this.#jobs.set(jobId, job);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > MAX_PREPARED && oldest !== undefined) this.#jobs.delete(oldest);
  }

  take(jobId: string): PreparedJob | undefined {
    const job = this.#jobs.get(jobId);
    this.#jobs.delete(jobId);
    return job;
  }
}
