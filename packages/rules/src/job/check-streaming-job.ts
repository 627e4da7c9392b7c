import type { CreateStreamingJobRequest } from "@starfix/schema";
import type { CheckedMapping, CheckedStreamingJob, CheckedTransform } from "../checked-job.ts";
import type { Report } from "../issues/rule-issue.ts";
import { listed } from "../names/listed.ts";
import type { RuleContext } from "../rule-context.ts";
import { checkPeriod } from "../time/check-interval.ts";
import { checkClustering, checkParseExceptions, checkRollup } from "./check-ingestion.ts";
import { checkNoIntervals } from "./check-replace.ts";
import { checkTarget } from "./check-target.ts";
import { checkStreamSource } from "./source/check-source.ts";
import { transformOf } from "./transform/check-transform.ts";

/** Checks a streaming job; undefined where something that it needs was reported. */
export function checkStreamingJob(
  request: CreateStreamingJobRequest,
  context: RuleContext,
  report: Report,
): CheckedStreamingJob | undefined {
  const { clusteringColumns = [], createTableIfNotExists = false, useSchemaDiscovery = false } = request;
  const { lateMessageRejectionPeriod = "P30D", earlyMessageRejectionPeriod = "P2000D" } = request;
  const { target, table } = checkTarget(request.target.tableName, createTableIfNotExists, context, report);
  checkNoIntervals(request.target, "none, because the job is a stream", report);
  const { source, input } = checkStreamSource(request.source, { useSchemaDiscovery }, context, report);
  checkPeriod("lateMessageRejectionPeriod", lateMessageRejectionPeriod, "/lateMessageRejectionPeriod", report);
  checkPeriod("earlyMessageRejectionPeriod", earlyMessageRejectionPeriod, "/earlyMessageRejectionPeriod", report);
  const upsert = checkUpsert(request, report);
  const maxParseExceptions = checkParseExceptions(request, report);
  if (input === undefined) return undefined;
  const transform = transformOf({ ...request, input }, { trees: context.trees, table }, report);
  // With schema discovery, fields that are not mapped become columns too.
  if (!useSchemaDiscovery) checkClustering(clusteringColumns, transform.mappings, report);
  checkRollup(request.partitionedBy, table, report);
  checkExclusions(request, transform.mappings, report);
  if (upsert) checkUpsertColumns(upsert, useSchemaDiscovery, transform, report);
  return (
    source && {
      kind: "streaming",
      target,
      source,
      transform,
      partitionedBy: request.partitionedBy ?? table?.partitioningGranularity ?? "day",
      clusteringColumns,
      maxParseExceptions,
      readFromPoint: request.readFromPoint ?? "latest",
      lateMessageRejectionPeriod,
      earlyMessageRejectionPeriod,
      useSchemaDiscovery,
      dimensionExclusions: request.dimensionExclusions ?? [],
      replaceRunning: request.replaceRunning ?? false,
      ...(upsert && { upsert }),
    }
  );
}

/** Fields that are left out of schema discovery. */
function checkExclusions(
  { dimensionExclusions = [], useSchemaDiscovery = false }: CreateStreamingJobRequest,
  mappings: readonly CheckedMapping[],
  report: Report,
): void {
  if (dimensionExclusions.length === 0) return;
  if (!useSchemaDiscovery) {
    const facts = { expected: "useSchemaDiscovery: true with dimensionExclusions", received: "no schema discovery" };
    report("exclusion_without_discovery", "/dimensionExclusions", facts);
    return;
  }
  for (const [index, column] of dimensionExclusions.entries()) {
    if (!mappings.some((mapping) => mapping.column === column)) continue;
    const facts = { column, expected: "a field that is not mapped", received: JSON.stringify(column) };
    report("excluded_column", `/dimensionExclusions/${index}`, facts);
  }
}

/** The columns of an upsert must hold a value of each event. With schema discovery, any field may fill them. */
function checkUpsertColumns(
  { keyColumns, versionColumn }: NonNullable<CheckedStreamingJob["upsert"]>,
  discovers: boolean,
  { mappings, aggregates }: CheckedTransform,
  report: Report,
): void {
  if (aggregates) {
    const aggregate = mappings.find((mapping) => mapping.aggregate && mapping.pointer !== undefined);
    const column = aggregate?.column ?? "__count";
    const facts = {
      column,
      expected: "mappings that do not aggregate",
      received: `an aggregation in ${JSON.stringify(column)}`,
    };
    report("upsert_aggregates", aggregate?.pointer ?? "/enableUpserts", facts);
  }
  const check = (column: string, pointer: string): void => {
    const mapping = mappings.find((one) => one.column === column);
    if (mapping === undefined ? discovers : !mapping.aggregate) return;
    const filled = mappings.filter((one) => !one.aggregate).map((one) => one.column);
    const expected = `one of ${listed(filled)}, which mappings fill${mapping === undefined ? "" : " without an aggregation"}`;
    report("upsert_key", pointer, { expected, received: JSON.stringify(column) });
  };
  for (const [index, column] of keyColumns.entries()) check(column, `/upsertKeyColumns/${index}`);
  if (versionColumn !== undefined) check(versionColumn, "/upsertVersionColumn");
}

function checkUpsert(
  { enableUpserts, upsertKeyColumns, upsertVersionColumn: versionColumn }: CreateStreamingJobRequest,
  report: Report,
): CheckedStreamingJob["upsert"] {
  const keyColumns = upsertKeyColumns ?? [];
  if (!enableUpserts) {
    if (keyColumns.length > 0 || typeof versionColumn === "string") {
      const pointer = keyColumns.length > 0 ? "/upsertKeyColumns" : "/upsertVersionColumn";
      report("upsert_key", pointer, {
        expected: "enableUpserts: true with the columns of an upsert",
        received: "none",
      });
    }
    return undefined;
  }
  if (keyColumns.length === 0) {
    report("upsert_key", "/enableUpserts", { expected: "upsertKeyColumns with enableUpserts", received: "none" });
  }
  return { keyColumns, ...(typeof versionColumn === "string" && { versionColumn }) };
}
