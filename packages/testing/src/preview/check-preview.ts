import { compileDefinition, formatIssue } from "@starfix/compiler/definition";
import type { BatchJobNode, InputSchema, StreamingJobNode, TableNode } from "@starfix/dsl";
import { type CheckedBatchJob, checkTransform, formatRuleIssue, type KnownTable } from "@starfix/rules";
import type { CreateJobRequest, JsonFormatSettings } from "@starfix/schema";
import { PreviewError, type PreviewRefusal, refusedPreview } from "./preview-error.ts";
import type { PreviewJob } from "./preview-types.ts";

type MappedRequest = Extract<CreateJobRequest, { type: "batch" | "streaming" }>;

/** Members of a request that change which rows there are, and that a preview does not carry out. */
const UNSUPPORTED = [
  "useSchemaDiscovery",
  "enableUpserts",
  "lateMessageRejectionPeriod",
  "earlyMessageRejectionPeriod",
];

/**
 * The job as one that appends these records, given as newline-delimited JSON, to an empty table. Where the records of the
 * definition come from, in which format, and what it does to rows that are there does not matter to its mappings.
 */
export async function checkPreview(
  job: PreviewJob<InputSchema, unknown>,
  data: string,
  what: string,
): Promise<CheckedBatchJob> {
  const request = requestOf(job, what);
  const node = job.toNode();
  const refusals = refusalsOf(request, node);
  if (refusals.length > 0) throw refusedPreview(what, refusals);
  const { source, target, mappings = [], filterExpression } = request;
  const table = node.target.declared && knownTableOf(node.target.declared);
  const input = "inputSchema" in source && source.inputSchema ? source.inputSchema : fieldsOf(node.input);
  const { transform, issues } = checkTransform(
    { input, mappings, ...(filterExpression !== undefined && { filterExpression }) },
    { table, readsTable: source.type === "table" },
  );
  if (transform === undefined) {
    throw refusedPreview(
      what,
      issues.map((issue) => ({ name: issue.code, message: formatRuleIssue(issue), pointer: issue.pointer })),
    );
  }
  return {
    kind: "batch",
    target: {
      table: target.tableName,
      createIfMissing: true,
      ...(table?.type && { type: table.type }),
      ...(table?.timeResolution && { timeResolution: table.timeResolution }),
    },
    source: { kind: "inline", data, format: formatOf(request) },
    ingestion: { mode: "append" },
    transform,
    partitionedBy: "day",
    clusteringColumns: [],
    maxParseExceptions: 0,
    context: ("context" in request && request.context) || {},
  };
}

function requestOf(job: PreviewJob<InputSchema, unknown>, what: string): MappedRequest {
  const { artifact, issues } = compileDefinition(job, { name: "preview" });
  if (artifact === undefined) {
    const reasons = issues.map(
      (issue) => `  ${issue.code}: ${formatIssue(issue, process.cwd()).replaceAll("\n", "\n  ")}`,
    );
    throw new PreviewError(`${what} does not compile:\n${reasons.join("\n")}`);
  }
  // The compiler has checked it with the schema of the contract.
  const request = artifact.json as CreateJobRequest;
  if (request.type === "batch" || request.type === "streaming") return request;
  const message = `jobs of type ${request.type} have no mappings to run; expected batch or streaming`;
  throw refusedPreview(what, [{ name: request.type, message, pointer: "/type" }]);
}

/** What no engine sees, as it is not part of the job that runs. */
function refusalsOf(request: MappedRequest, { target }: BatchJobNode | StreamingJobNode): readonly PreviewRefusal[] {
  const refusals: PreviewRefusal[] = UNSUPPORTED.filter((name) => Reflect.get(request, name)).map((name) => ({
    name,
    message: `${name} is not supported`,
    pointer: `/${name}`,
  }));
  const declared = target.declared?.request;
  if (declared?.type === "aggregate" && declared.queryGranularity) {
    const message = `queryGranularity of table ${JSON.stringify(target.table)} is not supported: it cuts __time`;
    refusals.push({ name: "queryGranularity", message });
  }
  return refusals;
}

/** Records are given after their format was read; only flattening would make other records of them. */
function formatOf({ source }: MappedRequest): JsonFormatSettings {
  const settings = "formatSettings" in source ? source.formatSettings : undefined;
  const flattenSpec = settings && "flattenSpec" in settings ? settings.flattenSpec : undefined;
  return { format: "nd-json", ...(flattenSpec && { flattenSpec }) };
}

function fieldsOf(input: InputSchema): CheckedBatchJob["transform"]["input"] {
  return Object.entries(input).map(([name, dataType]) => ({ name, dataType }));
}

function knownTableOf({ request }: TableNode): KnownTable {
  const columns = (request.schema ?? []).map((column) => ({
    name: column.name,
    role: "type" in column && column.type === "measure" ? ("measure" as const) : ("dimension" as const),
    dataType: column.dataType,
  }));
  const timeResolution = "timeResolution" in request ? request.timeResolution : undefined;
  return { name: request.name, type: request.type, columns, ...(timeResolution && { timeResolution }) };
}
