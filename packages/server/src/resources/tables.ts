import { zTablePartitioningGranularity } from "@starfix/schema/zod";
import { pathParameter, type Route, type ServerContext, type Services } from "../context.ts";
import { notFound } from "../http/api-error.ts";
import { createParameterReader } from "../http/parameter-reader.ts";
import { jsonResponse } from "../http/responses.ts";
import { tableResponse, tableSummary } from "./table-response.ts";

/** Tables v1, read only. */
export function tableRoutes(services: Services): readonly Route[] {
  const anyOf = ["ViewTables", "ManageTables"] as const;
  return [
    { operation: "listTables", method: "GET", path: "/tables", anyOf, handle: (c) => list(services, c) },
    { operation: "getTable", method: "GET", path: "/tables/:tableName", anyOf, handle: (c) => get(services, c) },
  ];
}

async function list({ engine, store }: Services, context: ServerContext): Promise<Response> {
  const parameters = createParameterReader(new URL(context.req.url).searchParams);
  const granularity = parameters.checked("partitioningGranularity", zTablePartitioningGranularity);
  const segmentCount = parameters.whole("segmentCount", 0, Number.MAX_SAFE_INTEGER);
  parameters.finish();
  const [records, tables] = await Promise.all([store.tables.list(), engine.tables()]);
  const data = new Map(tables.map((table) => [table.name, table]));
  const values = records
    .map((record) => tableSummary(record, data.get(record.name)))
    .filter((table) => granularity === undefined || table.partitioningGranularity === granularity)
    .filter((table) => segmentCount === undefined || table.segmentCount === segmentCount)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return jsonResponse({ values });
}

async function get({ engine, store }: Services, context: ServerContext): Promise<Response> {
  const name = pathParameter(context, "tableName");
  const record = await store.tables.get(name);
  if (record === undefined) throw notFound("table", name);
  return jsonResponse(tableResponse(record, await engine.table(name)));
}
