import type { JobOutcome, JobProgress, JobRecord } from "@starfix/engine";
import type { User } from "@starfix/schema";
import { stackOf } from "../log.ts";
import { preciseTime } from "../timestamps.ts";
import { NO_COUNTERS } from "./failures.ts";
import { JobJournal } from "./job-journal.ts";
import { isUnfinished } from "./job-state.ts";
import { lastAttempt } from "./last-attempt.ts";
import { type RunServices, runJob } from "./run-job.ts";
import { saveTable } from "./save-table.ts";

/** Jobs that run at the same time, over all tables. */
export const MAX_RUNNING_JOBS = 2;

export interface JobRunner {
  /** Queues a stored job. */
  enqueue(record: JobRecord): void;
  /** Asks a job to stop, when it is unfinished. */
  cancel(jobId: string, user: User): Promise<void>;
  /** Takes up the jobs that an earlier server left unfinished. */
  recover(): Promise<void>;
  /** Stops what runs, without an outcome, and starts nothing more. The next server takes the jobs up. */
  stop(): Promise<void>;
}

export interface JobRunnerOptions extends RunServices {
  readonly clock: () => Date;
}

interface Entry {
  readonly journal: JobJournal;
  readonly controller: AbortController;
}

/**
 * Runs jobs in the order they came: one at a time for each table, {@link MAX_RUNNING_JOBS} in all. After it was queued, only
 * the runner writes the record of a job.
 */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { clock, engine, log, store } = options;
  const waiting: Entry[] = [];
  const running = new Map<Entry, Promise<void>>();
  /** Every job that this runner took, so that none is taken twice. */
  const taken = new Set<string>();
  let stopped = false;

  function tableOf(entry: Entry): string {
    return entry.journal.record.spec.target.tableName;
  }

  function startNext(): void {
    while (!stopped && running.size < MAX_RUNNING_JOBS) {
      const busy = new Set([...running.keys()].map(tableOf));
      const next = waiting.findIndex((entry) => !busy.has(tableOf(entry)));
      const [entry] = next < 0 ? [] : waiting.splice(next, 1);
      if (entry === undefined) return;
      const done = run(entry).catch((error: unknown) => {
        // The store did not take the end of the job; its outcome is with the engine, and the next start adopts it.
        const jobId = entry.journal.record.id;
        log({ level: "error", message: "the end of a job could not be stored", jobId, stack: stackOf(error) });
      });
      running.set(entry, done);
      void done.then(() => {
        running.delete(entry);
        startNext();
      });
    }
  }

  async function run({ controller, journal }: Entry): Promise<void> {
    const now = preciseTime(clock());
    await journal.write({ executionStatus: "running", startedTimestamp: journal.record.startedTimestamp ?? now });
    log({ level: "info", message: "job started", jobId: journal.record.id });
    const onProgress = (progress: JobProgress) => journal.note(progress);
    const outcome = controller.signal.aborted
      ? ({ status: "canceled", counters: NO_COUNTERS } as const)
      : await runJob(options, journal.record, { signal: controller.signal, onProgress });
    // Stopped from outside: not an end of the job, so the record stays as it is for the next server.
    if (stopped && outcome.status === "canceled" && !isCancelWanted(journal.record)) return await journal.settled();
    await finish(journal, outcome);
  }

  async function finish(journal: JobJournal, outcome: JobOutcome): Promise<void> {
    if (outcome.status === "completed") {
      await saveTable(store, journal.record, outcome.columns, preciseTime(clock()));
    }
    await journal.end(outcome);
    log({ level: "info", message: `job ${outcome.status}`, jobId: journal.record.id });
  }

  function enqueue(record: JobRecord): void {
    taken.add(record.id);
    waiting.push({ journal: new JobJournal(store, record, clock, log), controller: new AbortController() });
    startNext();
  }

  return {
    enqueue,

    async cancel(jobId, user) {
      const change = { desiredExecutionStatus: "canceled", lastModifiedBy: user } as const;
      const place = waiting.findIndex((entry) => entry.journal.record.id === jobId);
      const [pending] = place < 0 ? [] : waiting.splice(place, 1);
      const entry = pending ?? [...running.keys()].find((candidate) => candidate.journal.record.id === jobId);
      if (entry === undefined) {
        // Not taken up yet: the next recovery finds the wish.
        const record = await store.jobs.get(jobId);
        if (record === undefined || !isUnfinished(record.executionStatus)) return;
        await new JobJournal(store, record, clock, log).write(change);
      } else if (isUnfinished(entry.journal.record.executionStatus)) {
        await entry.journal.write(change);
        entry.controller.abort();
        if (pending !== undefined) await finish(pending.journal, { status: "canceled", counters: NO_COUNTERS });
      }
    },

    async recover() {
      const jobs = await store.jobs.list();
      const left = jobs.filter((job) => isUnfinished(job.executionStatus) && !taken.has(job.id));
      for (const record of left) {
        const { outcome } = await lastAttempt(engine, record.id);
        const journal = new JobJournal(store, record, clock, log);
        if (outcome !== undefined) {
          await finish(journal, outcome);
        } else if (isCancelWanted(record)) {
          await finish(journal, { status: "canceled", counters: NO_COUNTERS });
        } else {
          // No outcome proves that nothing was committed: from the start again.
          await journal.write({ executionStatus: "pending", counters: NO_COUNTERS, progress: 0 });
          enqueue(journal.record);
        }
      }
    },

    async stop() {
      stopped = true;
      for (const { controller } of running.keys()) controller.abort();
      await Promise.all(running.values());
    },
  };
}

function isCancelWanted(record: JobRecord): boolean {
  return record.desiredExecutionStatus === "canceled";
}
