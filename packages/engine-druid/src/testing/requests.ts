import { readFileSync } from "node:fs";
import { type CheckedJob, checkJob, formatRuleIssue } from "@starfix/rules";
import type { CreateBatchJobRequest, CreateJobRequest, Mapping, S3JobSource } from "@starfix/schema";

/** The request of the vendor's guide, which the definitions of `apps/koalas` give. */
export const koalas: CreateBatchJobRequest = JSON.parse(
  readFileSync(new URL("../../../../apps/koalas/fixtures/job-request.json", import.meta.url), "utf8"),
);

/** The source of that request. */
export const source = koalas.source as S3JobSource;

const time: Mapping = { columnName: "__time", expression: 'TIME_PARSE("timestamp")' };

/** Rows as they are, without those that a filter does not keep. */
export const detail: CreateBatchJobRequest = {
  ...koalas,
  mappings: [
    time,
    { columnName: "place", expression: `UPPER("city") || '!'` },
    { columnName: "length", expression: '"session_length" + 1' },
  ],
  // Without a NULL that is compared: before Druid 28 such a condition holds.
  filterExpression: `"session_length" >= 10 AND "city" IN ('Sydney', 'Perth', '')`,
};

/** Rows by day and city, with other aggregates than the guide's. */
export const rollup: CreateBatchJobRequest = {
  ...koalas,
  partitionedBy: "month",
  clusteringColumns: ["city"],
  mappings: [
    { columnName: "__time", expression: 'TIME_PARSE(SUBSTRING("timestamp", 1, 10))' },
    { columnName: "city", expression: '"city"' },
    { columnName: "total", expression: 'SUM("session_length")', isAggregation: true },
    { columnName: "shortest", expression: 'MIN("session_length")', isAggregation: true },
    { columnName: "long_ones", expression: 'COUNT(*) FILTER (WHERE "session_length" > 50)', isAggregation: true },
  ],
};

/** The same job into another table. */
export function into(tableName: string, request: CreateBatchJobRequest): CreateBatchJobRequest {
  return { ...request, target: { type: "table", tableName } };
}

/** A request as a checked job, by what the rules know without a project. */
export function checked(request: CreateJobRequest): CheckedJob {
  const { job, issues } = checkJob(request, { complete: false, connection: () => undefined, table: () => undefined });
  if (job === undefined) throw new Error(issues.map(formatRuleIssue).join("\n"));
  return job;
}
