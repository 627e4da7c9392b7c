import type { JobRecord } from "@starfix/engine";
import { quoteName } from "@starfix/expr";
import type { PartitioningGranularity } from "@starfix/schema";

/** A job as one SQL statement. Its expressions are those of the request: each has been parsed as one whole expression. */
export function jobSql({ mappings, spec }: JobRecord): string {
  const columns = mappings.map(({ columnName, expression }) => `  ${expression} AS ${quoteName(columnName)}`);
  const keys = mappings.flatMap(({ isAggregation }, index) => (isAggregation === true ? [] : [index + 1]));
  const clustering = (spec.clusteringColumns ?? []).map(quoteName);
  const lines = [
    `INSERT INTO ${quoteName(spec.target.tableName)}`,
    `SELECT\n${columns.join(",\n")}`,
    `FROM TABLE(POLARIS_SOURCE('${JSON.stringify(spec.source).replaceAll("'", "''")}'))`,
    ...(spec.filterExpression === undefined ? [] : [`WHERE ${spec.filterExpression}`]),
    ...(keys.length === mappings.length ? [] : [`GROUP BY ${keys.join(", ")}`]),
    `PARTITIONED BY ${PARTITIONED_BY[spec.partitionedBy ?? "day"]}`,
    ...(clustering.length === 0 ? [] : [`CLUSTERED BY ${clustering.join(", ")}`]),
  ];
  return lines.join("\n");
}

const PARTITIONED_BY: Readonly<Record<PartitioningGranularity, string>> = {
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
  month: "MONTH",
  quarter: "TIME_FLOOR(__time, 'P3M')",
  year: "YEAR",
  all: "ALL",
};
