import type { JobOutcome, JobProgress, JobRecord, Store } from "@starfix/engine";
import { type Log, stackOf } from "../log.ts";
import { preciseTime } from "../timestamps.ts";

/** Progress is written at most this often. */
export const PROGRESS_INTERVAL_MS = 250;

/** The only writer of one job's record: writes go one after the other, and the record in hand is always the newest. */
export class JobJournal {
  readonly #store: Store;
  readonly #clock: () => Date;
  readonly #log: Log;
  #record: JobRecord;
  #tail: Promise<void> = Promise.resolve();
  #lastNoteAt = Number.NEGATIVE_INFINITY;

  constructor(store: Store, record: JobRecord, clock: () => Date, log: Log) {
    this.#store = store;
    this.#record = record;
    this.#clock = clock;
    this.#log = log;
  }

  get record(): JobRecord {
    return this.#record;
  }

  /** Changes the record and stores it. */
  write(change: Partial<JobRecord>): Promise<void> {
    const record = { ...this.#record, ...change, lastUpdatedTimestamp: preciseTime(this.#clock()) };
    this.#record = record;
    const written = this.#tail.then(async () => {
      await this.#store.jobs.replace(record.id, record);
    });
    this.#tail = written.catch(() => undefined);
    return written;
  }

  /** Stores progress, unless it was stored a moment ago. A failure is logged: the next write repeats what it held. */
  note({ share, ...counters }: JobProgress): void {
    const now = performance.now();
    if (now - this.#lastNoteAt < PROGRESS_INTERVAL_MS) return;
    this.#lastNoteAt = now;
    this.write({ counters, progress: Math.min(Math.max(share, this.#record.progress), 1) }).catch((error: unknown) => {
      const jobId = this.#record.id;
      this.#log({ level: "error", message: "progress could not be stored", jobId, stack: stackOf(error) });
    });
  }

  /** Stores how the job ended. */
  end(outcome: JobOutcome): Promise<void> {
    const { counters, status } = outcome;
    switch (status) {
      case "completed": {
        const completedTimestamp = preciseTime(this.#clock());
        const warning = outcome.warning === undefined ? {} : { warning: outcome.warning };
        return this.write({ executionStatus: status, counters, progress: 1, completedTimestamp, ...warning });
      }
      case "failed":
        return this.write({ executionStatus: status, counters, error: outcome.error });
      case "canceled": {
        const asked = this.#record.desiredExecutionStatus === "canceled";
        const message = asked ? `canceled by ${this.#record.lastModifiedBy.username}` : "canceled by the engine";
        return this.write({ executionStatus: status, counters, error: { code: "canceled", message } });
      }
      default:
        throw new Error(`unexpected outcome: ${JSON.stringify(outcome satisfies never)}`);
    }
  }

  /** Waits until everything is stored. */
  settled(): Promise<void> {
    return this.#tail;
  }
}
