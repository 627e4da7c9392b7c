import { type CheckedJob, checkJob, formatRuleIssue, type KnownTable } from "@starfix/rules";
import type {
  CreateBatchJobRequest,
  CreateJobRequest,
  DataFormatSettings,
  InlineJobSource,
  Mapping,
} from "@starfix/schema";

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

const STORED: KnownTable = { name: "", columns: [{ name: "__time", role: "dimension", type: "TIMESTAMP" }] };

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
export function objectsRequest(
  tableName: string,
  change: Partial<CreateBatchJobRequest> = {},
  formatSettings: DataFormatSettings = { format: "nd-json" },
): CreateBatchJobRequest {
  return {
    ...inlineRequest(tableName, []),
    source: {
      type: "s3",
      connectionName: "held-conn",
      uris: ["s3://held/records.json"],
      formatSettings,
      inputSchema: INPUT,
    },
    ...change,
  };
}

/** A request as a checked job, where tables have times. */
export function checked(request: CreateJobRequest): CheckedJob {
  const context = { complete: false, connection: () => undefined, table: (name: string) => ({ ...STORED, name }) };
  const { job, issues } = checkJob(request, context);
  if (job === undefined) throw new Error(issues.map(formatRuleIssue).join("\n"));
  return job;
}

export function inlineJob(...args: Parameters<typeof inlineRequest>): CheckedJob {
  return checked(inlineRequest(...args));
}

export function objectsJob(...args: Parameters<typeof objectsRequest>): CheckedJob {
  return checked(objectsRequest(...args));
}
