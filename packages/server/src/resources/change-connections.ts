import { BucketError, isAllowedEndpoint } from "@starfix/engine";
import { type ConnectionOptions, checkConnection, describeValue } from "@starfix/rules";
import type { CreateConnectionRequest, UpdateConnectionRequest } from "@starfix/schema";
import { zCreateConnectionRequest, zUpdateConnectionRequest } from "@starfix/schema/zod";
import { type ConnectionRecord, updateRecord } from "@starfix/store";
import { type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, invalidRequest, notFound } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { errorDetails } from "../http/issue-detail.ts";
import { readJson } from "../http/read-json.ts";
import { emptyResponse, jsonResponse } from "../http/responses.ts";
import { SecretBoxError } from "../secrets/secret-box.ts";
import {
  type ConnectionParts,
  connectionResponse,
  openSecrets,
  partsOf,
  requestOf,
  sealSecrets,
  updatedParts,
} from "../sources/connection-parts.ts";
import { openSource } from "../sources/open-source.ts";
import { secondsTime } from "../timestamps.ts";
import { findConnection } from "./connections.ts";

/** How long a connection test may take. */
const TEST_TIMEOUT_MS = 20_000;

export async function createConnection(services: Services, context: ServerContext): Promise<Response> {
  const { clock, sources, store } = services;
  const request = await readJson<CreateConnectionRequest>(context.req.raw, zCreateConnectionRequest);
  check(services, request);
  const parts = partsOf(request);
  const user = userOf(context);
  const now = secondsTime(clock());
  const secrets = sealSecrets(sources.box, request.name, parts.secrets);
  const record: ConnectionRecord = {
    name: request.name,
    type: request.type,
    members: parts.members,
    ...(secrets === undefined ? {} : { secrets }),
    submittedByUser: user,
    submittedOnTimestamp: now,
    modifiedByUser: user,
    modifiedOnTimestamp: now,
  };
  if (!(await store.connections.add(record.name, record))) {
    const message = `name taken: expected a new connection name, received ${JSON.stringify(record.name)}`;
    throw new ApiError(409, ERROR_CODE.stateConflict, message, { target: "/name" });
  }
  return jsonResponse(connectionResponse(record), 201, { location: locationOf(services, record) });
}

export async function updateConnection(services: Services, context: ServerContext): Promise<Response> {
  const { clock, sources, store } = services;
  // An unknown name is 404 whatever the body is.
  const { key } = await findConnection(services, context);
  const request = await readJson<UpdateConnectionRequest>(context.req.raw, zUpdateConnectionRequest);
  const update = partsOf(request);
  const stored = await updateRecord(store.connections, key, (before) => {
    if (request.type !== before.type) {
      const message = `invalid type: expected ${JSON.stringify(before.type)}, received ${JSON.stringify(request.type)}`;
      throw badRequest([invalidRequest("/type", message)]);
    }
    const hasSecrets = Object.keys(update.secrets).length > 0;
    const known = { members: before.members, secrets: hasSecrets ? knownSecrets(services, before) : {} };
    const parts = updatedParts(known, before.type, update);
    check(services, requestOf(before, parts), { storedSecrets: !hasSecrets && before.secrets !== undefined });
    const secrets = hasSecrets ? sealSecrets(sources.box, before.name, parts.secrets) : before.secrets;
    return {
      ...before,
      members: parts.members,
      ...(secrets === undefined ? {} : { secrets }),
      modifiedByUser: userOf(context),
      modifiedOnTimestamp: secondsTime(clock()),
    };
  });
  if (stored === undefined) throw notFound("connection", key);
  const { record } = stored;
  return jsonResponse(connectionResponse(record), 200, { location: locationOf(services, record) });
}

/** The stored secrets; none when they cannot be decrypted any more, so that a client can send all of them again. */
function knownSecrets({ sources }: Services, before: ConnectionRecord): ConnectionParts["secrets"] {
  try {
    return openSecrets(sources.box, before);
  } catch (error) {
    if (error instanceof SecretBoxError) return {};
    throw error;
  }
}

/** Throws 400 with everything that rules or the operator do not allow. */
function check({ sources }: Services, request: CreateConnectionRequest, options: ConnectionOptions = {}): void {
  const issues = [...checkConnection(request, options)];
  const pointer = "/awsEndpoint";
  const isChecked = issues.some((issue) => issue.pointer === pointer);
  if (request.type === "s3" && !isChecked && !isAllowedEndpoint(request.awsEndpoint, sources.s3Endpoints)) {
    const expected = ["a host of Amazon S3 such as s3.us-east-1.amazonaws.com", ...sources.s3Endpoints].join(" or ");
    const received = describeValue(request.awsEndpoint);
    issues.push({ code: "invalid_value", severity: "error", pointer, what: "awsEndpoint", expected, received });
  }
  const details = errorDetails(issues);
  if (details.length > 0) throw badRequest(details);
}

/** More unfinished jobs than this are not named. */
const MAX_USERS = 10;

export async function deleteConnection(services: Services, context: ServerContext): Promise<Response> {
  const { store } = services;
  for (;;) {
    const { key, revision } = await findConnection(services, context);
    const where = { connectionName: [key], executionStatus: ["pending", "running"] };
    const { items } = await store.jobs.page({ where, limit: MAX_USERS });
    if (items.length > 0) {
      const ids = items.map((job) => job.key).join(", ");
      const message = `connection in use: expected no unfinished job of ${JSON.stringify(key)}, received ${ids}`;
      throw new ApiError(400, ERROR_CODE.stateConflict, message);
    }
    if (await store.connections.removeIf(key, revision)) return emptyResponse();
  }
}

export async function testConnection(services: Services, context: ServerContext): Promise<Response> {
  const { record } = await findConnection(services, context);
  const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
  const failed = (message: string) => new ApiError(400, ERROR_CODE.connectionTestFailed, message);
  let name = record.name;
  try {
    const { bucket } = openSource(services.sources, record);
    name = bucket.name;
    await bucket.test(signal);
  } catch (error) {
    if (signal.aborted) throw failed(`${name} did not answer within ${TEST_TIMEOUT_MS / 1000} s`);
    if (error instanceof BucketError || error instanceof SecretBoxError) throw failed(error.message);
    throw error;
  }
  return emptyResponse();
}

function locationOf({ projectId }: Services, { name }: ConnectionRecord): string {
  return `/v1/projects/${encodeURIComponent(projectId)}/connections/${encodeURIComponent(name)}`;
}
