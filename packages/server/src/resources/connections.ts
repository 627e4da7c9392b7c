import { BucketError, type ConnectionRecord } from "@starfix/engine";
import type {
  AccessKeySecretsWritable,
  CreateConnectionRequest,
  CreateS3ConnectionRequest,
  UpdateAccessKeySecrets,
  UpdateConnectionRequest,
  UpdateS3ConnectionRequest,
} from "@starfix/schema";
import { zCreateConnectionRequest, zUpdateConnectionRequest } from "@starfix/schema/zod";
import { pathParameter, type Route, type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, notFound } from "../http/api-error.ts";
import { describeValue } from "../http/describe-value.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { readJson } from "../http/read-json.ts";
import { emptyResponse, jsonResponse } from "../http/responses.ts";
import { servedKinds } from "../http/served-kinds.ts";
import { isUnfinished } from "../jobs/job-state.ts";
import { SecretBoxError } from "../secrets/secret-box.ts";
import { openAccessKeys, sealAccessKeys } from "../sources/connection-secrets.ts";
import { openSource } from "../sources/open-source.ts";
import { secondsTime } from "../timestamps.ts";
import { connectionResponse } from "./connection-response.ts";
import { connectionMistakes } from "./connection-rules.ts";

/** How long a connection test may take. */
const TEST_TIMEOUT_MS = 20_000;

type S3Connection = Omit<CreateS3ConnectionRequest, "secrets"> & { secrets?: AccessKeySecretsWritable };
type S3ConnectionChange = Omit<UpdateS3ConnectionRequest, "secrets"> & { secrets?: UpdateAccessKeySecrets };

/** Of the connections of the contract, those to S3, by a role or by an access key. */
const KINDS = [
  { path: ["type"], kinds: ["s3"] },
  { path: ["secrets", "type"], kinds: ["access_key"] },
] as const;
const CREATE = servedKinds<S3Connection, CreateConnectionRequest>(zCreateConnectionRequest, KINDS);
const UPDATE = servedKinds<S3ConnectionChange, UpdateConnectionRequest>(zUpdateConnectionRequest, KINDS);

/** Connections v1. */
export function connectionRoutes(services: Services): readonly Route[] {
  const anyOf = ["ManageConnections"] as const;
  const one = "/connections/:name";
  return [
    { operation: "listConnections", method: "GET", path: "/connections", anyOf, handle: () => list(services) },
    { operation: "createConnection", method: "POST", path: "/connections", anyOf, handle: (c) => create(services, c) },
    { operation: "getConnection", method: "GET", path: one, anyOf, handle: (c) => get(services, c) },
    { operation: "updateConnection", method: "PATCH", path: one, anyOf, handle: (c) => update(services, c) },
    { operation: "deleteConnection", method: "DELETE", path: one, anyOf, handle: (c) => remove(services, c) },
    { operation: "testConnection", method: "POST", path: `${one}/test`, anyOf, handle: (c) => test(services, c) },
  ];
}

async function list({ store }: Services): Promise<Response> {
  const records = await store.connections.list();
  return jsonResponse({ values: records.map(connectionResponse) });
}

async function get(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse(connectionResponse(await find(services, context)));
}

async function create(services: Services, context: ServerContext): Promise<Response> {
  const { clock, lock, sources, store } = services;
  const { secrets, ...request } = await readJson(context.req.raw, CREATE);
  const mistakes = connectionMistakes({ ...request, secrets }, sources.s3Endpoints);
  if (mistakes.length > 0) throw badRequest(mistakes);
  const user = userOf(context);
  const now = secondsTime(clock());
  const { accessKeyId = "", accessKeySecret = "" } = secrets ?? {};
  const record: ConnectionRecord = {
    ...request,
    ...(secrets === undefined
      ? {}
      : { secrets: sealAccessKeys(sources.box, request.name, { accessKeyId, accessKeySecret }) }),
    submittedByUser: user,
    submittedOnTimestamp: now,
    modifiedByUser: user,
    modifiedOnTimestamp: now,
  };
  const added = await lock(() => store.connections.add(record.name, record));
  if (!added) {
    const message = `name taken: expected a new connection name, received ${describeValue(record.name)}`;
    throw new ApiError(409, ERROR_CODE.stateConflict, message, { target: "/name" });
  }
  return jsonResponse(connectionResponse(record), 201, { location: locationOf(services, record) });
}

