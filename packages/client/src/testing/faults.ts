import { expect } from "vitest";
import { type Client, type ClientOptions, type CreateBatchJobRequest, createClient } from "../index.ts";
import { type FakeService, type ReceivedRequest, type Scenario, sendJson } from "./fake-service.ts";

/** What a check of a fault has. */
export interface FaultContext {
  /** A client of the fake service, and its other options. */
  client(options?: Partial<ClientOptions>): Client;
  /** What the fake service has received of this check. */
  received(): readonly ReceivedRequest[];
  readonly service: FakeService;
  /** A client of our own server. */
  server(options?: Partial<ClientOptions>): Client;
}

/** One fault of an official client, what ours does, and the check of it. */
export interface Fault {
  readonly of: "SDK" | "CLI";
  readonly fault: string;
  /** The name of the test, too. */
  readonly ours: string;
  /** How the fake service answers. */
  readonly scenario?: Scenario;
  check(context: FaultContext): Promise<void>;
}

export const KEY = "pok_abc?>~hidden";

/** A job on the object of our own server. */
export const KOALAS: CreateBatchJobRequest = {
  type: "batch",
  target: { type: "table", tableName: "Koalas" },
  createTableIfNotExists: true,
  source: {
    type: "s3",
    connectionName: "demo-conn",
    uris: ["s3://demo-bucket/koalas.json"],
    formatSettings: { format: "nd-json" },
    inputSchema: [
      { name: "at", dataType: "string" },
      { name: "city", dataType: "string" },
    ],
  },
  mappings: [
    { columnName: "__time", expression: 'TIME_PARSE("at")' },
    { columnName: "city", expression: '"city"' },
  ],
};

export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    (value) => expect.unreachable(`expected an error, received ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}

/** Answers every request alike. */
export const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Scenario =>
  (_request, response) =>
    sendJson(response, status, body, headers);

/** Answers every request with a text. */
export const saying =
  (status: number, type: string, text: string): Scenario =>
  (_request, response) =>
    void response.writeHead(status, type === "" ? {} : { "content-type": type }).end(text);

/** Runs one check. */
export async function checkFault(
  { check }: Fault,
  at: string,
  service: FakeService,
  own: Pick<ClientOptions, "url" | "projectId"> & { readonly apiKey: string },
): Promise<void> {
  const url = service.urlOf(at);
  await check({
    client: (options) =>
      createClient({ url, projectId: "p1", apiKey: KEY, retry: { delay: 1 }, ...options } as ClientOptions),
    received: () => service.received(url),
    service,
    server: (options) => createClient({ ...own, ...options } as ClientOptions),
  });
}
