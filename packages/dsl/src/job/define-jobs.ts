import type { Definition } from "../definition.ts";
import { definitionMarkOf } from "../definition-builder.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { JobNode } from "./job-node.ts";

/**
 * Makes one job, or several, for each item of a list: days, environments, customers. The id of each job must tell it from
 * the others.
 *
 * @example
 * export const jobs = defineJobs(days("2026-01-01/2026-01-03"), (day) =>
 *   base(`koalas-${day.name}`).replace(day.interval).map({ __time: 'TIME_PARSE("timestamp")' }));
 * // => jobs/koalas-2026-01-01.json, jobs/koalas-2026-01-02.json
 *
 * @throws DefinitionError when two of the jobs have one id, or one has none.
 */
export function defineJobs<const TItem, TJob extends Definition<JobNode>>(
  list: Iterable<TItem>,
  make: (item: TItem, index: number) => readonly TJob[],
): readonly TJob[];
export function defineJobs<const TItem, TJob extends Definition<JobNode>>(
  list: Iterable<TItem>,
  make: (item: TItem, index: number) => TJob,
): readonly TJob[];
export function defineJobs<const TItem, TJob extends Definition<JobNode>>(
  list: Iterable<TItem>,
  make: (item: TItem, index: number) => TJob | readonly TJob[],
): readonly TJob[] {
  if (typeof list?.[Symbol.iterator] !== "function") refuse("list", 'a list such as ["dev", "prod"]', list);
  const jobs = Array.from(list, make).flat() as TJob[];
  const ids = new Set<string>();
  for (const [index, job] of jobs.entries()) {
    const id = idOf(job);
    if (id === undefined) {
      throw new DefinitionError(
        `job ${index + 1} of a list has no id: give it one that names the item, as in batchJob(\`koalas-\${item}\`)`,
      );
    }
    if (ids.has(id)) {
      throw new DefinitionError(
        `two jobs of a list are named ${JSON.stringify(id)}: put what tells them apart in the id, as in batchJob(\`koalas-\${item}\`)`,
      );
    }
    ids.add(id);
  }
  return Object.freeze(jobs);
}

function idOf(job: Definition<JobNode>): string | undefined {
  const mark = definitionMarkOf(job);
  if (mark?.kind !== "job") refuse("job", "a job such as batchJob(…)…", job);
  return mark.name;
}
