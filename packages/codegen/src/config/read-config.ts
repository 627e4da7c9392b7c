import type { CacheStore } from "../cache/cache-store.ts";
import { areOlder, areUnchanged, type HashedFile, hashFiles, hashOf } from "../cache/hash.ts";
import type { CodegenConfig } from "./define-config.ts";
import { loadConfig } from "./load-config.ts";

/** The settings, and the files they come from. */
export interface ReadConfig {
  /** The settings of each document; without functions when they come from the cache. */
  readonly entries: readonly CodegenConfig[];
  readonly inputs: readonly string[];
  /** Hash of the configuration; undefined when its result depends on more than its files. */
  readonly hash: string | undefined;
  readonly isRecalled: boolean;
}

interface CachedConfig {
  readonly files: readonly HashedFile[];
  readonly entries: readonly CodegenConfig[];
}

/** The cached settings, if the files are unchanged and the configuration depends on nothing else. */
export async function recallConfig(cache: CacheStore, path: string): Promise<ReadConfig | undefined> {
  const cached = await cache.read<CachedConfig>(path);
  if (!cached || !(await areUnchanged(cached.files))) return undefined;
  const { entries, files } = cached;
  return { entries, inputs: files.map(([file]) => file), hash: hashOf(JSON.stringify(files)), isRecalled: true };
}

/** Runs a configuration and caches its settings. */
export async function readConfig(path: string, cwd: string, cache: CacheStore | undefined): Promise<ReadConfig> {
  const startedAt = Date.now();
  const { entries, inputs, selfContained } = await loadConfig(path, cwd);
  const files = await hashFiles(inputs);
  // A file that was written since may differ from what was read.
  if (!selfContained || !(await areOlder(inputs, startedAt)))
    return { entries, inputs, hash: undefined, isRecalled: false };
  const entry: CachedConfig = { files, entries };
  await cache?.write(path, entry);
  return { entries, inputs, hash: hashOf(JSON.stringify(files)), isRecalled: false };
}
