import type { DefinitionPart } from "./definition-part.ts";

type Path = readonly PropertyKey[];

/** Methods behind the members of requests, where they are not named alike. */
const methods: Readonly<Record<string, string | readonly string[]>> = {
  description: "describe",
  awsEndpoint: ["endpoint", "region"],
  awsAssumedRoleArn: "role",
  azureStorageAccount: "account",
  bootstrapServers: "servers",
  topicName: ["topic", "topicPattern"],
  clientRack: "rack",
  secrets: ["accessKey", "accountKey", "sasToken", "clientSecret", "sasl", "key", "legacyKey", "basic"],
  target: ["into", "table"],
  createTableIfNotExists: "into",
  connectionName: "from",
  filterExpression: "filter",
  partitionedBy: "partitionBy",
  partitioningGranularity: "partitionBy",
  clusteredBy: "clusterBy",
  clusteringColumns: "clusterBy",
  replaceIntervals: "replace",
  schemaMode: ["strict", "flexible"],
  storagePolicy: "storage",
  timeResolution: "rollup",
  queryGranularity: "rollup",
  softDelete: "soft",
  deleteAll: "all",
  readFromPoint: "readFrom",
  useSchemaDiscovery: "discoverSchema",
  dimensionExclusions: "exclude",
  lateMessageRejectionPeriod: "rejectLate",
  earlyMessageRejectionPeriod: "rejectEarly",
  enableUpserts: "upsert",
  upsertKeyColumns: "upsert",
  upsertVersionColumn: "upsert",
  replaceAll: "replace",
  fileList: "from",
  data: "from",
  ingestionMode: ["replace", "append"],
};

/** The part of a definition that gave what stands at a path of its request. What a patch gave is looked for in the patch. */
export function partOfRequest(request: unknown, path: Path, patched: boolean): DefinitionPart {
  const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
  if (patched) return { method: "patch", keys };
  const [head, ...rest] = keys[0] === "source" ? keys.slice(1) : keys;
  switch (head) {
    case undefined:
      return { method: "from" };
    case "mappings":
      return { method: "map", keys: namedAt(request, path, "columnName") };
    case "inputSchema":
      return { method: "input", keys: namedAt(request, path, "name") };
    case "schema":
      return { method: ["columns", "measures"], keys: namedAt(request, path, "name") };
    case "formatSettings":
      return { method: "format", keys: [1, ...rest] };
    default: {
      const method = Object.hasOwn(methods, head) ? methods[head] : undefined;
      return { method: method ?? String(head), ...(rest.length > 0 && { keys: rest }) };
    }
  }
}

/** The name of the first thing on a path that has one. */
function namedAt(request: unknown, path: Path, member: string): readonly string[] {
  let value = request;
  for (const key of path) {
    if (typeof value !== "object" || value === null) break;
    value = Reflect.get(value, key);
    const name: unknown = typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined;
    if (typeof name === "string") return [name];
  }
  return [];
}
