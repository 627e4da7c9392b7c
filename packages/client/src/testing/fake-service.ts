import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a service received. */
export interface ReceivedRequest {
  readonly method: string;
  /** Behind the name of the scenario, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request, or not. `nth` is 1 for the first that this run of the scenario receives. */
export type Scenario = (request: ReceivedRequest, response: ServerResponse, nth: number) => void | Promise<void>;

/** A real HTTP server that does what it is told. */
export interface FakeService extends AsyncDisposable {
  readonly url: string;
  /** A port on which nobody listens. */
  readonly deadUrl: string;
  /** The address of a scenario of its own, whose requests are counted alone. */
  urlOf(scenario: string): string;
  /** What has arrived at such an address. */
  received(url: string): readonly ReceivedRequest[];
}

/**
 * Starts the service. `/jobs/7/v1/…` is the seventh run of the scenario `jobs`; `/log/jobs/7` tells what it received,
 * and a path of `pages` is answered with that page.
 */
export async function startFakeService(
  scenarios: Readonly<Record<string, Scenario>>,
  pages: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {},
): Promise<FakeService> {
  const log = new Map<string, ReceivedRequest[]>();
  const server = createServer((message, response) => {
    void answer(message, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const page = pages[message.url ?? ""];
    if (page !== undefined) return void response.setHeader("content-type", page.type).end(page.text);
    const [, scenario = "", run = "", rest = ""] = /^\/([^/]+)\/([^/]+)(.*)$/.exec(message.url ?? "") ?? [];
    if (scenario === "log") return void sendJson(response, 200, log.get(`/${run}${rest}`) ?? []);
    const request: ReceivedRequest = {
      method: message.method ?? "",
      path: rest,
      headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
      body: await readText(message),
    };
    const key = `/${scenario}/${run}`;
    const received = [...(log.get(key) ?? []), request];
    log.set(key, received);
    const act = scenarios[scenario];
    if (act === undefined) return void sendJson(response, 404, { code: "NoScenario", message: scenario });
    await act(request, response, received.length);
  };
  const port = await listenOn(server);
  const url = `http://127.0.0.1:${port}`;
  let runs = 0;
  return {
    url,
    deadUrl: `http://127.0.0.1:${await closedPort()}`,
    urlOf: (scenario) => `${url}/${scenario}/r${++runs}`,
    received: (at) => log.get(at.slice(url.length)) ?? [],
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function readText(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

async function listenOn(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listenOn(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
