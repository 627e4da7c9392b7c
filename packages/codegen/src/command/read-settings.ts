import { type CacheStore, openCache } from "../cache/cache-store.ts";
import { findConfig } from "../config/find-config.ts";
import { type ReadConfig, readConfig, recallConfig } from "../config/read-config.ts";
import { ownFingerprint } from "../own-version.ts";
import { UserError } from "../user-error.ts";
import type { Flags } from "./flags.ts";
import { type Job, planJobs } from "./plan-jobs.ts";

/** What there is to do, and what decided that. */
export interface Settings {
  readonly jobs: readonly Job[];
  /** Absolute paths of the files of the configuration. */
  readonly inputs: readonly string[];
  readonly cache: CacheStore | undefined;
  /** Identifies the configuration; undefined when no file alone decides what it says, so that nothing can be recalled. */
  readonly configuration: string | undefined;
  /** The job with the functions of its configuration, which is run for that if it has not been. */
  complete(job: Job): Promise<Job>;
}

/** Reads the configuration, if there is one, and plans the jobs. Where nothing has changed, no code of it runs. */
export async function readSettings(flags: Flags, cwd: string): Promise<Settings> {
  const cache = flags.cache ? await openCache(cwd, ownFingerprint) : undefined;
  const path = flags.config === false ? undefined : await findConfig(cwd, flags.config);
  if (path === undefined) {
    const jobs = planJobs(flags, undefined, cwd);
    return { jobs, inputs: [], cache, configuration: "", complete: async (job) => job };
  }
  const config = (cache && (await recallConfig(cache, path))) ?? (await readConfig(path, cwd, cache));
  const jobs = planJobs(flags, { path, entries: config.entries }, cwd);
  let again: Promise<ReadConfig> | undefined;
  return {
    jobs,
    inputs: config.inputs,
    cache,
    configuration: config.hash,
    async complete(job) {
      if (!config.isRecalled) return job;
      again ??= readConfig(path, cwd, cache);
      const { entries } = await again;
      const same = planJobs(flags, { path, entries }, cwd).find(({ folder }) => folder === job.folder);
      if (!same) throw new UserError("expected the configuration to stay as it is for the run, it changed: run again");
      return same;
    },
  };
}
