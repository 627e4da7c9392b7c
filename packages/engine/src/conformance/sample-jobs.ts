import { type CheckedJob, checkJob, formatRuleIssue } from "@starfix/rules";
import type { CreateBatchJobRequest, CreateJobRequest, InlineJobSource, Mapping } from "@starfix/schema";

const INPUT: InlineJobSource["inputSchema"] = [
  { name: "timestamp", dataType: "string" },
  { name: "city", dataType: "string" },
  { name: "n", dataType: "long" },
];

const MAPPINGS: readonly Mapping[] = [
  { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
  { columnName: "city", expression: '"city"' },
  { columnName: "n", expression: '"n"' },
];

/** Records as lines; `n` counts them from `first`, so that a lost or doubled one shows in its sum. */
export function lines(count: number, first = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const n = first + index;
    const timestamp = `2024-01-0${1 + (n % 5)}T00:00:00Z`;
    return JSON.stringify({ timestamp, city: n % 7 === 0 ? null : `city ${n % 100}`, n });
  });
}

export const BROKEN_LINE = '{"timestamp": "2024-01-01",';

/** A job that adds the records which it holds to a table, one row each. */
export function inlineRequest(
  tableName: string,
  records: readonly string[],
  change: Partial<CreateBatchJobRequest> = {},
): CreateBatchJobRequest {
  return {
    type: "batch",
    target: { type: "table", tableName },
    createTableIfNotExists: true,
    source: {
      type: "inline",
      data: records.join("\n"),
      formatSettings: { format: "nd-json" },
      inputSchema: INPUT,
    },
    mappings: [...MAPPINGS],
    ...change,
  };
}

/** The same with records of objects. */
export function objectsRequest(tableName: string, change: Partial<CreateBatchJobRequest> = {}): CreateBatchJobRequest {
  return {
    ...inlineRequest(tableName, []),
    source: {
      type: "s3",
      connectionName: "held-conn",
      uris: ["s3://held/records.json"],
      formatSettings: { format: "nd-json" },
      inputSchema: INPUT,
    },
    ...change,
  };
}

/** A request as a checked job, by what the rules know without a project. */
export function checked(request: CreateJobRequest): CheckedJob {
  const { job, issues } = checkJob(request, { complete: false, connection: () => undefined, table: () => undefined });
  if (job === undefined) throw new Error(issues.map(formatRuleIssue).join("\n"));
  return job;
}

export function inlineJob(...args: Parameters<typeof inlineRequest>): CheckedJob {
  return checked(inlineRequest(...args));
}

export function objectsJob(...args: Parameters<typeof objectsRequest>): CheckedJob {
  return checked(objectsRequest(...args));
}
