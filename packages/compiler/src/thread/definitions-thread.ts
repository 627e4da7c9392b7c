import { Worker } from "node:worker_threads";
import type { WorkerData } from "./definitions-task.ts";

export interface ThreadOptions extends WorkerData {
  /** The module that the thread begins with. */
  readonly entry: URL;
  /** How much memory the definitions may fill, in megabytes; undefined for what Node gives. */
  readonly memoryLimit: number | undefined;
}

/** Definitions are made to stay; with the usual 48 megabytes for what is new, ten thousand of them took 45 more and no less time. */
const YOUNG_MEMORY = 8;

/** Begins to start a thread for definitions. */
export function startThread({ entry, memoryLimit, rehearsal }: ThreadOptions): Worker {
  return new Worker(entry, {
    workerData: { rehearsal } satisfies WorkerData,
    // Without the flags of this process: a loader of TypeScript, for one, would be loaded again.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_MEMORY,
      ...(memoryLimit !== undefined && { maxOldGenerationSizeMb: memoryLimit }),
    },
  });
}

/** The module that a thread for definitions begins with; undefined where this package is entered by its sources. */
export function builtEntry(): URL | undefined {
  return import.meta.url.endsWith(".ts") ? undefined : new URL("./definitions-worker.js", import.meta.url);
}

let prepared: Worker | undefined;

/**
 * Begins to start the thread of the definitions, for a program that knows that it is going to compile before it has loaded
 * the compiler: both load side by side. The first compile takes the thread; one that nobody takes ends with the process.
 *
 * @example
 * prepareThread();
 * const { checkProject, loadProject } = await import("@starfix/compiler");
 */
export function prepareThread(): void {
  const entry = builtEntry();
  if (!entry || prepared) return;
  prepared = startThread({ entry, memoryLimit: undefined, rehearsal: undefined });
  prepared.unref();
  // One that fails is no use; the compile starts another, which tells what is wrong.
  prepared.once("error", forget);
}

/** The thread that was prepared, when there is one: once. */
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
