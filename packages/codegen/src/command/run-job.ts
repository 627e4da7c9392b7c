import { type KnownOutput, type RunKey, recall, remember } from "../cache/run-cache.ts";
import { CodegenError, type Diagnostic } from "../diagnostic.ts";
import type { GenerateResult } from "../generate.ts";
import { compareFiles, compareOutput, type OutputPlan } from "../output/compare-output.ts";
import { explainFileError } from "../output/file-error.ts";
import { UserError } from "../user-error.ts";
import type { Job } from "./plan-jobs.ts";
import type { Settings } from "./read-settings.ts";

/** What became of one document. */
export interface Outcome {
  readonly job: Job;
  /** `stale` is what `--check` finds; `stopped` was told to stop before it wrote. */
  readonly state: "current" | "written" | "stale" | "failed" | "stopped";
  readonly plan: OutputPlan;
  readonly diagnostics: readonly Diagnostic[];
  /** Why it failed, where no diagnostic says so. */
  readonly message?: string;
  /** Absolute paths of the files that were read, as far as that is known. */
  readonly inputs: readonly string[];
  /** Whether an earlier run had told already what there is to generate. */
  readonly isRecalled: boolean;
}

export interface RunJobOptions {
  readonly check: boolean;
  onProgress(stage: string): void;
  /** Asked before anything is written. */
  stopSignal(): AbortSignal | undefined;
}

const NOTHING: OutputPlan = { missing: [], stale: [], extra: [], unchanged: [] };

/** Generates from one document, or finds that there is no need to. A mistake of the user is an outcome; it does not throw. */
export async function runJob(job: Job, settings: Settings, options: RunJobOptions): Promise<Outcome> {
  const reached: string[] = [];
  try {
    return await run(job, settings, { ...options, onInput: (path) => void reached.push(path) });
  } catch (error) {
    const failed = { job, state: "failed", plan: NOTHING, inputs: reached, isRecalled: false } as const;
    if (error instanceof CodegenError) return { ...failed, diagnostics: error.diagnostics };
    if (error instanceof UserError) return { ...failed, diagnostics: [], message: error.message };
    throw error;
  }
}

interface RunOptions extends RunJobOptions {
  onInput(path: string): void;
}

async function run(job: Job, settings: Settings, options: RunOptions): Promise<Outcome> {
  const startedAt = Date.now();
  const { cache, configuration } = settings;
  // What is at an address can change without a trace here.
  const key: RunKey | undefined =
    configuration === undefined || job.options.allowRemote
      ? undefined
      : { folder: job.folder, options: job.options, configuration };
  const known = cache && key && (await recall(cache, key));
  if (known) {
    const plan = await reading(job, compareFiles(known.files, job.folder, job.everything));
    if (isEmpty(plan) || options.check)
      return { job, state: isEmpty(plan) ? "current" : "stale", plan, ...found(known), isRecalled: true };
  }
  const { generate } = await import("../generate.ts");
  const complete = await settings.complete(job);
  const { onProgress, onInput } = options;
  const result = await generate({ ...complete.options, onProgress, onInput });
  refuseTwins(result);
  const plan = await reading(job, compareOutput(result, job.folder, job.everything));
  const outcome = { job, plan, ...found(result), isRecalled: false };
  const keep = async (): Promise<void> => {
    if (cache && key) await remember(cache, key, result, startedAt);
  };
  if (isEmpty(plan) || options.check) {
    await keep();
    return { ...outcome, state: isEmpty(plan) ? "current" : "stale" };
  }
  if (options.stopSignal()?.aborted) return { ...outcome, state: "stopped" };
  await write(job, result, plan);
  await keep();
  return { ...outcome, state: "written" };
}

async function write(job: Job, result: GenerateResult, plan: OutputPlan): Promise<void> {
  const { writeOutput } = await import("../output/write-output.ts");
  try {
    await writeOutput(result, plan, job.folder);
  } catch (error) {
    throw explainFileError(error, `cannot write ${job.out}`);
  }
}

async function reading(job: Job, plan: Promise<OutputPlan>): Promise<OutputPlan> {
  try {
    return await plan;
  } catch (error) {
    throw explainFileError(error, `cannot read ${job.out}`);
  }
}

function found({ diagnostics, inputs }: KnownOutput | GenerateResult): Pick<Outcome, "diagnostics" | "inputs"> {
  return { diagnostics, inputs };
}

function isEmpty({ missing, stale, extra }: OutputPlan): boolean {
  return missing.length + stale.length + extra.length === 0;
}

/** On some systems names that differ in case only are one file. */
function refuseTwins({ files }: GenerateResult): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const name = path.toLowerCase();
    if (seen.has(name)) throw new UserError(`expected each file to be emitted by one target, received ${path} twice`);
    seen.add(name);
  }
}
