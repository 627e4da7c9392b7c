import type {
  BatchJobNode,
  DeleteDataJobNode,
  DropTableJobNode,
  FormatNode,
  JobNode,
  RestoreDataJobNode,
  SelectionNode,
  SqlJobNode,
  StreamingJobNode,
} from "@starfix/dsl";
import type {
  ConnectionJobSource,
  CreateBatchJobRequest,
  CreateDeleteDataJobRequest,
  CreateDropTableJobRequest,
  CreateRestoreDataJobRequest,
  CreateSqlJobRequest,
  CreateStreamingJobRequest,
  DataFormatSettings,
  DataType,
  JobSource,
  S3JobSource,
  TableJobTarget,
} from "@starfix/schema";
import { type EmittedExpressions, emitExpressions } from "./emit-expressions.ts";
import type { EmittedRequest } from "./emitted-request.ts";

/** A request and the trees of its expressions by JSON pointer. */
export interface EmittedJob {
  readonly request: object;
  readonly trees: EmittedRequest["trees"];
}

/** The body of `POST /jobs` with its keys in a fixed order, and the trees of its expressions. */
export function emitJob(node: JobNode): EmittedJob {
  switch (node.type) {
    case "batch": {
      const expressions = emitExpressions(node.mappings, node.filter);
      return { request: emitBatchJob(node, expressions), trees: expressions.trees };
    }
    case "streaming": {
      const expressions = emitExpressions(node.mappings, node.filter);
      return { request: emitStreamingJob(node, expressions), trees: expressions.trees };
    }
    case "sql":
      return { request: emitSqlJob(node), trees: undefined };
    case "delete_data":
      return { request: emitDeleteDataJob(node), trees: undefined };
    case "drop_table":
      return { request: emitDropTableJob(node), trees: undefined };
    case "restore_data":
      return { request: emitRestoreDataJob(node), trees: undefined };
    default:
      throw new Error(`unexpected job: ${JSON.stringify(node satisfies never)}`);
  }
}

function emitBatchJob(node: BatchJobNode, { mappings, filterExpression }: EmittedExpressions): CreateBatchJobRequest {
  const replaces = node.ingestion?.mode === "replace" ? node.ingestion.intervals : undefined;
  return {
    type: "batch",
    target: emitTarget(node.target.table, replaces === "all" ? undefined : replaces),
    ...(node.target.createIfMissing && { createTableIfNotExists: true }),
    source: emitSource(node),
    ...(node.ingestion && { ingestionMode: node.ingestion.mode }),
    ...(replaces === "all" && { replaceAll: true }),
    ...(filterExpression !== undefined && { filterExpression }),
    mappings,
    ...membersOf(node.request, batchMembers),
  };
}

function emitStreamingJob(
  node: StreamingJobNode,
  { mappings, filterExpression }: EmittedExpressions,
): CreateStreamingJobRequest {
  const source: ConnectionJobSource = {
    type: "connection",
    connectionName: node.connection.name,
    ...emitFormat(node.format),
    inputSchema: emitInput(node),
  };
  return {
    type: "streaming",
    target: emitTarget(node.target.table),
    ...(node.target.createIfMissing && { createTableIfNotExists: true }),
    source,
    ...(filterExpression !== undefined && { filterExpression }),
    mappings,
    ...membersOf(node.request, streamingMembers),
    ...(node.upsert && { enableUpserts: true, upsertKeyColumns: [...node.upsert.keyColumns] }),
    ...(node.upsert?.versionColumn !== undefined && { upsertVersionColumn: node.upsert.versionColumn }),
  };
}

function emitSqlJob(node: SqlJobNode): CreateSqlJobRequest {
  return {
    type: "sql",
    query: node.query,
    ...(node.parameters.length > 0 && { parameters: node.parameters.map(({ type, value }) => ({ type, value })) }),
    ...membersOf(node.request, sqlMembers),
  };
}

