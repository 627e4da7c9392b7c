import type { BatchJobNode, StreamingJobNode } from "@starfix/dsl";
import type { CheckedBatchJob, CheckedJob } from "@starfix/rules";
import type { PreviewRefusal } from "./preview-error.ts";

type CheckedMappedJob = Extract<CheckedJob, { readonly kind: "batch" | "streaming" }>;

/**
 * The job over records that it holds itself: it makes its table, and no record may be unreadable. Where the records really
 * come from, in which format, and what happens to rows that are in the table already does not matter to its mappings.
 */
export function previewJob(
  checked: CheckedMappedJob,
  node: BatchJobNode | StreamingJobNode,
  data: string,
): { readonly job: CheckedBatchJob } | { readonly refusals: readonly PreviewRefusal[] } {
  const refusals = [...refusalsOfRecords(checked, node), ...refusalsOfTable(node)];
  if (refusals.length > 0) return { refusals };
  const { target, transform, partitionedBy, clusteringColumns } = checked;
  const job: CheckedBatchJob = {
    kind: "batch",
    target: { ...target, createIfMissing: true },
    source: { kind: "inline", data, format: { format: "nd-json" } },
    transform,
    ingestion: { mode: "append" },
    context: checked.kind === "batch" ? checked.context : {},
    partitionedBy,
    clusteringColumns,
    maxParseExceptions: 0,
  };
  return { job };
}

/** Rows are given as records, after their format has been read: what would make other records of them is refused. */
function refusalsOfRecords(checked: CheckedMappedJob, node: BatchJobNode | StreamingJobNode): PreviewRefusal[] {
  const refusals: PreviewRefusal[] = [];
  const refuse = (name: string, why: string, pointer: string) =>
    refusals.push({ name, message: `${name} is not supported${why}`, pointer });
  const settings = node.format?.settings;
  if (settings && "flattenSpec" in settings && settings.flattenSpec) {
    refuse("flattenSpec", ": the rows are taken as they are given", "/source/formatSettings/flattenSpec");
  }
  if (checked.kind !== "streaming" || node.type !== "streaming") return refusals;
  if (checked.useSchemaDiscovery) refuse("useSchemaDiscovery", "", "/useSchemaDiscovery");
  if (checked.upsert) refuse("enableUpserts", "", "/enableUpserts");
  for (const name of ["lateMessageRejectionPeriod", "earlyMessageRejectionPeriod"] as const) {
    if (node.request[name] !== undefined) refuse(name, "", `/${name}`);
  }
  return refusals;
}

/** What a declared aggregate table does to rows, and the request of a job does not show to the engine. */
function refusalsOfTable({ target }: BatchJobNode | StreamingJobNode): readonly PreviewRefusal[] {
  const request = target.declared?.request;
  if (request?.type !== "aggregate" || !request.queryGranularity) return [];
  const message = `queryGranularity of table ${JSON.stringify(target.table)} is not supported: it cuts __time`;
  return [{ name: "queryGranularity", message }];
}
