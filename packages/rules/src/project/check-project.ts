import { createIssue, type RuleIssue } from "../issues/rule-issue.ts";
import type { ProjectRequest } from "./project-request.ts";

/** An issue between requests. Its pointer is into the one at `request`; `related` is the index of the other, where there is one. */
export type ProjectIssue = RuleIssue<"duplicate_name" | "table_writers"> & {
  /** Index of the request that is reported. */
  readonly request: number;
};

/**
 * Checks what only all requests of a project show: two of one name, also where they differ in case alone, and a table that
 * jobs of several owners write without the table naming them.
 *
 * @example
 * checkProject([
 *   { kind: "table", name: "Koalas", owner: "zoo" },
 *   { kind: "table", name: "koalas", owner: "zoo" },
 * ]);
 * // => [{ code: "duplicate_name", request: 1, related: 0, pointer: "/name", earlier: "Koalas", … }]
 */
export function checkProject(requests: readonly ProjectRequest[]): readonly ProjectIssue[] {
  return [...duplicateNames(requests), ...undeclaredWriters(requests)];
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
    const facts = { kind, name, earlier, related, expected, received: `a second ${JSON.stringify(name)}` };
    issues.push({ ...createIssue("duplicate_name", kind === "job" ? "" : "/name", facts), request: index });
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
        ...(!named && other === undefined && { related: first }),
        expected: `a job of ${allowed.join(" or ")}`,
        received: `one of ${owner}`,
      };
      return [{ ...createIssue("table_writers", writes?.pointer ?? "", facts), request: index }];
    });
  });
}
