import { type CacheStore, openCache } from "../cache/cache-store.ts";
import { findConfig } from "../config/find-config.ts";
import { type ReadConfig, readConfig, recallConfig } from "../config/read-config.ts";
import { ownFingerprint } from "../own-version.ts";
import { UserError } from "../user-error.ts";
import type { Flags } from "./flags.ts";
import { listTasks, type Task } from "./list-tasks.ts";

/** The documents to generate from, and the configuration they come from. */
export interface Settings {
  readonly tasks: readonly Task[];
  /** Absolute paths of the configuration file and the files it imports. */
  readonly inputs: readonly string[];
  readonly cache: CacheStore | undefined;
  /** Hash of the configuration; undefined when it depends on more than its files, so that the cache cannot be used. */
  readonly configuration: string | undefined;
  /** Adds the functions of the configuration to a task whose settings came from the cache. */
  complete(task: Task): Promise<Task>;
}

/** Reads the configuration, if any, and lists the tasks. The code of an unchanged configuration is not run. */
export async function readSettings(flags: Flags, cwd: string): Promise<Settings> {
  const cache = flags.cache ? await openCache(cwd, ownFingerprint) : undefined;
  const path = flags.config === false ? undefined : await findConfig(cwd, flags.config);
  if (path === undefined) {
    const tasks = listTasks(flags, undefined, cwd);
    return { tasks, inputs: [], cache, configuration: "", complete: async (task) => task };
  }
  const config = (cache && (await recallConfig(cache, path))) ?? (await readConfig(path, cwd, cache));
  const tasks = listTasks(flags, { path, entries: config.entries }, cwd);
  let again: Promise<ReadConfig> | undefined;
  return {
    tasks,
    inputs: config.inputs,
    cache,
    configuration: config.hash,
    async complete(task) {
      if (!config.isRecalled) return task;
      again ??= readConfig(path, cwd, cache);
      const { entries } = await again;
      const same = listTasks(flags, { path, entries }, cwd).find(({ folder }) => folder === task.folder);
      if (!same) throw new UserError("expected the configuration to stay as it is for the run, it changed: run again");
      return same;
    },
  };
}
