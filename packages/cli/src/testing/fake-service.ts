import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface FakeJob {
  readonly id: string;
  readonly spec: Readonly<Record<string, unknown>>;
  executionStatus: string;
  health: unknown;
}

/** A service over HTTP with the answers that `apply` reads, and with failures on demand. */
export interface FakeService extends AsyncDisposable {
  readonly url: string;
  readonly jobs: FakeJob[];
  readonly connections: Map<string, Record<string, unknown>>;
  readonly tables: Map<string, Record<string, unknown>>;
  /** Tables of which a change is refused. */
  readonly refusedTables: Set<string>;
  /** Requests that write, in the order they came: `POST /jobs`. */
  readonly writes: string[];
  /** Bodies of the requests that write. */
  readonly bodies: unknown[];
  /** What a new job becomes. */
  outcome: { executionStatus: string; health: unknown };
  /** How many POSTs of jobs succeed before the fault and the outcome above apply. */
  healthyPosts: number;
  /** What befalls the next POST of a job, and whether it takes effect: `lost` does, `cut` does not. */
  fault: "lost" | "cut" | "500" | "unreadable" | "refused" | undefined;
}

const PROJECT = "/v1/projects/p1";

export async function fakeService(): Promise<FakeService> {
  const service: Omit<FakeService, "url" | typeof Symbol.asyncDispose> = {
    jobs: [],
    connections: new Map(),
    tables: new Map(),
    refusedTables: new Set(),
    writes: [],
    bodies: [],
    outcome: { executionStatus: "completed", health: { status: "ok" } },
    healthyPosts: 0,
    fault: undefined,
  };
  const server = createServer((request, response) => {
    answer(service, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(service, { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close });
}

type State = Omit<FakeService, "url" | typeof Symbol.asyncDispose>;

async function answer(service: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  const path = url.pathname.replace(PROJECT, "");
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (request.headers.authorization !== `Basic ${btoa("pok_test:")}`) {
    send(401, { code: "InvalidAuthentication", message: "unknown key" });
    return;
  }
  const method = request.method ?? "";
  const body = method === "GET" ? undefined : JSON.parse(await textOf(request));
  if (body !== undefined) {
    service.writes.push(`${method} ${path}`);
    service.bodies.push(body);
  }
  const [kind, name, part] = path.split("/").slice(1);
  if (kind === "connections") {
    if (method === "POST") service.connections.set(body.name, withoutSecrets(body));
    if (method === "PATCH")
      service.connections.set(name ?? "", { ...service.connections.get(name ?? ""), ...withoutSecrets(body) });
    send(200, name === undefined && method === "GET" ? { values: [...service.connections.values()] } : {});
  } else if (kind === "tables") {
    answerTables(service, { method, name: name && decodeURIComponent(name), body }, send);
  } else if (method === "POST") {
    postJob(service, body, response, send);
  } else if (name === undefined) {
    const table = url.searchParams.get("targetTableName");
    const values = service.jobs.filter(({ spec }) => tableOf(spec) === table).map(({ spec: _, ...summary }) => summary);
    send(200, { values, moreResultsAvailable: false });
  } else {
    const job = service.jobs.find(({ id }) => id === name);
    if (job === undefined) send(404, { code: "ObjectNotFound", message: `no job ${name}` });
    else if (part === "status") send(200, { executionStatus: job.executionStatus });
    else if (part === "progress") send(200, { overallProgress: 0.5 });
    else if (part === "metrics")
      send(200, { totals: { numRowsProcessed: 1000, numRowsPersisted: 7, numRowsSkippedByError: 1 } });
    else send(200, job);
  }
}

/** As the service does, it counts versions, fills in defaults and refuses an update of another version. */
function answerTables(
  { tables, refusedTables }: State,
  request: { readonly method: string; readonly name: string | undefined; readonly body: Record<string, unknown> },
  send: (status: number, body: unknown) => void,
): void {
  const { method, name, body } = request;
  const defaults = { schemaMode: "flexible", partitioningGranularity: "day", clusteringColumns: [], description: null };
  if (method === "POST") {
    tables.set(String(body.name), {
      ...defaults,
      id: randomUUID(),
      totalRows: 0,
      queryableSchema: [],
      ...body,
      version: 0,
    });
    send(201, tables.get(String(body.name)));
    return;
  }
  const table = tables.get(name ?? "");
  if (name === undefined) send(200, { values: [...tables.values()] });
  else if (table === undefined) send(404, { code: "ObjectNotFound", message: `no table ${name}` });
  else if (method === "GET") send(200, table);
  else if (refusedTables.has(name)) send(400, { code: "BadArgument", message: "the column city has rows" });
  else if (body.version !== table.version) send(409, { code: "StateConflict", message: "stale version" });
  else {
    const { id, totalRows } = table;
    tables.set(name, { ...defaults, id, totalRows, ...body, version: Number(table.version) + 1 });
    send(200, tables.get(name));
  }
}

function postJob(
  service: State,
  spec: FakeJob["spec"],
  response: ServerResponse,
  send: (status: number, body: unknown) => void,
): void {
  const healthy = service.healthyPosts-- > 0;
  const fault = healthy ? undefined : service.fault;
  if (!healthy) service.fault = undefined;
  if (fault === "cut") {
    response.destroy();
    return;
  }
  if (fault === "refused") {
    const details = [{ code: "BadArgument", message: "no such connection", target: "/source/connectionName" }];
    send(400, { code: "BadArgument", message: "the job breaks a rule", details });
    return;
  }
  const outcome = healthy ? { executionStatus: "completed", health: { status: "ok" } } : service.outcome;
  const job = { id: randomUUID(), spec, ...outcome };
  service.jobs.push(job);
  if (fault === "lost") response.destroy();
  else if (fault === "500") send(502, { message: "upstream timed out" });
  else if (fault === "unreadable") response.writeHead(200, { "content-type": "text/html" }).end("<html>ok</html>");
  else send(201, job);
}

function tableOf(spec: FakeJob["spec"]): unknown {
  const { target } = spec;
  return typeof target === "object" && target !== null && "tableName" in target ? target.tableName : undefined;
}

function withoutSecrets({ secrets: _, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
