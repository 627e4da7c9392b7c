import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "./server.ts";

/** How long open requests may take to end when the server closes. */
const CLOSE_TIMEOUT_MS = 2_000;

export interface ListenOptions {
  /** 0: any free port. */
  readonly port: number;
  /** @default "127.0.0.1" */
  readonly host?: string;
}

export interface Listening {
  /** `http://127.0.0.1:8888`, without a slash at the end. */
  readonly url: string;
  /** Ends open requests, then stops the server. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts a server and listens. Beyond loopback it does so only when there is an API key. Rejects when the port is taken.
 *
 * @example
 * const { url, close } = await listen(server, { port: 0 });
 * // => "http://127.0.0.1:40123"
 */
export async function listen(server: Server, options: ListenOptions): Promise<Listening> {
  const { host = "127.0.0.1", port } = options;
  if (!isLoopback(host) && !(await server.hasKeys())) {
    throw new Error(
      `invalid host: expected a loopback address while there is no API key, received ${JSON.stringify(host)}`,
    );
  }
  await server.start();
  const http = createAdaptorServer({ fetch: server.app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => resolve());
  });
  let closed: Promise<void> | undefined;
  return { url: urlOf(http.address() as AddressInfo), close: () => (closed ??= close(http, server)) };
}

async function close(http: ReturnType<typeof createAdaptorServer>, server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => http.close(() => resolve()));
  const closeAll = "closeAllConnections" in http ? () => http.closeAllConnections() : () => undefined;
  const timer = setTimeout(closeAll, CLOSE_TIMEOUT_MS);
  await server.stop();
  await ended;
  clearTimeout(timer);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