async function update(services: Services, context: ServerContext): Promise<Response> {
  const { clock, lock, sources, store } = services;
  // An unknown name is 404 whatever the body says; the body is read before the lock is held.
  await find(services, context);
  const { secrets, ...changes } = await readJson(context.req.raw, UPDATE);
  const record = await lock(async () => {
    const before = await find(services, context);
    const keys = secrets === undefined ? undefined : { ...keysOf(services, before), ...secrets };
    const draft = { ...before, ...changes, secrets: keys ?? (before.secrets === undefined ? undefined : KEPT) };
    const mistakes = connectionMistakes(draft, sources.s3Endpoints);
    if (mistakes.length > 0) throw badRequest(mistakes);
    const { accessKeyId = "", accessKeySecret = "" } = keys ?? {};
    const after: ConnectionRecord = {
      ...before,
      ...changes,
      ...(keys === undefined
        ? {}
        : { secrets: sealAccessKeys(sources.box, before.name, { accessKeyId, accessKeySecret }) }),
      modifiedByUser: userOf(context),
      modifiedOnTimestamp: secondsTime(clock()),
    };
    await store.connections.replace(after.name, after);
    return after;
  });
  return jsonResponse(connectionResponse(record), 200, { location: locationOf(services, record) });
}

/** Stands for access keys that stay as they are: they were complete when they were stored. */
const KEPT = { accessKeyId: "kept", accessKeySecret: "kept" } as const;

/** The stored access keys; none when they cannot be decrypted any more, so that sending both mends the connection. */
function keysOf({ sources }: Services, record: ConnectionRecord): ReturnType<typeof openAccessKeys> {
  try {
    return openAccessKeys(sources.box, record);
  } catch (error) {
    if (error instanceof SecretBoxError) return undefined;
    throw error;
  }
}

async function remove(services: Services, context: ServerContext): Promise<Response> {
  const { lock, store } = services;
  await lock(async () => {
    const { name } = await find(services, context);
    const jobs = await store.jobs.list();
    const users = jobs.filter((job) => isUnfinished(job.executionStatus) && job.spec.source.connectionName === name);
    if (users.length > 0) {
      const ids = users.map((job) => job.id).join(", ");
      const message = `connection in use: expected no unfinished job of ${describeValue(name)}, received ${ids}`;
      throw new ApiError(400, ERROR_CODE.stateConflict, message);
    }
    await store.connections.remove(name);
  });
  return emptyResponse();
}

async function test(services: Services, context: ServerContext): Promise<Response> {
  const record = await find(services, context);
  const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
  const failed = (message: string) => new ApiError(400, ERROR_CODE.connectionTestFailed, message);
  try {
    await openSource(services.sources, record).test(signal);
  } catch (error) {
    if (signal.aborted) throw failed(`s3://${record.bucket} did not answer within ${TEST_TIMEOUT_MS / 1000} s`);
    if (error instanceof BucketError || error instanceof SecretBoxError) throw failed(error.message);
    throw error;
  }
  return emptyResponse();
}

async function find({ store }: Services, context: ServerContext): Promise<ConnectionRecord> {
  const name = pathParameter(context, "name");
  const record = await store.connections.get(name);
  if (record === undefined) throw notFound("connection", name);
  return record;
}

function locationOf({ projectId }: Services, { name }: ConnectionRecord): string {
  return `/v1/projects/${encodeURIComponent(projectId)}/connections/${encodeURIComponent(name)}`;
}
