import type { CreateStreamingJobRequest } from "@starfix/schema";
import type { CheckedStreamingJob } from "../checked-job.ts";
import type { Report } from "../issues/rule-issue.ts";
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
