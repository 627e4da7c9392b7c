import type { Worker } from "node:worker_threads";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Bundle } from "../load/bundle.ts";
import { indexBundle, transferablesOf } from "../load/bundle-index.ts";
import { SourcePlaces } from "../load/source-places.ts";
import { callerOf, threwIssue } from "../load/threw-issue.ts";
import { CompiledArtifact } from "./compiled-artifact.ts";
import { type CompiledDefinitions, type DefinitionsTask, NOTHING, type WorkerMessage } from "./definitions-task.ts";
import { startThread, takePrepared } from "./definitions-thread.ts";
import { stoppedAt } from "./stopped-at.ts";
import { workerEntry } from "./worker-entry.ts";

/** Receives the text that definitions print. */
export interface TextSink {
  write(text: string): unknown;
}

export interface RunnerOptions {
  /** How long running the definitions may take, in milliseconds. */
  readonly timeLimit: number;
  /** How much memory they may fill, in megabytes; undefined for Node's default. */
  readonly memoryLimit: number | undefined;
  /** Receives the text that definitions print. */
  readonly output: TextSink;
  /**
   * Warms the compiler up while the thread waits for definitions.
   *
   * @default false
   */
  readonly warmsUp?: boolean;
}

/**
 * A thread that runs the definitions of one build and then ends, with everything that they leave behind. A definition that
 * never returns, or ends the process, is an issue. The thread begins to load at once, so create it before bundling.
 */
export class DefinitionsRunner implements AsyncDisposable {
  readonly #worker: Promise<Worker>;
  readonly #options: RunnerOptions;
  readonly #warmUp: Int32Array<SharedArrayBuffer> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#warmUp = options.warmsUp ? sharedNumber() : undefined;
    this.#worker = start(options, this.#warmUp);
    // `run` and dispose await it and reject; without them a failed start concerns no one.
    this.#worker.catch(() => {});
  }

  /** Ends the warm-up, because a task is coming and needs the processor. */
  stopWarmUp(): void {
    if (this.#warmUp) Atomics.store(this.#warmUp, 0, 1);
  }

  /** Runs and compiles the definitions of a bundle. Only once. */
  async run({ bundle, ...given }: BundleRun): Promise<CompiledDefinitions> {
    this.stopWarmUp();
    const progress = sharedNumber();
    const task = { ...given, outfile: bundle.outfile, progress };
    const worker = await this.#worker;
    const artifacts: CompiledArtifact[] = [];
    const ended = firstEnd(worker, task, { timeLimit: this.#options.timeLimit, artifacts });
    // Made in this thread while the definitions run in the other.
    const index = indexBundle(bundle);
    worker.postMessage(index, transferablesOf(index));
    const end = await ended;
    if (end.kind === "compiled") {
      const { counts, issues, imports, uses } = end;
      return { artifacts, counts, issues, imports, uses };
    }
    if (end.kind === "failed") throw end.error;
    return {
      ...NOTHING,
      issues: [await issueOf(end, worker, { ...task, bundle, timeLimit: this.#options.timeLimit })],
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#worker).terminate();
  }
}

async function start(
  { output, memoryLimit }: RunnerOptions,
  warmUp: Int32Array<SharedArrayBuffer> | undefined,
): Promise<Worker> {
  const isPlain = memoryLimit === undefined && warmUp === undefined;
  const worker =
    (isPlain ? takePrepared() : undefined) ?? startThread({ entry: await workerEntry(), memoryLimit, warmUp });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => output.write(text));
  }
  return worker;
}

/** Definitions to run: a bundle that has been written to its file. */
export interface BundleRun extends Omit<DefinitionsTask, "outfile" | "progress"> {
  readonly bundle: Bundle;
}

interface EndedRun extends Pick<BundleRun, "bundle"> {
  readonly timeLimit: number;
}

/** The ways in which a worker ends. */
type End =
  | Exclude<WorkerMessage, { kind: "began" | "evaluated" | "artifacts" }>
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "gone" }
  | { readonly kind: "timeout" };

interface Waiting {
  readonly timeLimit: number;
  /** Receives the artifacts that the worker posts. */
  readonly artifacts: CompiledArtifact[];
}

function firstEnd(worker: Worker, task: DefinitionsTask, { timeLimit, artifacts }: Waiting): Promise<End> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const settle = (end: End): void => {
      clearTimeout(timer);
      resolve(end);
    };
    worker.on("message", (message: WorkerMessage) => {
      // Only the definitions' own time counts, not what it takes to load the compiler.
      if (message.kind === "began") timer = setTimeout(() => resolve({ kind: "timeout" }), timeLimit);
      else if (message.kind === "evaluated") clearTimeout(timer);
      else if (message.kind === "artifacts") {
        for (const sent of message.artifacts) artifacts.push(new CompiledArtifact(sent));
      } else settle(message);
    });
    worker.on("error", (error: unknown) => settle({ kind: "error", error }));
    worker.on("exit", () => settle({ kind: "gone" }));
    worker.postMessage(task);
  });
}

async function issueOf(
  end: Exclude<End, { kind: "compiled" | "failed" }>,
  worker: Worker,
  { bundle, files, progress, timeLimit }: Pick<DefinitionsTask, "files" | "progress"> & EndedRun,
): Promise<CompileIssue> {
  const places = new SourcePlaces(indexBundle(bundle));
  const file = files[Atomics.load(progress, 0)];
  const begin = file === undefined ? undefined : { file, line: 1, column: 1 };
  switch (end.kind) {
    case "exited":
      return withPosition({ code: "definitions_exited", exitCode: end.exitCode }, callerOf(end.stack, places));
    case "gone":
      return withPosition({ code: "definitions_unsettled" }, begin);
    case "timeout": {
      const stack = await stoppedAt(worker);
      return withPosition({ code: "definitions_timeout", seconds: timeLimit / 1000 }, callerOf(stack, places) ?? begin);
    }
    case "error":
      return isOutOfMemory(end.error)
        ? withPosition({ code: "definitions_memory", message: end.error.message }, begin)
        : threwIssue(end.error, places, files);
    default:
      throw new Error(`unexpected end: ${JSON.stringify(end satisfies never)}`);
  }
}

/** A number that two threads see. */
function sharedNumber(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

function withPosition<TIssue extends CompileIssue>(issue: TIssue, position: TIssue["position"]): TIssue {
  return position ? { ...issue, position } : issue;
}

function isOutOfMemory(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
