import type { CreateBatchJobRequest, CreateJobRequest, Mapping, S3JobSource } from "@starfix/schema";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { checkJob } from "../job/check-job.ts";
import type { KnownConnection, KnownTable, RuleContext } from "../rule-context.ts";

/** The source of the job of the vendor's guide. */
export const s3: S3JobSource = {
  type: "s3",
  connectionName: "demo-conn",
  uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"],
  formatSettings: { format: "nd-json" },
  inputSchema: [
    { name: "timestamp", dataType: "string" },
    { name: "city", dataType: "string" },
    { name: "session", dataType: "string" },
    { name: "session_length", dataType: "long" },
  ],
};

const time: Mapping = { columnName: "__time", expression: 'TIME_PARSE("timestamp")' };

/** The job of the vendor's guide. */
export const koalas: CreateBatchJobRequest = {
  type: "batch",
  target: { type: "table", tableName: "Koalas" },
  createTableIfNotExists: true,
  source: s3,
  mappings: [
    time,
    { columnName: "city", expression: '"city"' },
    { columnName: "session", expression: '"session"' },
    { columnName: "max_session_length", expression: 'MAX("session_length")', isAggregation: true },
  ],
};

/** The same with other mappings after `__time`. */
export function mapped(...mappings: readonly Mapping[]): CreateBatchJobRequest {
  return { ...koalas, mappings: [time, ...mappings] };
}

/** The same with another part of its source. */
export function reading(change: Partial<S3JobSource>): CreateBatchJobRequest {
  return { ...koalas, source: { ...s3, uris: null, ...change } };
}

export interface KnownThings {
  readonly complete?: boolean;
  readonly connections?: readonly KnownConnection[];
  readonly tables?: readonly KnownTable[];
}

export const demo: KnownConnection = { type: "s3", name: "demo-conn", bucket: "demo-bucket" };

export function contextOf({ complete = false, connections = [demo], tables = [] }: KnownThings = {}): RuleContext {
  return {
    complete,
    connection: (name) => connections.find((connection) => connection.name === name),
    table: (name) => tables.find((table) => table.name === name),
  };
}

/** What is wrong with a job: `code pointer: sentence`. */
export function issuesOf(request: CreateJobRequest, known: KnownThings = {}): readonly string[] {
  const { job, issues } = checkJob(request, contextOf(known));
  if ((job === undefined) !== issues.some(({ severity }) => severity === "error")) {
    throw new Error("a job comes with warnings only, and no job with an error");
  }
  return issues.map((issue) => `${issue.code} ${issue.pointer}: ${formatRuleIssue(issue)}`);
}
