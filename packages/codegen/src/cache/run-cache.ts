import type { GenerateOptions, GenerateResult } from "../generate.ts";
import type { Issue } from "../issue.ts";
import type { ExpectedFile } from "../output/compare-output.ts";
import type { CacheStore } from "./cache-store.ts";
import { areOlder, areUnchanged, type HashedFile, hashFiles, hashOf } from "./hash.ts";

/** Everything about a run that affects its output, except for the content of the input files. */
export interface RunKey {
  /** Absolute path of the output folder. */
  readonly folder: string;
  readonly options: GenerateOptions;
  /** Hash of the configuration file, since its functions are not part of `options`. */
  readonly configuration: string;
}

interface CachedRun {
  readonly key: string;
  readonly inputs: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
  readonly issues: readonly Issue[];
}

/** The output of an earlier run for the same input files. */
export interface KnownOutput {
  readonly files: readonly ExpectedFile[];
  readonly inputs: readonly string[];
  readonly issues: readonly Issue[];
}

/** Finds the output of an earlier run with the same options and input files. */
export async function recall(cache: CacheStore, run: RunKey): Promise<KnownOutput | undefined> {
  const cached = await cache.read<CachedRun>(run.folder);
  if (cached?.key !== keyOf(run) || !(await areUnchanged(cached.inputs))) return undefined;
  return {
    files: cached.outputs.map(([path, hash]) => ({ path, matches: (bytes) => hashOf(bytes) === hash })),
    inputs: cached.inputs.map(([path]) => path),
    issues: cached.issues,
  };
}

/** Stores the output of a run that began at `startedAt`, in milliseconds since 1970. */
export async function remember(
  cache: CacheStore,
  run: RunKey,
  result: GenerateResult,
  startedAt: number,
): Promise<void> {
  const inputs = await hashFiles(result.inputs);
  // A file that was written since may differ from what was read.
  if (!(await areOlder(result.inputs, startedAt))) return;
  const outputs = result.files.map(({ path, text }): HashedFile => [path, hashOf(text)]);
  const entry: CachedRun = { key: keyOf(run), inputs, outputs, issues: result.issues };
  await cache.write(run.folder, entry);
}

function keyOf({ options, configuration }: RunKey): string {
  return hashOf(JSON.stringify([options, configuration]));
}
