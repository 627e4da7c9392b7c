import type { Diagnostic } from "../diagnostic.ts";
import type { GenerateOptions, GenerateResult } from "../generate.ts";
import type { ExpectedFile } from "../output/compare-output.ts";
import type { CacheStore } from "./cache-store.ts";
import { areOlder, areUnchanged, type HashedFile, hashFiles, hashOf } from "./hash.ts";

/** What a run was asked for, as far as it decides what comes out. */
export interface RunKey {
  /** Absolute path of the output folder. */
  readonly folder: string;
  readonly options: GenerateOptions;
  /** Hash of the configuration that the options come from, whose functions do not show in them. */
  readonly configuration: string;
}

interface CachedRun {
  readonly key: string;
  readonly inputs: readonly HashedFile[];
  readonly outputs: readonly HashedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What an earlier run generated from the same files. */
export interface KnownOutput {
  readonly files: readonly ExpectedFile[];
  readonly inputs: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds what the run would generate, if one with the same options has read the same files. */
export async function recall(cache: CacheStore, run: RunKey): Promise<KnownOutput | undefined> {
  const cached = await cache.read<CachedRun>(run.folder);
  if (cached?.key !== keyOf(run) || !(await areUnchanged(cached.inputs))) return undefined;
  return {
    files: cached.outputs.map(([path, hash]) => ({ path, matches: (bytes) => hashOf(bytes) === hash })),
    inputs: cached.inputs.map(([path]) => path),
    diagnostics: cached.diagnostics,
  };
}

/** Keeps what a run generated that began at `startedAt`, in milliseconds since 1970. */
export async function remember(
  cache: CacheStore,
  run: RunKey,
  result: GenerateResult,
  startedAt: number,
): Promise<void> {
  const inputs = await hashFiles(result.inputs);
  // A file that was written since may be another than the one that was read.
  if (!(await areOlder(result.inputs, startedAt))) return;
  const outputs = result.files.map(({ path, text }): HashedFile => [path, hashOf(text)]);
  const entry: CachedRun = { key: keyOf(run), inputs, outputs, diagnostics: result.diagnostics };
  await cache.write(run.folder, entry);
}

function keyOf({ options, configuration }: RunKey): string {
  return hashOf(JSON.stringify([options, configuration]));
}
