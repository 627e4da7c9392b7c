import type { S3ConnectionNode, SecretRef } from "@starfix/dsl";
import type { CreateBatchJobRequest, Mapping, S3JobSource } from "@starfix/schema";
import type { CheckedJob } from "../check/check-batch-job.ts";
import { jsonPointer } from "./json-pointer.ts";

/** The body of `POST /connections`, with its keys in a fixed order. Secrets are still references. */
export function emitConnection({ request }: S3ConnectionNode): Readonly<Record<string, unknown>> {
  return withoutUndefined({
    type: request.type,
    name: request.name,
    description: request.description,
    bucket: request.bucket,
    awsEndpoint: request.awsEndpoint,
    awsAssumedRoleArn: request.awsAssumedRoleArn,
    prefix: request.prefix,
    secrets: request.secrets,
  });
}

/** The body of `POST /jobs`, with its keys in a fixed order. */
export function emitBatchJob({ job, mappings, filter }: CheckedJob): Readonly<Record<string, unknown>> {
  const { node } = job;
  const source: S3JobSource = {
    type: "s3",
    connectionName: node.connection.name,
    ...mutable(node.selection),
    ...(node.format && { formatSettings: { format: node.format } }),
    inputSchema: node.input.map(({ name, dataType }) => ({ name, dataType })),
  };
  const request: CreateBatchJobRequest = {
    type: "batch",
    target: { type: "table", tableName: node.target.table },
    ...(node.target.createIfMissing && { createTableIfNotExists: true }),
    source,
    ...(filter && { filterExpression: filter.text }),
    mappings: mappings.map(
      ({ column, expression }): Mapping => ({
        columnName: column,
        expression: expression.text,
        ...(expression.aggregate && { isAggregation: true }),
      }),
    ),
    ...(node.maxParseExceptions !== undefined && { maxParseExceptions: node.maxParseExceptions }),
  };
  return { ...request };
}

function mutable(
  selection: CheckedJob["job"]["node"]["selection"],
): Pick<S3JobSource, "uris" | "objects" | "prefixes" | "pattern"> {
  if ("uris" in selection) return { uris: [...selection.uris] };
  if ("objects" in selection) return { objects: [...selection.objects] };
  if ("prefixes" in selection) return { prefixes: [...selection.prefixes] };
  return { pattern: selection.pattern };
}

/** Where a secret stands in an artifact. */
export interface SecretPlace {
  readonly name: string;
  /** JSON pointer into the artifact. */
  readonly pointer: string;
}

/**
 * Writes `${NAME}` for each reference and says where, so that a `${…}` that a user wrote elsewhere stays as it is. What
 * holds no reference is not copied: that is nearly everything, ten thousand times.
 */
export function resolveSecrets(request: unknown): { json: unknown; secrets: readonly SecretPlace[] } {
  const secrets: SecretPlace[] = [];
  const path: string[] = [];
  const visit = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (isSecretRef(value)) {
      secrets.push({ name: value.name, pointer: jsonPointer(path) });
      return String(value);
    }
    const changed: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      path.push(key);
      const resolved = visit(member);
      path.pop();
      if (resolved !== member) changed.push([key, resolved]);
    }
    if (changed.length === 0) return value;
    return Object.assign(Array.isArray(value) ? [...value] : { ...value }, Object.fromEntries(changed));
  };
  return { json: visit(request), secrets };
}

/** Known by its mark: the definitions are bundled with their own copy of the class. */
function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "~secret" in value;
}

function withoutUndefined(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
