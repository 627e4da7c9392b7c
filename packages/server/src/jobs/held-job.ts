import type { RunOutcome, RunProgress } from "@starfix/engine";
import { type Claim, type ClaimedJob, isUnfinished, type JobRecord, type Store, type Stored } from "@starfix/store";
import type { StoreMonitor } from "../store-monitor.ts";
import { delay, type Timer } from "../timer.ts";
import { preciseTime } from "../timestamps.ts";

/** How long a claim is valid without a heartbeat; a job of a server that died is taken over after it. */
export const LEASE_MS = 15_000;
/** Three heartbeats fit into a lease. */
export const HEARTBEAT_MS = 5_000;
/** Progress is stored at most this often. */
export const PROGRESS_INTERVAL_MS = 250;
/** The first pause before a write that failed is repeated; each pause is twice the one before, up to the longest. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

export interface HeldJobOptions {
  readonly store: Store;
  readonly clock: () => Date;
  readonly timer: Timer;
  readonly monitor: StoreMonitor;
}

/**
 * A job that this server has claimed. Its record here is always the newest; the store gets it as soon as it can be written.
 * A cancellation that another server stored is noticed when a write conflicts, and at each heartbeat.
 */
export class HeldJob {
  readonly id: string;
  readonly #options: HeldJobOptions;
  readonly #over = new AbortController();
  readonly #cancel = new AbortController();
  #claim: Claim;
  #stored: Stored<JobRecord>;
  #unsaved: Partial<JobRecord> = {};
  #before: (() => Promise<void>) | undefined;
  #saving: Promise<void> | undefined;
  #nextProgress: (() => void) | undefined;

  constructor({ claim, job }: ClaimedJob, options: HeldJobOptions) {
    this.id = claim.jobId;
    this.#options = options;
    this.#claim = claim;
    this.#stored = job;
    this.#adopt(job);
    this.#scheduleHeartbeat();
  }

  get record(): JobRecord {
    return { ...this.#stored.record, ...this.#unsaved };
  }

  /** What the store could not take yet. */
  get unsaved(): Partial<JobRecord> {
    return this.#unsaved;
  }

  /** Aborts when this server no longer holds the job. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Aborts when the job is to be canceled. */
  get cancelRequested(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Changes the record. Resolves when it is stored, however long the store fails, or when the job is no longer held. */
  save(change: Partial<JobRecord>, before?: () => Promise<void>): Promise<void> {
    const lastUpdatedTimestamp = preciseTime(this.#options.clock());
    this.#unsaved = { ...this.#unsaved, ...change, lastUpdatedTimestamp };
    this.#before = before ?? this.#before;
    if (this.record.desiredExecutionStatus === "canceled") this.#cancel.abort();
    this.#saving ??= this.#saveAll();
    return this.#saving;
  }

  /** Stores progress, unless some was stored a moment ago: what comes later repeats it. */
  saveProgress({ share, totals }: RunProgress): void {
    if (this.#nextProgress !== undefined) return;
    this.#nextProgress = this.#options.timer(PROGRESS_INTERVAL_MS, () => {
      this.#nextProgress = undefined;
    });
    void this.save({ totals, progress: Math.min(Math.max(share, this.record.progress), 1) });
  }

  /** Stores how the job ended; `before` runs first, and again when it failed. */
  end(outcome: RunOutcome, before?: () => Promise<void>): Promise<void> {
    return this.save(endOf(outcome, this.record, preciseTime(this.#options.clock())), before);
  }

  /** Reads the record again, for what other servers changed. */
  async refresh(): Promise<void> {
    const stored = await this.#options.store.jobs.get(this.id);
    if (stored === undefined) this.#end();
    else if (stored.revision > this.#stored.revision) this.#adopt(stored);
  }

  /** Goes on with a newer claim of this server. */
  renew(claim: Claim): void {
    this.#claim = claim;
  }

  /** Gives the job back as it is stored. */
  async release(): Promise<void> {
    this.#end();
    await this.#saving;
    await this.#options.store.jobs.release(this.#claim);
  }

  async #saveAll(): Promise<void> {
    const { monitor, store, timer } = this.#options;
    let pause = FIRST_RETRY_MS;
    while (!this.over.aborted && Object.keys(this.#unsaved).length > 0) {
      const change = this.#unsaved;
      const record = { ...this.#stored.record, ...change };
      try {
        await this.#before?.();
        const revision = await store.jobs.replaceClaimed(this.#claim, this.#stored.revision, record);
        if (revision === undefined) {
          const { revision: before } = this.#stored;
          await this.refresh();
          // The record is as it was, so it is the claim that is no longer valid.
          if (this.#stored.revision === before) this.#end();
        } else {
          this.#stored = { key: this.id, revision, record };
          if (this.#unsaved === change) this.#unsaved = {};
          monitor.worked();
        }
      } catch (error) {
        monitor.failed(error, this.id);
        await delay(timer, pause, this.over);
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
      }
    }
    this.#saving = undefined;
  }

  #adopt(stored: Stored<JobRecord>): void {
    this.#stored = stored;
    if (stored.record.desiredExecutionStatus === "canceled") this.#cancel.abort();
    // Another server ends a job only while it waits, which is before anything of it has run here.
    if (!isUnfinished(stored.record)) this.#end();
  }

  #scheduleHeartbeat(): void {
    const cancel = this.#options.timer(HEARTBEAT_MS, () => {
      this.over.removeEventListener("abort", cancel);
      void this.#heartbeat();
    });
    this.over.addEventListener("abort", cancel, { once: true });
  }

  async #heartbeat(): Promise<void> {
    const { monitor, store } = this.#options;
    try {
      const claim = await store.jobs.heartbeat(this.#claim, LEASE_MS);
      if (claim === undefined) return this.#end();
      this.#claim = claim;
      await this.refresh();
    } catch (error) {
      monitor.failed(error, this.id);
    }
    if (!this.over.aborted) this.#scheduleHeartbeat();
  }

  #end(): void {
    this.#nextProgress?.();
    this.#over.abort();
  }
}

/** What the end of a run makes of the record. */
export function endOf(outcome: RunOutcome, record: JobRecord, now: string): Partial<JobRecord> {
  const { status, totals } = outcome;
  switch (status) {
    case "completed": {
      const warning = outcome.warning === undefined ? {} : { warning: outcome.warning };
      return { executionStatus: status, totals, progress: 1, completedTimestamp: now, ...warning };
    }
    case "failed":
      return { executionStatus: status, totals, error: outcome.error };
    case "canceled": {
      const asked = record.desiredExecutionStatus === "canceled";
      const message = asked ? `canceled by ${record.lastModifiedBy.username}` : "canceled by the engine";
      return { executionStatus: status, totals, error: { code: "canceled", message } };
    }
    default:
      throw new Error(`unexpected outcome: ${JSON.stringify(outcome satisfies never)}`);
  }
}
