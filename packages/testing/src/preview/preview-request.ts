import type { BatchJobNode, StreamingJobNode, TableNode } from "@starfix/dsl";
import type { CreateBatchJobRequest, CreateJobRequest } from "@starfix/schema";
import type { PreviewRefusal } from "./preview-error.ts";

/** The one object that stands for the rows. */
export const ROWS_KEY = "rows.json";

/** What a body says of a job beyond its mappings and would change its rows, and a preview does not do. */
const OTHER_WAYS = [
  "useSchemaDiscovery",
  "enableUpserts",
  "lateMessageRejectionPeriod",
  "earlyMessageRejectionPeriod",
] as const;

/**
 * The same job as one that engines run: it reads records from an object and makes its table. Where the records really come
 * from, in which format, and what happens to the rows that are there already is nothing to its mappings.
 */
export function previewRequest(
  json: Extract<CreateJobRequest, { type: "batch" | "streaming" }>,
  node: BatchJobNode | StreamingJobNode,
): { readonly request: CreateBatchJobRequest } | { readonly refusals: readonly PreviewRefusal[] } {
  const { target, mappings, filterExpression } = json;
  const refusals = [...refusalsOfSource(json), ...refusalsOfTable(node)];
  for (const name of OTHER_WAYS) {
    if (name in json && Reflect.get(json, name) !== false) {
      refusals.push({ name, message: `${name} is not supported`, pointer: `/${name}` });
    }
  }
  if (refusals.length > 0) return { refusals };
  const inputSchema = "inputSchema" in json.source ? json.source.inputSchema : undefined;
  const request: CreateBatchJobRequest = {
    type: "batch",
    target: { type: "table", tableName: target.tableName },
    createTableIfNotExists: true,
    source: {
      type: "s3",
      connectionName: "preview",
      uris: [`s3://preview/${ROWS_KEY}`],
      formatSettings: { format: "nd-json" },
      inputSchema: inputSchema ?? Object.entries(node.input).map(([name, dataType]) => ({ name, dataType })),
    },
    ...(filterExpression === undefined ? {} : { filterExpression }),
    mappings: mappings ?? [],
    maxParseExceptions: 0,
    ...("context" in json && json.context !== undefined ? { context: json.context } : {}),
  };
  return { request };
}

/** Rows are given as records, after their format has been read; only flattening would make other records of them. */
function refusalsOfSource({ source }: Pick<CreateBatchJobRequest, "source"> | { source: object }): PreviewRefusal[] {
  const settings = "formatSettings" in source ? source.formatSettings : undefined;
  if (typeof settings !== "object" || settings === null || !("flattenSpec" in settings)) return [];
  const pointer = "/source/formatSettings/flattenSpec";
  return [
    { name: "flattenSpec", message: "flattenSpec is not supported: the rows are taken as they are given", pointer },
  ];
}

function refusalsOfTable({ target, mappings }: BatchJobNode | StreamingJobNode): PreviewRefusal[] {
  const request: TableNode["request"] | undefined = target.declared?.request;
  if (request?.type !== "aggregate") return [];
  const refusals: PreviewRefusal[] = [];
  const refuse = (name: string, message: string) => refusals.push({ name, message });
  const name = JSON.stringify(target.table);
  if (request.queryGranularity) {
    refuse("queryGranularity", `queryGranularity of table ${name} is not supported: it cuts __time`);
  }
  if (request.timeResolution && request.timeResolution !== "millisecond") {
    refuse("timeResolution", `timeResolution of table ${name} is not supported: it cuts __time`);
  }
  const measures = new Set(
    (request.schema ?? []).filter(({ type }) => type === "measure").map((column) => column.name),
  );
  if (!mappings.some(({ column }) => measures.has(column))) {
    refuse("aggregate table", `rows of aggregate table ${name} are not supported without a mapping that aggregates`);
  }
  return refusals;
}
