import type { SqlType } from "@starfix/expr";
import type { CheckedBatchJob, CheckedJob } from "../checked-job.ts";
import { checkReadTwice } from "./check-read-twice.ts";
import { checkReplacements } from "./check-replacements.ts";
import { type ProjectIssue, projectIssue } from "./project-issue.ts";

/** A job that passed the rules, and its index among the requests. */
export interface JobOfTable<TJob extends CheckedJob = CheckedJob> {
  readonly request: number;
  readonly job: TJob;
}

/** Compares the jobs that write one table. */
export function checkJobsOfTable(
  table: string,
  jobs: readonly JobOfTable[],
  declared: boolean,
): readonly ProjectIssue[] {
  return [
    ...(declared ? [] : checkCreation(table, jobs)),
    ...checkStreams(table, jobs),
    ...checkReplacements(table, jobs),
    ...checkReadTwice(table, jobs.filter(appendsRecords)),
  ];
}

function appendsRecords(one: JobOfTable): one is JobOfTable<CheckedBatchJob> {
  return one.job.kind === "batch" && one.job.ingestion.mode === "append";
}

/** The service takes one streaming job for each table, and another one only in its place. */
function checkStreams(table: string, jobs: readonly JobOfTable[]): readonly ProjectIssue[] {
  const streams = jobs.filter(({ job }) => job.kind === "streaming");
  const first = streams[0];
  if (first === undefined || streams.length < 2) return [];
  if (streams.some(({ job }) => job.kind === "streaming" && job.replaceRunning)) return [];
  const facts = {
    table,
    related: [first.request],
    expected: "one streaming job for each table",
    received: "another one",
  };
  return streams
    .slice(1)
    .map(({ request }) => projectIssue("several_streams", { request, pointer: "/target/tableName" }, facts));
}

/** What a job creates. */
interface Creation {
  readonly request: number;
  /** Undefined where the service decides. */
  readonly kind: "detail" | "aggregate" | undefined;
  readonly columns: readonly CreatedColumn[];
  /** Whether these are all columns. */
  readonly whole: boolean;
}

interface CreatedColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly aggregate: boolean;
  readonly pointer: string;
}

/** Jobs that create a table that none declares: the one that runs first decides what the table is. */
function checkCreation(table: string, jobs: readonly JobOfTable[]): readonly ProjectIssue[] {
  const creations = jobs.flatMap((one) => creationOf(one) ?? []);
  if (creations.length < 2) return [];
  const kinds = checkKinds(table, creations);
  // The columns of tables of two kinds differ anyway.
  if (kinds.length > 0) return kinds;
  const types = checkTypes(table, creations);
  return types.length > 0 ? types : checkColumns(table, creations);
}

function creationOf({ request, job }: JobOfTable): Creation | undefined {
  switch (job.kind) {
    case "batch":
    case "streaming": {
      if (!job.target.createIfMissing) return undefined;
      const { aggregates, mappings } = job.transform;
      const columns = mappings.flatMap(({ column: name, type, aggregate, pointer }) =>
        name === "__time" || pointer === undefined ? [] : [{ name, type, aggregate, pointer }],
      );
      const whole = job.kind === "batch" || !job.useSchemaDiscovery;
      return { request, kind: aggregates ? "aggregate" : "detail", columns, whole };
    }
    case "sql": {
      if (!job.createIfMissing || job.columns === undefined) return undefined;
      const columns = job.columns.flatMap(({ name, type }) =>
        name.startsWith("__") ? [] : [{ name, type, aggregate: false, pointer: "/query" }],
      );
      return { request, kind: undefined, columns, whole: true };
    }
    default:
      return undefined;
  }
}

const KINDS = { detail: "a detail table", aggregate: "an aggregate table" } as const;

function checkKinds(table: string, creations: readonly Creation[]): readonly ProjectIssue[] {
  const first = creations.find(({ kind }) => kind !== undefined);
  const other = creations.find(({ kind }) => kind !== undefined && kind !== first?.kind);
  if (first?.kind === undefined || other?.kind === undefined) return [];
  const aggregating = other.kind === "aggregate" ? other.columns.find(({ aggregate }) => aggregate) : undefined;
  const place = { request: other.request, pointer: aggregating?.pointer ?? "/target/tableName" };
  const related = creations.flatMap(({ kind, request }) => (kind === first.kind ? [request] : []));
  const facts = { table, related, expected: KINDS[first.kind], received: KINDS[other.kind] };
  return [projectIssue("table_kinds_differ", place, facts)];
}

function checkTypes(table: string, creations: readonly Creation[]): readonly ProjectIssue[] {
  const known = new Map<string, CreatedColumn & { readonly request: number }>();
  const issues: ProjectIssue[] = [];
  for (const { request, columns } of creations) {
    for (const column of columns) {
      const earlier = known.get(column.name);
      if (earlier === undefined) known.set(column.name, { ...column, request });
      else if (!holdsBoth(earlier, column)) {
        const facts = { table, column: column.name, related: [earlier.request] };
        const difference = { expected: described(earlier, column), received: described(column, earlier) };
        issues.push(
          projectIssue("column_types_differ", { request, pointer: column.pointer }, { ...facts, ...difference }),
        );
      }
    }
  }
  return issues;
}

/** Whether a column can hold values of both: numbers of any type, or what is not known. What a measure of a sketch holds is not. */
function holdsBoth(one: CreatedColumn, other: CreatedColumn): boolean {
  if (one.aggregate !== other.aggregate && one.pointer !== "/query" && other.pointer !== "/query") return false;
  const [left, right] = [familyOf(one.type), familyOf(other.type)];
  if (left === undefined || right === undefined || left === right) return true;
  return (one.aggregate || other.aggregate) && (left.startsWith("COMPLEX") || right.startsWith("COMPLEX"));
}

function familyOf(type: SqlType): string | undefined {
  switch (type) {
    case "NULL":
    case "OTHER":
      return undefined;
    case "BIGINT":
    case "BOOLEAN":
    case "TIMESTAMP":
    case "DATE":
    case "DOUBLE":
    case "FLOAT":
      return "number";
    case "BIGINT ARRAY":
    case "DOUBLE ARRAY":
    case "FLOAT ARRAY":
      return "number ARRAY";
    default:
      return type;
  }
}

function described({ type, aggregate }: CreatedColumn, other: CreatedColumn): string {
  return aggregate === other.aggregate ? type : `a ${aggregate ? "measure" : "dimension"} (${type})`;
}

/** One issue for each table: most of the others repeat it. */
function checkColumns(table: string, creations: readonly Creation[]): readonly ProjectIssue[] {
  const [first, ...others] = creations.filter(({ whole }) => whole);
  if (first === undefined) return [];
  const names = new Set(first.columns.map(({ name }) => name));
  for (const { request, columns } of others) {
    const own = new Set(columns.map(({ name }) => name));
    const added = [...own].filter((name) => !names.has(name));
    const missing = [...names].filter((name) => !own.has(name));
    if (added.length === 0 && missing.length === 0) continue;
    const pointer = columns.find(({ name }) => name === added[0])?.pointer ?? "/target/tableName";
    const list = (some: readonly string[]): string => some.map((name) => JSON.stringify(name)).join(", ") || "none";
    const facts = { table, added, missing, related: [first.request], expected: list(missing), received: list(added) };
    return [projectIssue("table_columns_differ", { request, pointer }, facts)];
  }
  return [];
}
