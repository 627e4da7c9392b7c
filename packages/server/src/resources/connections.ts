import { allRecords, type ConnectionRecord, type Stored } from "@starfix/store";
import { pathParameter, type ServerContext, type Services } from "../context.ts";
import { notFound } from "../http/api-error.ts";
import { jsonResponse } from "../http/responses.ts";
import { connectionResponse } from "../sources/connection-parts.ts";

export async function listConnections({ store }: Services): Promise<Response> {
  const stored = await allRecords(store.connections);
  return jsonResponse({ values: stored.map(({ record }) => connectionResponse(record)) });
}

export async function getConnection(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse(connectionResponse((await findConnection(services, context)).record));
}

/** The connection that the path names, or 404. */
export async function findConnection({ store }: Services, context: ServerContext): Promise<Stored<ConnectionRecord>> {
  const name = pathParameter(context, "name");
  const stored = await store.connections.get(name);
  if (stored === undefined) throw notFound("connection", name);
  return stored;
}
