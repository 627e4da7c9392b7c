import type { RunProgress, RunTotals } from "@starfix/engine";

/** Milliseconds between two reports at least. */
const INTERVAL = 100;
/** Share of reading in the whole work; the rest is grouping and writing. */
const READING_SHARE = 0.9;

export const NO_TOTALS: RunTotals = {
  numBytesProcessed: 0,
  numRowsProcessed: 0,
  numRowsSkippedByError: 0,
  numRowsPersisted: 0,
};

/** Counts what a run reads, and reports it at intervals. */
export class ProgressMeter {
  rows = 0;
  skipped = 0;
  #bytes = 0;
  #finished = 0;
  #share = 0;
  #last = 0;
  readonly #total: number;
  readonly #report: (progress: RunProgress) => void;

  constructor(totalBytes: number, report: (progress: RunProgress) => void) {
    this.#total = totalBytes;
    this.#report = report;
  }

  /** Bytes of one batch after decompression, and how much of its object is read, as stored. */
  read(bytes: number, storedBytes: number): void {
    this.#bytes += bytes;
    const share = this.#total === 0 ? 1 : Math.min(1, (this.#finished + storedBytes) / this.#total);
    this.#share = Math.max(this.#share, share * READING_SHARE);
    this.tick();
  }

  /** Reports the counts when the last report is old enough. */
  tick(): void {
    const now = performance.now();
    if (now - this.#last < INTERVAL) return;
    this.#last = now;
    this.report();
  }

  report(): void {
    this.#report({ totals: this.totals(0), share: this.#share });
  }

  finish(storedBytes: number): void {
    this.#finished += storedBytes;
  }

  totals(persisted: number): RunTotals {
    return {
      numBytesProcessed: this.#bytes,
      numRowsProcessed: this.rows,
      numRowsSkippedByError: this.skipped,
      numRowsPersisted: persisted,
    };
  }
}
