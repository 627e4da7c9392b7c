import { readInterval } from "@starfix/expr";
import { EVER } from "../time/check-interval.ts";
import type { JobOfTable } from "./check-jobs-of-table.ts";
import { type ProjectIssue, projectIssue } from "./project-issue.ts";

/** Rows that a job replaces. */
interface Replacement {
  readonly request: number;
  readonly pointer: string;
  readonly interval: string;
  readonly start: number;
  readonly end: number;
}

/** Warns of jobs that replace rows of one time: each deletes what the other wrote. One issue for each group of jobs. */
export function checkReplacements(table: string, jobs: readonly JobOfTable[]): readonly ProjectIssue[] {
  const replacements = jobs.flatMap(replacementsOf).sort((a, b) => a.start - b.start || a.request - b.request);
  const issues = new Map<string, ProjectIssue>();
  for (const group of overlapping(replacements)) {
    const requests = [...new Set(group.map(({ request }) => request))].sort((a, b) => a - b);
    const last = group.find(({ request }) => request === requests.at(-1));
    const key = requests.join(" ");
    if (requests.length < 2 || last === undefined || issues.has(key)) continue;
    const { request, pointer, interval } = last;
    const facts = { table, interval, related: requests.slice(0, -1), expected: "time that no other job replaces" };
    issues.set(key, projectIssue("overlapping_replacements", { request, pointer }, { ...facts, received: interval }));
  }
  return [...issues.values()];
}

function replacementsOf({ request, job }: JobOfTable): readonly Replacement[] {
  const ingestion = job.kind === "batch" || job.kind === "sql" ? job.ingestion : undefined;
  if (ingestion?.mode !== "replace") return [];
  const pointer = (own: string): string => (job.kind === "sql" ? "/query" : own);
  if (ingestion.intervals === "all") {
    return [{ request, pointer: pointer("/replaceAll"), interval: "all", ...EVER }];
  }
  return ingestion.intervals.flatMap((interval, index) => {
    const bounds = readInterval(interval);
    return bounds ? [{ request, pointer: pointer(`/target/intervals/${index}`), interval, ...bounds }] : [];
  });
}

/** Groups of intervals, given in order of their starts, that overlap or are linked by others that do. */
function overlapping(replacements: readonly Replacement[]): readonly (readonly Replacement[])[] {
  const groups: Replacement[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of replacements) {
    const group = groups.at(-1);
    if (group === undefined || one.start >= end) groups.push([one]);
    else group.push(one);
    if (one.end > end) end = one.end;
  }
  return groups;
}