function emitDeleteDataJob(node: DeleteDataJobNode): CreateDeleteDataJobRequest {
  return {
    type: "delete_data",
    target: emitTarget(node.target.table, node.rows === "all" ? undefined : node.rows.intervals),
    ...(node.rows === "all" && { deleteAll: true }),
    ...membersOf(node.request, maintenanceMembers),
  };
}

function emitDropTableJob(node: DropTableJobNode): CreateDropTableJobRequest {
  return {
    type: "drop_table",
    target: emitTarget(node.target.table),
    ...membersOf(node.request, maintenanceMembers),
  };
}

function emitRestoreDataJob(node: RestoreDataJobNode): CreateRestoreDataJobRequest {
  return {
    type: "restore_data",
    target: emitTarget(node.target.table),
    interval: node.interval,
    ...membersOf(node.request, maintenanceMembers),
  };
}

/** The order of members in an artifact; members that are not listed follow by name. */
const batchMembers = ["partitionedBy", "clusteringColumns", "maxParseExceptions", "context"] as const;
const streamingMembers = [
  "useSchemaDiscovery",
  "dimensionExclusions",
  "readFromPoint",
  "lateMessageRejectionPeriod",
  "earlyMessageRejectionPeriod",
  "partitionedBy",
  "clusteringColumns",
  "maxParseExceptions",
  "replaceRunning",
] as const;
const sqlMembers = ["createTableIfNotExists", "context"] as const;
const maintenanceMembers = ["softDelete", "versions"] as const;

/** The members that a definition gives as the contract has them, in an order that does not depend on the calls. */
function membersOf<TRequest extends object>(
  { type: _type, ...given }: Readonly<TRequest> & { readonly type?: string },
  order: readonly string[],
): Partial<TRequest> {
  const names = Object.keys(given);
  if (names.length > 1) names.sort((one, other) => rankOf(one, order) - rankOf(other, order) || (one < other ? -1 : 1));
  // Each is a member of the request.
  return Object.fromEntries(names.map((name) => [name, Reflect.get(given, name)])) as Partial<TRequest>;
}

function rankOf(name: string, order: readonly string[]): number {
  const rank = order.indexOf(name);
  return rank === -1 ? order.length : rank;
}

function emitTarget(tableName: string, intervals?: readonly string[]): TableJobTarget {
  return { type: "table", tableName, ...(intervals && { intervals: [...intervals] }) };
}

function emitSource(node: BatchJobNode): JobSource {
  const { source, selection } = node;
  const format = emitFormat(node.format);
  const inputSchema = emitInput(node);
  switch (source.kind) {
    case "objects": {
      const { name: connectionName, request } = source.connection;
      return { type: request.type, connectionName, ...emitSelection(selection), ...format, inputSchema };
    }
    case "inline":
      // There is no file extension to go by.
      return {
        type: "inline",
        data: source.data,
        ...{ formatSettings: { format: "nd-json" }, ...format },
        inputSchema,
      };
    case "uploaded":
      return { type: "uploaded", fileList: [...source.files], ...format, inputSchema };
    case "table":
      return {
        type: "table",
        tableName: source.table,
        ...(source.interval !== undefined && { interval: source.interval }),
      };
  }
}

function emitSelection(
  selection: SelectionNode | undefined,
): Pick<S3JobSource, "uris" | "objects" | "prefixes" | "pattern"> {
  if (selection === undefined) return {};
  if ("uris" in selection) return { uris: [...selection.uris] };
  if ("objects" in selection) return { objects: [...selection.objects] };
  if ("prefixes" in selection) return { prefixes: [...selection.prefixes] };
  return { pattern: selection.pattern };
}

function emitFormat(format: FormatNode | undefined): { formatSettings?: DataFormatSettings } {
  return format ? { formatSettings: format.settings } : {};
}

function emitInput({ input, inputOrder }: BatchJobNode | StreamingJobNode): S3JobSource["inputSchema"] {
  if (inputOrder !== undefined) return inputOrder.map((name) => ({ name, dataType: input[name] as DataType }));
  const fields: S3JobSource["inputSchema"] = [];
  for (const name in input) fields.push({ name, dataType: input[name] as DataType });
  return fields;
}
