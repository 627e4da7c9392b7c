import { randomUUID } from "node:crypto";
import type { User } from "@starfix/schema";
import type { ClaimedJob, JobRecord } from "@starfix/store";
import type { Services } from "../context.ts";
import type { Timer } from "../timer.ts";
import { preciseTime } from "../timestamps.ts";
import { HeldJob, LEASE_MS } from "./held-job.ts";
import { saveTable } from "./save-table.ts";

/** Jobs that run on one server at the same time, over all tables. */
export const MAX_RUNNING_JOBS = 2;

/** How often a server looks for jobs that others left, or that a failing store hid. */
export const POLL_MS = 1_000;

export interface JobRunnerOptions extends Omit<Services, "projectId" | "runner"> {
  readonly timer: Timer;
}

/** Runs the jobs of a store, which other servers may do at the same time: each job is run by the one that has claimed it. */
export class JobRunner {
  readonly #owner = randomUUID();
  readonly #options: JobRunnerOptions;
  readonly #held = new Map<string, { readonly job: HeldJob; readonly done: Promise<void> }>();
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #stopped = false;
  #cancelPoll: (() => void) | undefined;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Takes up jobs from now on, also those that other servers left. Calling it again does nothing. */
  start(): void {
    if (this.#cancelPoll === undefined && !this.#stopped) this.#poll();
  }

  /** Looks for jobs to run, without waiting for the next time to do so. */
  wake(): void {
    this.#lookAgain = true;
    // A task of its own, so that the end of a search that found nothing comes after this assignment.
    if (!this.#stopped) this.#looking ??= Promise.resolve().then(() => this.#look());
  }

  /** Notices a stored cancellation, when this server holds the job. */
  async notice(jobId: string): Promise<void> {
    await this.#held.get(jobId)?.job.refresh();
  }

  /** Cancels a job without the store, when this server holds it; it is stored as soon as the store can be written. */
  cancelHeld(jobId: string, user: User): boolean {
    const held = this.#held.get(jobId)?.job;
    void held?.save({ desiredExecutionStatus: "canceled", lastModifiedBy: user });
    return held !== undefined;
  }

  /** A record with what this server knows of it and could not store yet; the same when that is nothing. */
  newest(record: JobRecord): JobRecord {
    const { unsaved = {} } = this.#held.get(record.id)?.job ?? {};
    return Object.keys(unsaved).length === 0 ? record : { ...record, ...unsaved };
  }

  /** Gives all jobs back without an end, and takes no more. Runs go on in the engine; the next holder observes them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelPoll?.();
    await this.#looking;
    await Promise.all(
      [...this.#held.values()].map(async ({ done, job }) => {
        await job.release().catch((error: unknown) => this.#options.monitor.failed(error, job.id));
        await done;
      }),
    );
  }

  #poll(): void {
    this.wake();
    this.#cancelPoll = this.#options.timer(POLL_MS, () => this.#poll());
  }

  async #look(): Promise<void> {
    const { monitor, store } = this.#options;
    try {
      while (this.#lookAgain && !this.#stopped) {
        this.#lookAgain = false;
        while (!this.#stopped && this.#held.size < MAX_RUNNING_JOBS) {
          const claimed = await store.jobs.claim(this.#owner, LEASE_MS);
          if (claimed === undefined) break;
          monitor.worked();
          this.#take(claimed);
        }
      }
    } catch (error) {
      monitor.failed(error);
    }
    this.#looking = undefined;
  }

  #take(claimed: ClaimedJob): void {
    const { jobId } = claimed.claim;
    const known = this.#held.get(jobId)?.job;
    // The lease ran out while the store failed; the run is still observed here.
    if (known !== undefined) {
      known.renew(claimed.claim);
      return;
    }
    const job = new HeldJob(claimed, this.#options);
    const done = this.#run(job).finally(() => {
      this.#held.delete(jobId);
      this.wake();
    });
    this.#held.set(jobId, { job, done });
  }

  async #run(job: HeldJob): Promise<void> {
    const { clock, log, monitor, store } = this.#options;
    // Loaded with the engine, so that a server answers before that.
    const { runJob } = await import("./run-job.ts");
    const outcome = await runJob({ ...this.#options, engine: await this.#options.engine }, job);
    if (outcome === undefined) return;
    const { columns } = { columns: undefined, ...outcome };
    await job.end(outcome, async () => {
      if (columns !== undefined) await saveTable(store, job.record, columns, preciseTime(clock()));
    });
    if (job.over.aborted) return;
    log({ level: "info", message: `job ${outcome.status}`, jobId: job.id });
    await job.release().catch((error: unknown) => monitor.failed(error, job.id));
  }
}
