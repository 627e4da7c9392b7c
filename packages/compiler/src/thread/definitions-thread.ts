import { Worker } from "node:worker_threads";
import type { WorkerData } from "./definitions-task.ts";

export interface ThreadOptions extends WorkerData {
  /** Entry module of the thread. */
  readonly entry: URL;
  /** How much memory the definitions may fill, in megabytes; undefined for Node's default. */
  readonly memoryLimit: number | undefined;
}

/** Definitions live long: with the default of 48 megabytes, ten thousand of them took 45 megabytes more and no less time. */
const YOUNG_MEMORY = 8;

/** Starts a thread for definitions. */
export function startThread({ entry, memoryLimit, warmUp }: ThreadOptions): Worker {
  return new Worker(entry, {
    workerData: { warmUp } satisfies WorkerData,
    // Without the flags of this process, such as a loader of TypeScript.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_MEMORY,
      ...(memoryLimit !== undefined && { maxOldGenerationSizeMb: memoryLimit }),
    },
  });
}

/** Entry module of the thread; undefined when this package runs from its sources. */
export function builtEntry(): URL | undefined {
  return import.meta.url.endsWith(".ts") ? undefined : new URL("./definitions-worker.js", import.meta.url);
}

let prepared: Worker | undefined;

/**
 * Starts the thread of the definitions before the compiler is loaded, so that both load in parallel. The first compile takes
 * the thread; without one it ends with the process.
 *
 * @example
 * prepareThread();
 * const { checkProject, loadProject } = await import("@starfix/compiler");
 */
export function prepareThread(): void {
  const entry = builtEntry();
  if (!entry || prepared) return;
  prepared = startThread({ entry, memoryLimit: undefined, warmUp: undefined });
  prepared.unref();
  // After a failure the compile starts another thread, whose error is reported.
  prepared.once("error", forget);
}

/** Returns the prepared thread, if there is one, the first time. */
export function takePrepared(): Worker | undefined {
  const worker = prepared;
  prepared?.off("error", forget);
  prepared?.ref();
  prepared = undefined;
  return worker;
}

function forget(): void {
  prepared = undefined;
}
