import { quoteName, quoteText, readInterval } from "@starfix/expr";
import type { CheckedBatchJob } from "@starfix/rules";
import type { CreateBatchJobRequest, TablePartitioningGranularity } from "@starfix/schema";

/** A batch job as one SQL statement. Its expressions are those of the request: each has been parsed as one whole expression. */
export function jobSql(job: CheckedBatchJob, { source }: CreateBatchJobRequest): string {
  const { clusteringColumns, ingestion, partitionedBy, target, transform } = job;
  const { aggregates, filter, mappings } = transform;
  const table = quoteName(target.table);
  const columns = mappings.map(({ column, text }) => `  ${text} AS ${quoteName(column)}`);
  const keys = mappings.flatMap(({ aggregate }, index) => (aggregate ? [] : [index + 1]));
  const lines = [
    ingestion.mode === "append"
      ? `INSERT INTO ${table}`
      : `REPLACE INTO ${table} OVERWRITE ${overwrite(ingestion.intervals)}`,
    `SELECT\n${columns.join(",\n")}`,
    `FROM TABLE(POLARIS_SOURCE(${quoteText(JSON.stringify(source))}))`,
    ...(filter === undefined ? [] : [`WHERE ${filter.text}`]),
    ...(aggregates ? [`GROUP BY ${keys.join(", ")}`] : []),
    `PARTITIONED BY ${PARTITIONED_BY[partitionedBy]}`,
    ...(clusteringColumns.length === 0 ? [] : [`CLUSTERED BY ${clusteringColumns.map(quoteName).join(", ")}`]),
  ];
  return lines.join("\n");
}

const PARTITIONED_BY: Readonly<Record<TablePartitioningGranularity, string>> = {
  second: "TIME_FLOOR(__time, 'PT1S')",
  minute: "TIME_FLOOR(__time, 'PT1M')",
  five_minute: "TIME_FLOOR(__time, 'PT5M')",
  ten_minute: "TIME_FLOOR(__time, 'PT10M')",
  fifteen_minute: "TIME_FLOOR(__time, 'PT15M')",
  thirty_minute: "TIME_FLOOR(__time, 'PT30M')",
  hour: "HOUR",
  six_hour: "TIME_FLOOR(__time, 'PT6H')",
  eight_hour: "TIME_FLOOR(__time, 'PT8H')",
  day: "DAY",
  week: "TIME_FLOOR(__time, 'P1W')",
  month: "MONTH",
  quarter: "TIME_FLOOR(__time, 'P3M')",
  year: "YEAR",
  all: "ALL",
};

function overwrite(intervals: "all" | readonly string[]): string {
  if (intervals === "all") return "ALL";
  const conditions = intervals.flatMap((interval) => {
    const bounds = readInterval(interval);
    if (bounds === undefined) return [];
    return [`("__time" >= ${timestamp(bounds.start)} AND "__time" < ${timestamp(bounds.end)})`];
  });
  return `WHERE ${conditions.join(" OR ")}`;
}

function timestamp(milliseconds: number): string {
  return `TIMESTAMP '${new Date(milliseconds).toISOString().replace("T", " ").slice(0, -1)}'`;
}
