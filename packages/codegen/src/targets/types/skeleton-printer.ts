import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Skeleton } from "./document-view.ts";

/** Prints one skeleton, in parallel with other work. */
export interface SkeletonPrinter {
  print(skeleton: Skeleton, names: ReadonlyMap<string, string>): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a thread that loads openapi-typescript while the document is being read: on a large document, loading and
 * printing take half a second. If the worker module has not been built, as in tests, it prints in this thread.
 */
export function startSkeletonPrinter(): SkeletonPrinter {
  const path = fileURLToPath(new URL("./print-skeleton-worker.js", import.meta.url));
  if (!existsSync(path)) {
    return {
      async print(skeleton, names) {
        const { printSkeleton } = await import("./print-skeleton.ts");
        return printSkeleton(skeleton, names);
      },
      close: () => Promise.resolve(),
    };
  }
  const worker = new Worker(path);
  // An idle worker must not keep the process alive.
  worker.unref();
  const failure = once(worker, "error").then(([error]) => error);
  return {
    async print(skeleton, names) {
      worker.ref();
      worker.postMessage({ skeleton, names });
      const answer = await Promise.race([
        once(worker, "message"),
        failure.then((error: unknown) => Promise.reject(error)),
      ]);
      return String(answer[0]);
    },
    async close() {
      await worker.terminate();
    },
  };
}
