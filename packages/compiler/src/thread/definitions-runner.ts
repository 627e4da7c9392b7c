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

/** Where text goes that definitions print. */
export interface TextSink {
  write(text: string): unknown;
}

export interface RunnerOptions {
  /** How long running the definitions may take, in milliseconds. */
  readonly timeLimit: number;
  /** How much memory they may fill, in megabytes; undefined for what Node gives. */
  readonly memoryLimit: number | undefined;
  /** Takes what definitions print. */
  readonly output: TextSink;
  /**
   * The thread gets ready for the definitions while it waits for them: for one that waits long.
   *
   * @default false
   */
  readonly rehearses?: boolean;
}

/**
 * A thread that runs the definitions of one build and is thrown away: whatever they leave behind goes with it, and one
 * that never returns or ends the process is an issue. It begins to load at once, so make it before the bundle.
 */
export class DefinitionsRunner implements AsyncDisposable {
  readonly #worker: Promise<Worker>;
  readonly #options: RunnerOptions;
  readonly #rehearsal: Int32Array<SharedArrayBuffer> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#rehearsal = options.rehearses ? sharedNumber() : undefined;
    this.#worker = start(options, this.#rehearsal);
    // Whoever asks for it is told; when nobody does there is nobody to tell.
    this.#worker.catch(() => {});
  }

  /** Says that there is going to be something to run: from now on the processor is needed for that. */
  endRehearsal(): void {
    if (this.#rehearsal) Atomics.store(this.#rehearsal, 0, 1);
  }

  /** Runs and compiles the definitions of a bundle. Only once. */
  async run({ bundle, ...given }: BundleRun): Promise<CompiledDefinitions> {
    this.endRehearsal();
    const progress = sharedNumber();
    const task = { ...given, outfile: bundle.outfile, progress };
    const worker = await this.#worker;
    const artifacts: CompiledArtifact[] = [];
    const ended = firstEnd(worker, task, { timeLimit: this.#options.timeLimit, artifacts });
    // Made here while the definitions run there: both take their time.
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
  rehearsal: Int32Array<SharedArrayBuffer> | undefined,
): Promise<Worker> {
  const isPlain = memoryLimit === undefined && rehearsal === undefined;
  const worker =
    (isPlain ? takePrepared() : undefined) ?? startThread({ entry: await workerEntry(), memoryLimit, rehearsal });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => output.write(text));
  }
  return worker;
}

/** Definitions to run: a bundle of them, which has been written. */
export interface BundleRun extends Omit<DefinitionsTask, "outfile" | "progress"> {
  readonly bundle: Bundle;
}

interface EndedRun extends Pick<BundleRun, "bundle"> {
  readonly timeLimit: number;
}

/** How the life of a worker can end. */
type End =
  | Exclude<WorkerMessage, { kind: "began" | "evaluated" | "artifacts" }>
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "gone" }
  | { readonly kind: "timeout" };

interface Waiting {
  readonly timeLimit: number;
  /** Filled with what comes. */
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
        : threwIssue(end.error, places);
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
