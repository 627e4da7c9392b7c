import { checkJobsOfTable, type JobOfTable } from "./check-jobs-of-table.ts";
import { type ProjectIssue, projectIssue } from "./project-issue.ts";
import type { ProjectRequest } from "./project-request.ts";

/**
 * Checks what only all requests of a project show: two of one name, also where they differ in case alone, a table that jobs of
 * several owners write without the table naming them, and jobs that write one table and contradict each other.
 *
 * @example
 * checkProject([
 *   { kind: "table", name: "Koalas", owner: "zoo" },
 *   { kind: "table", name: "koalas", owner: "zoo" },
 * ]);
 * // => [{ code: "duplicate_name", request: 1, related: [0], pointer: "/name", earlier: "Koalas", … }]
 */
export function checkProject(requests: readonly ProjectRequest[]): readonly ProjectIssue[] {
  return [...duplicateNames(requests), ...undeclaredWriters(requests), ...contradictions(requests)];
}

/** Compares the jobs of each table. Nearly every table is written by one job, and then there is nothing to compare. */
function contradictions(requests: readonly ProjectRequest[]): readonly ProjectIssue[] {
  const declared = new Set<string>();
  const first = new Map<string, number>();
  const several = new Map<string, JobOfTable[]>();
  for (let request = 0; request < requests.length; request++) {
    const { kind, name, writes, job } = requests[request] as ProjectRequest;
    if (kind === "table") declared.add(name);
    if (writes === undefined || job === undefined) continue;
    const other = first.get(writes.table);
    if (other === undefined) {
      first.set(writes.table, request);
      continue;
    }
    let jobs = several.get(writes.table);
    if (jobs === undefined) {
      // It is in the map because it has a job.
      jobs = [{ request: other, job: (requests[other] as Required<ProjectRequest>).job as NonNullable<typeof job> }];
      several.set(writes.table, jobs);
    }
    jobs.push({ request, job });
  }
  return [...several].flatMap(([table, jobs]) => checkJobsOfTable(table, jobs, declared.has(table)));
}

function duplicateNames(requests: readonly ProjectRequest[]): readonly ProjectIssue[] {
  const issues: ProjectIssue[] = [];
  const byName = new Map<string, number>();
  const keyOf = ({ kind, name }: ProjectRequest): string => `${kind}/${name.toLowerCase()}`;
  for (const [index, request] of requests.entries()) {
    // The ids of jobs are the names of files, and no two projects share those.
    if (request.foreign && request.kind !== "job") byName.set(keyOf(request), index);
  }
  for (const [index, request] of requests.entries()) {
    if (request.foreign) continue;
    const { kind, name } = request;
    const related = byName.get(keyOf(request));
    const earlier = related === undefined ? undefined : requests[related]?.name;
    if (related === undefined || earlier === undefined) {
      byName.set(keyOf(request), index);
      continue;
    }
    const expected = "each name once, whatever its case";
    const received = `a second ${JSON.stringify(name)}`;
    const facts = { kind, name, earlier, related: [related], expected, received };
    issues.push(projectIssue("duplicate_name", { request: index, pointer: kind === "job" ? "" : "/name" }, facts));
  }
  return issues;
}

function undeclaredWriters(requests: readonly ProjectRequest[]): readonly ProjectIssue[] {
  const declared = new Map<string, ProjectRequest>();
  const elsewhere = new Map<string, ProjectRequest>();
  const writing = new Map<string, number[]>();
  for (const [index, request] of requests.entries()) {
    const { foreign = false, kind, name, writes } = request;
    // What the project declares itself decides before what others do.
    if (kind === "table" && (!foreign || declared.get(name)?.foreign !== false))
      declared.set(name, { ...request, foreign });
    if (writes === undefined) continue;
    if (foreign) elsewhere.set(writes.table, elsewhere.get(writes.table) ?? request);
    else writing.set(writes.table, [...(writing.get(writes.table) ?? []), index]);
  }
  return [...writing].flatMap(([table, indexes]) => {
    const first = indexes[0] as number;
    const other = elsewhere.get(table);
    const declaration = declared.get(table);
    const { writers = [] } = declaration ?? {};
    // A table names its writers; one that does not is written by the owner that did so first, and of another project by none.
    const named = declaration !== undefined && (declaration.foreign || writers.length > 0);
    const allowed = named
      ? [declaration.owner, ...writers]
      : [other?.owner ?? (requests[first] as ProjectRequest).owner];
    return indexes.flatMap((index): readonly ProjectIssue[] => {
      const { owner, writes } = requests[index] as ProjectRequest;
      if (allowed.includes(owner)) return [];
      const facts = {
        table,
        owner,
        allowed,
        ...(declaration && { declared: declaration.owner }),
        ...(!named && other === undefined && { related: [first] }),
        expected: `a job of ${allowed.join(" or ")}`,
        received: `one of ${owner}`,
      };
      return [projectIssue("table_writers", { request: index, pointer: writes?.pointer ?? "" }, facts)];
    });
  });
}
