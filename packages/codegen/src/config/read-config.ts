import type { CacheStore } from "../cache/cache-store.ts";
import { areOlder, areUnchanged, type HashedFile, hashFiles, hashOf } from "../cache/hash.ts";
import type { CodegenConfig } from "./define-config.ts";
import { loadConfig } from "./load-config.ts";

/** The settings in force, and what they come from. */
export interface ReadConfig {
  /** The settings of each document; without their functions when they were recalled. */
  readonly entries: readonly CodegenConfig[];
  readonly inputs: readonly string[];
  /** Identifies what the configuration says; undefined when more than its files decides that. */
  readonly hash: string | undefined;
  readonly isRecalled: boolean;
}

interface CachedConfig {
  readonly files: readonly HashedFile[];
  readonly entries: readonly CodegenConfig[];
}

/** What a configuration said the last time, if its files are still the same and it depends on nothing else. */
export async function recallConfig(cache: CacheStore, path: string): Promise<ReadConfig | undefined> {
  const cached = await cache.read<CachedConfig>(path);
  if (!cached || !(await areUnchanged(cached.files))) return undefined;
  const { entries, files } = cached;
  return { entries, inputs: files.map(([file]) => file), hash: hashOf(JSON.stringify(files)), isRecalled: true };
}

/** Runs a configuration and keeps what it says. */
export async function readConfig(path: string, cwd: string, cache: CacheStore | undefined): Promise<ReadConfig> {
  const startedAt = Date.now();
  const { entries, inputs, selfContained } = await loadConfig(path, cwd);
  const files = await hashFiles(inputs);
  // What was written since may say something else than what was read.
  if (!selfContained || !(await areOlder(inputs, startedAt)))
    return { entries, inputs, hash: undefined, isRecalled: false };
  const entry: CachedConfig = { files, entries };
  await cache?.write(path, entry);
  return { entries, inputs, hash: hashOf(JSON.stringify(files)), isRecalled: false };
}
