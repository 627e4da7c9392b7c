import type { JobCounters, JobProgress } from "@starfix/engine";

/** Milliseconds between two reports at least. */
const INTERVAL = 100;
/** What reading is of the whole work; the rest is grouping and writing. */
const READING_SHARE = 0.9;

/** Counts what a run reads and tells of it now and then. */
export class ProgressMeter {
  rows = 0;
  skipped = 0;
  #bytes = 0;
  #finished = 0;
  #share = 0;
  #last = 0;
  readonly #total: number;
  readonly #report: (progress: JobProgress) => void;

  constructor(totalBytes: number, report: (progress: JobProgress) => void) {
    this.#total = totalBytes;
    this.#report = report;
  }

  /** Bytes of one batch after decompression, and how far its object is read, as stored. */
  read(bytes: number, storedBytes: number): void {
    this.#bytes += bytes;
    this.#share = this.#total === 0 ? READING_SHARE : ((this.#finished + storedBytes) / this.#total) * READING_SHARE;
    const now = performance.now();
    if (now - this.#last < INTERVAL) return;
    this.#last = now;
    this.#tell(0, this.#share);
  }

  finish(storedBytes: number): void {
    this.#finished += storedBytes;
  }

  /** The last report of a job that committed. */
  done(persisted: number): void {
    this.#tell(persisted, 1);
  }

  counters(persisted: number): JobCounters {
    return {
      bytesProcessed: this.#bytes,
      rowsProcessed: this.rows,
      rowsSkippedByError: this.skipped,
      rowsPersisted: persisted,
    };
  }

  #tell(persisted: number, share: number): void {
    this.#report({ ...this.counters(persisted), share: Math.min(1, share) });
  }
}
