import { randomUUID } from "node:crypto";
import { checkTable } from "@starfix/rules";
import type { TableRequest } from "@starfix/schema";
import type { ListTablesInput } from "@starfix/schema/operations";
import { zTableRequest } from "@starfix/schema/zod";
import { allRecords, type TableRecord, updateRecord } from "@starfix/store";
import { pathParameter, type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, type ErrorDetail, invalidRequest, notFound } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { errorDetails } from "../http/issue-detail.ts";
import { readParameters } from "../http/parameters.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { preciseTime } from "../timestamps.ts";
import { declarationOf } from "./declaration.ts";
import { tableResponse, tableSummary } from "./table-response.ts";

export async function listTables({ engine: opening, store }: Services, context: ServerContext): Promise<Response> {
  const sent = new URL(context.req.url).searchParams;
  const { partitioningGranularity, segmentCount } = readParameters<ListTablesInput>("listTables", sent);
  const engine = await opening;
  const [stored, tables] = await Promise.all([allRecords(store.tables), engine.tables()]);
  const data = new Map(tables.map((table) => [table.name, table]));
  const values = stored
    .map(({ key, record }) => tableSummary(record, data.get(key)))
    .filter(
      (table) => partitioningGranularity === undefined || table.partitioningGranularity === partitioningGranularity,
    )
    .filter((table) => segmentCount === undefined || table.segmentCount === segmentCount)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return jsonResponse({ values });
}

export async function getTable(services: Services, context: ServerContext): Promise<Response> {
  return await answer(services, await find(services, context));
}

export async function createTable(services: Services, context: ServerContext): Promise<Response> {
  const { clock, projectId, store } = services;
  const request = await readJson<TableRequest>(context.req.raw, zTableRequest);
  check(request);
  const user = userOf(context);
  const now = preciseTime(clock());
  const record: TableRecord = {
    id: randomUUID(),
    request: declarationOf(request),
    version: 0,
    createdByUser: user,
    createdOnTimestamp: now,
    modifiedByUser: user,
    modifiedOnTimestamp: now,
  };
  if (!(await store.tables.add(request.name, record))) {
    throw conflict("/name", `name taken: expected a new table name, received ${JSON.stringify(request.name)}`);
  }
  const location = `/v1/projects/${encodeURIComponent(projectId)}/tables/${encodeURIComponent(request.name)}`;
  return await answer(services, record, 201, { location });
}

export async function updateTable(services: Services, context: ServerContext): Promise<Response> {
  const { clock, store } = services;
  // An unknown name is 404 whatever the body is.
  const { request: declared } = await find(services, context);
  const request = await readJson<TableRequest>(context.req.raw, zTableRequest);
  check(request);
  const engine = await services.engine;
  const data = await engine.table(declared.name);
  const stored = await updateRecord(store.tables, declared.name, (before) => {
    const details = changeIssues(before.request, request, (data?.rows ?? 0) > 0);
    if (details.length > 0) throw badRequest(details);
    if (request.version !== before.version) {
      throw conflict("/version", `stale version: expected ${before.version}, received ${request.version}`);
    }
    return {
      ...before,
      request: declarationOf(request),
      version: before.version + 1,
      modifiedByUser: userOf(context),
      modifiedOnTimestamp: preciseTime(clock()),
    };
  });
  if (stored === undefined) throw notFound("table", declared.name);
  return await answer(services, stored.record);
}

function check(request: TableRequest): void {
  const details = errorDetails(checkTable(request));
  if (details.length > 0) throw badRequest(details);
}

/** What an update cannot change: the name, the type, and the columns that rows may have. */
function changeIssues(before: TableRequest, after: TableRequest, hasRows: boolean): readonly ErrorDetail[] {
  const details: ErrorDetail[] = [];
  for (const member of ["name", "type"] as const) {
    if (after[member] === before[member]) continue;
    const values = `expected ${JSON.stringify(before[member])}, received ${JSON.stringify(after[member])}`;
    details.push(invalidRequest(`/${member}`, `invalid ${member}: ${values}`));
  }
  if (!hasRows) return details;
  const columns = new Map((after.schema ?? []).map((column) => [column.name, JSON.stringify(column)]));
  for (const column of before.schema ?? []) {
    const received = columns.get(column.name);
    const expected = JSON.stringify(column);
    if (received === expected) continue;
    const message = `invalid schema: expected ${expected} while the table has rows, received ${received ?? "nothing"}`;
    details.push(invalidRequest("/schema", message));
  }
  return details;
}

async function answer(
  services: Services,
  record: TableRecord,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const engine = await services.engine;
  return jsonResponse(tableResponse(record, await engine.table(record.request.name)), status, headers);
}

async function find({ store }: Services, context: ServerContext): Promise<TableRecord> {
  const name = pathParameter(context, "tableName");
  const stored = await store.tables.get(name);
  if (stored === undefined) throw notFound("table", name);
  return stored.record;
}

function conflict(target: string, message: string): ApiError {
  return new ApiError(409, ERROR_CODE.stateConflict, message, { target });
}
