import type { DefinitionPart } from "./definition-part.ts";

type Path = readonly (string | number)[];

/** Methods that give the members of requests, where their names differ. */
const methods: Readonly<Record<string, string | readonly string[]>> = {
  description: "describe",
  awsEndpoint: ["endpoint", "region"],
  awsAssumedRoleArn: "role",
  azureStorageAccount: "account",
  bootstrapServers: "servers",
  topicName: ["topic", "topicPattern"],
  clientRack: "rack",
  secrets: ["accessKey", "accountKey", "sasToken", "clientSecret", "sasl", "key", "legacyKey", "basic"],
  createTableIfNotExists: "into",
  connectionName: "from",
  partitionedBy: "partitionBy",
  partitioningGranularity: "partitionBy",
  clusteredBy: "clusterBy",
  clusteringColumns: "clusterBy",
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
  replaceAll: "replace",
  tableName: "from",
  fileList: "from",
  data: "from",
  ingestionMode: ["replace", "append"],
};

/** A request and what it was before the patches of its definition; absent when there are none. */
interface RequestOfDefinition {
  readonly json: unknown;
  readonly unpatched?: unknown;
}

/**
 * The part of a definition that gave what is at a pointer of its request, and of SQL text the span in it. What a patch
 * changed is looked for in the patch.
 */
export function partOfRequest(
  { json, unpatched }: RequestOfDefinition,
  pointer: string,
  span?: DefinitionPart["sql"],
): DefinitionPart {
  const path = pathOf(json, pointer);
  const isPatched = unpatched !== undefined && !isSame(valueAt(json, path), valueAt(unpatched, path));
  const part = isPatched ? { method: "patch", keys: path } : givenPart(json, path);
  return span && !isPatched ? { ...part, sql: span } : part;
}

function givenPart(json: unknown, path: Path): DefinitionPart {
  const [head, ...rest] = path[0] === "source" ? path.slice(1) : path;
  switch (head) {
    case undefined:
      return { method: "from" };
    case "mappings":
      return {
        method: "map",
        keys: namedAt(json, path, "columnName"),
        ...(path.at(-1) === "columnName" && { of: "name" as const }),
      };
    case "inputSchema":
      return { method: "input", keys: namedAt(json, path, "name") };
    case "schema":
      return { method: ["columns", "measures"], keys: namedAt(json, path, "name") };
    case "formatSettings":
      return { method: "format", keys: [1, ...rest] };
    case "filterExpression":
      return { method: "filter", keys: [0] };
    case "upsertKeyColumns":
      return { method: "upsert", keys: ["key", ...rest] };
    case "upsertVersionColumn":
      return { method: "upsert", keys: ["version"] };
    case "target":
      return rest[0] === "intervals"
        ? { method: ["replace", "intervals"], keys: rest.slice(1) }
        : { method: ["into", "table"] };
    default: {
      const method = Object.hasOwn(methods, head) ? methods[head] : undefined;
      return { method: method ?? String(head), ...(rest.length > 0 && { keys: rest }) };
    }
  }
}

/** The members on the way of a JSON pointer; an index of a list is a number. */
function pathOf(json: unknown, pointer: string): Path {
  let value = json;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const key = Array.isArray(value) ? Number(name) : name;
      value = memberOf(value, key);
      return key;
    });
}

function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(memberOf, json);
}

function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The name of the first member on a path that has one. */
function namedAt(json: unknown, path: Path, member: string): readonly string[] {
  let value = json;
  for (const key of path) {
    value = memberOf(value, key);
    const name = memberOf(value, member);
    if (typeof name === "string") return [name];
  }
  return [];
}
