import type { CheckedBatchJob } from "../checked-job.ts";
import { parseObjectUri } from "../objects/object-uri.ts";
import { literalHead } from "../objects/parse-glob.ts";
import type { JobOfTable } from "./check-jobs-of-table.ts";
import { type ProjectIssue, projectIssue } from "./project-issue.ts";

/** Something that a job selects to read. */
interface Selected {
  readonly request: number;
  readonly pointer: string;
  /** As the job names it. */
  readonly name: string;
  /** The key of an object, a prefix, or how the keys that a pattern matches begin. */
  readonly key: string;
  readonly kind: "object" | "prefix" | "pattern";
  readonly filter: string | undefined;
}

/** Warns of jobs that append rows of the same objects, files or table to one table. One issue for each job. */
export function checkReadTwice(table: string, jobs: readonly JobOfTable<CheckedBatchJob>[]): readonly ProjectIssue[] {
  if (jobs.length < 2) return [];
  const places = new Map<string, Selected[]>();
  for (const { request, job } of jobs) {
    const place = placeOf(job.source);
    if (place === undefined) continue;
    const selected = places.get(place) ?? [];
    places.set(place, selected);
    for (const one of selectedBy(job.source)) {
      selected.push({ ...one, request, filter: job.transform.filter?.text });
    }
  }
  const issues = new Map<number, ProjectIssue>();
  for (const selected of places.values()) {
    for (const [one, other] of pairsOf(selected)) {
      const [earlier, later] = one.request < other.request ? [one, other] : [other, one];
      const { request, pointer, name } = later;
      if (issues.has(request)) continue;
      const facts = { table, object: name, related: [earlier.request], expected: "what no other job reads" };
      issues.set(
        request,
        projectIssue("objects_read_twice", { request, pointer }, { ...facts, received: JSON.stringify(name) }),
      );
    }
  }
  return [...issues.values()];
}

type Source = CheckedBatchJob["source"];

/** What the names of two jobs must have in common to mean the same; undefined for records in the request. */
function placeOf(source: Source): string | undefined {
  switch (source.kind) {
    case "objects":
      return `${source.type} ${source.connectionName}`;
    case "inline":
      return undefined;
    case "uploaded":
    case "table":
      return source.kind;
    default:
      throw new Error(`unexpected source: ${JSON.stringify(source satisfies never)}`);
  }
}

function selectedBy(source: Source): readonly Omit<Selected, "request" | "filter">[] {
  const all = (
    names: readonly string[],
    member: string,
    kind: Selected["kind"],
    keyOf = (name: string): string => name,
  ): readonly Omit<Selected, "request" | "filter">[] =>
    names.map((name, index) => ({ name, key: keyOf(name), kind, pointer: `/source/${member}/${index}` }));
  switch (source.kind) {
    case "inline":
      return [];
    case "uploaded":
      return all(source.files, "fileList", "object");
    case "table": {
      const { table: name, interval = "" } = source;
      return [{ name, key: `${name} ${interval}`, kind: "object", pointer: "/source/tableName" }];
    }
    case "objects": {
      const { selection } = source;
      switch (selection.kind) {
        case "uris":
          return all(selection.uris, "uris", "object", (uri) => parseObjectUri(uri)?.key ?? uri);
        case "objects":
          return all(selection.objects, "objects", "object");
        case "prefixes":
          return all(selection.prefixes, "prefixes", "prefix");
        case "pattern": {
          const { pattern } = selection;
          return [{ name: pattern, key: literalHead(pattern), kind: "pattern", pointer: "/source/pattern" }];
        }
        default:
          throw new Error(`unexpected selection: ${JSON.stringify(selection satisfies never)}`);
      }
    }
    default:
      throw new Error(`unexpected source: ${JSON.stringify(source satisfies never)}`);
  }
}

/**
 * Pairs of two jobs that select an object both. In the order of their keys, what a prefix covers comes directly after it, so
 * that each is compared with the prefixes around it and with its equal alone.
 */
function* pairsOf(selected: readonly Selected[]): Generator<readonly [Selected, Selected]> {
  const order = selected.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : rankOf(a) - rankOf(b)));
  const around: Selected[] = [];
  let before: Selected | undefined;
  for (const one of order) {
    while (around.length > 0 && !one.key.startsWith((around.at(-1) as Selected).key)) around.pop();
    const other =
      around.find((prefix) => isTwice(prefix, one)) ?? (before && isEqual(before, one) ? before : undefined);
    if (other !== undefined) yield [other, one];
    if (one.kind === "prefix") around.push(one);
    before = one;
  }
}

function rankOf({ kind }: Selected): number {
  return kind === "prefix" ? 0 : 1;
}

function isEqual(one: Selected, other: Selected): boolean {
  if (one.kind !== other.kind || !isTwice(one, other)) return false;
  return one.kind === "pattern" ? one.name === other.name : one.key === other.key;
}

/** Two conditions on records may divide them between the jobs. */
function isTwice(one: Selected, other: Selected): boolean {
  if (one.request === other.request) return false;
  return one.filter === undefined || other.filter === undefined || one.filter === other.filter;
}
