import { type KnownOutput, type RunKey, recall, remember } from "../cache/run-cache.ts";
import type { GenerateResult } from "../generate.ts";
import { CodegenError, type Issue } from "../issue.ts";
import { compareFiles, compareOutput, type OutputChanges } from "../output/compare-output.ts";
import { explainFileError } from "../output/file-error.ts";
import { UserError } from "../user-error.ts";
import type { Task } from "./list-tasks.ts";
import type { Settings } from "./read-settings.ts";

/** The result for one document. */
export interface Outcome {
  readonly task: Task;
  /** `stale`: `--check` found differences; `stopped`: the stop signal came before anything was written. */
  readonly state: "current" | "written" | "stale" | "failed" | "stopped";
  readonly changes: OutputChanges;
  readonly issues: readonly Issue[];
  /** The reason of a failure that is not an issue of the document. */
  readonly message?: string;
  /** Absolute paths of the input files; incomplete after a failure. */
  readonly inputs: readonly string[];
  /** Whether the output came from the cache. */
  readonly isRecalled: boolean;
}

export interface RunTaskOptions {
  readonly check: boolean;
  onProgress(stage: string): void;
  /** Called before anything is written. */
  stopSignal(): AbortSignal | undefined;
}

const NOTHING: OutputChanges = { missing: [], stale: [], extra: [], unchanged: [] };

/** Generates from one document, unless the output is up to date. An error of the user is returned as an outcome. */
export async function runTask(task: Task, settings: Settings, options: RunTaskOptions): Promise<Outcome> {
  const reached: string[] = [];
  try {
    return await run(task, settings, { ...options, onInput: (path) => void reached.push(path) });
  } catch (error) {
    const failed = { task, state: "failed", changes: NOTHING, inputs: reached, isRecalled: false } as const;
    if (error instanceof CodegenError) return { ...failed, issues: error.issues };
    if (error instanceof UserError) return { ...failed, issues: [], message: error.message };
    throw error;
  }
}

interface RunOptions extends RunTaskOptions {
  onInput(path: string): void;
}

async function run(task: Task, settings: Settings, options: RunOptions): Promise<Outcome> {
  const startedAt = Date.now();
  const { cache, configuration } = settings;
  // A remote document can change without any change of a local file.
  const key: RunKey | undefined =
    configuration === undefined || task.options.allowRemote
      ? undefined
      : { folder: task.folder, options: task.options, configuration };
  const known = cache && key && (await recall(cache, key));
  if (known) {
    const changes = await reading(task, compareFiles(known.files, task.folder, task.everything));
    if (isEmpty(changes) || options.check)
      return { task, state: isEmpty(changes) ? "current" : "stale", changes, ...found(known), isRecalled: true };
  }
  const { generate } = await import("../generate.ts");
  const complete = await settings.complete(task);
  const { onProgress, onInput } = options;
  const result = await generate({ ...complete.options, onProgress, onInput });
  rejectEqualNames(result);
  const changes = await reading(task, compareOutput(result, task.folder, task.everything));
  const outcome = { task, changes, ...found(result), isRecalled: false };
  const keep = async (): Promise<void> => {
    if (cache && key) await remember(cache, key, result, startedAt);
  };
  if (isEmpty(changes) || options.check) {
    await keep();
    return { ...outcome, state: isEmpty(changes) ? "current" : "stale" };
  }
  if (options.stopSignal()?.aborted) return { ...outcome, state: "stopped" };
  await write(task, result, changes);
  await keep();
  return { ...outcome, state: "written" };
}

async function write(task: Task, result: GenerateResult, changes: OutputChanges): Promise<void> {
  const { writeOutput } = await import("../output/write-output.ts");
  try {
    await writeOutput(result, changes, task.folder);
  } catch (error) {
    throw explainFileError(error, `cannot write ${task.out}`);
  }
}

async function reading(task: Task, changes: Promise<OutputChanges>): Promise<OutputChanges> {
  try {
    return await changes;
  } catch (error) {
    throw explainFileError(error, `cannot read ${task.out}`);
  }
}

function found({ issues, inputs }: KnownOutput | GenerateResult): Pick<Outcome, "issues" | "inputs"> {
  return { issues, inputs };
}

function isEmpty({ missing, stale, extra }: OutputChanges): boolean {
  return missing.length + stale.length + extra.length === 0;
}

/** On some systems, names that differ only in case are one file. */
function rejectEqualNames({ files }: GenerateResult): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const name = path.toLowerCase();
    if (seen.has(name)) throw new UserError(`expected each file to be emitted by one target, received ${path} twice`);
    seen.add(name);
  }
}
