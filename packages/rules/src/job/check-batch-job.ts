import type { CreateBatchJobRequest } from "@starfix/schema";
import type { CheckedBatchJob } from "../checked-job.ts";
import type { Report } from "../issues/rule-issue.ts";
import type { RuleContext } from "../rule-context.ts";
import { checkContext } from "./check-context.ts";
import { checkClustering, checkParseExceptions, checkRollup } from "./check-ingestion.ts";
import { checkReadInterval, checkReplace } from "./check-replace.ts";
import { checkTarget } from "./check-target.ts";
import { checkBatchSource } from "./source/check-source.ts";
import { transformOf } from "./transform/check-transform.ts";

/** Checks a batch job; undefined where something that it needs was reported. */
export function checkBatchJob(
  request: CreateBatchJobRequest,
  context: RuleContext,
  report: Report,
): CheckedBatchJob | undefined {
  const { createTableIfNotExists = false, clusteringColumns = [], target: given } = request;
  const { target, table } = checkTarget(given.tableName, createTableIfNotExists, context, report);
  const { source, input } = checkBatchSource(request.source, context, report);
  // A table that is made by the job has chunks of a day; one that only its name is known of may have any.
  const tableChunks = table || context.complete ? (table?.partitioningGranularity ?? "day") : undefined;
  const ingestion = checkReplace(request, request.partitionedBy ?? tableChunks, report);
  if (source?.kind === "table" && source.table === target.table && ingestion.mode === "append") {
    const facts = { table: target.table, expected: "ingestionMode replace, or another table", received: "append" };
    report("reads_its_target", "/source/tableName", facts);
  }
  const maxParseExceptions = checkParseExceptions(request, report);
  checkContext(request.context, report);
  if (input === undefined) return undefined;
  const read = request.source.type === "table" ? context.table(request.source.tableName) : undefined;
  const from = {
    trees: context.trees,
    table,
    readsTable: request.source.type === "table",
    rolledUp: read?.type === "aggregate" ? read.name : undefined,
  };
  const transform = transformOf({ ...request, input }, from, report);
  checkClustering(clusteringColumns, transform.mappings, report);
  checkRollup(request.partitionedBy, table, report);
  if (source?.kind === "table") checkReadInterval(source, target.table, ingestion, transform.mappings, report);
  return (
    source && {
      kind: "batch",
      target,
      source,
      ingestion,
      transform,
      partitionedBy: request.partitionedBy ?? table?.partitioningGranularity ?? "day",
      clusteringColumns,
      maxParseExceptions,
      context: request.context ?? {},
    }
  );
}
