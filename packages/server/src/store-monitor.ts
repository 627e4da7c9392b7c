import { StoreFailedError } from "@starfix/store";
import { type Log, stackOf } from "./log.ts";

/** Logs that the store fails once, however often it is tried, and reports the failure that does not pass. */
export interface StoreMonitor {
  failed(error: unknown, jobId?: string): void;
  worked(): void;
}

export function createStoreMonitor(log: Log, onFatal: (error: Error) => void): StoreMonitor {
  let isFailing = false;
  let isFatal = false;
  return {
    failed(error, jobId) {
      if (error instanceof StoreFailedError && !isFatal) {
        isFatal = true;
        onFatal(error);
      }
      if (isFailing) return;
      isFailing = true;
      const message = "the store cannot be written; writes are repeated until it can";
      log({ level: "error", message, ...(jobId === undefined ? {} : { jobId }), stack: stackOf(error) });
    },
    worked() {
      if (isFailing) log({ level: "info", message: "the store can be written again" });
      isFailing = false;
    },
  };
}
