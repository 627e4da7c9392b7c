import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Skeleton } from "./document-view.ts";

/** Prints one skeleton, beside whatever else is going on. */
export interface SkeletonPrinter {
  print(skeleton: Skeleton, names: ReadonlyMap<string, string>): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a thread that loads openapi-typescript while the document is still being read: on a large document, loading and
 * printing take half a second. Where the thread's module has not been built, as in tests, this thread prints.
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
  // Until there is something to print, nobody waits for it.
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
