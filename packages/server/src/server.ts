import type { Engine, Store } from "@starfix/engine";
import type { Hono } from "hono";
import { createApp } from "./app.ts";
import type { ServerEnv, Services } from "./context.ts";
import { createJobRunner } from "./jobs/job-runner.ts";
import { createLock } from "./lock.ts";
import type { Log } from "./log.ts";
import { createSecretBox } from "./secrets/secret-box.ts";

export interface ServerOptions {
  /** Runs jobs and queries. The server does not close it. */
  readonly engine: Engine;
  /** Keeps connections, jobs, tables and keys. The server does not close it. */
  readonly store: Store;
  /** The one project that is served, a UUID. */
  readonly projectId: string;
  /** Buckets that are local folders, name to folder; they are read there whatever the connection says. */
  readonly buckets: ReadonlyMap<string, string>;
  /** S3 endpoints that connections may name beside those of AWS. */
  readonly s3Endpoints: readonly string[];
  /** 32 bytes that encrypt the secrets of connections. With other bytes, stored secrets cannot be read. */
  readonly encryptionKey: Uint8Array;
  /** @default the clock of the machine */
  readonly clock?: () => Date;
  /** Takes the log. @default nothing is logged */
  readonly log?: Log;
}

export interface Server {
  /** The API as a Hono app: `app.request()` answers without a port. */
  readonly app: Hono<ServerEnv>;
  readonly projectId: string;
  /** Takes up the jobs that an earlier server left unfinished. Calling it again does nothing. */
  start(): Promise<void>;
  /** Stops what runs; it is taken up by the next start over the same store. Calling it again does nothing. */
  stop(): Promise<void>;
  /** Whether there is an API key, without which every request is refused. */
  hasKeys(): Promise<boolean>;
}

/**
 * Makes a server of the Polaris API for one project, over an engine and a store that are handed in. It listens nowhere; see
 * `listen`. Throws when the encryption key is not 32 bytes long.
 *
 * @example
 * const server = createServer({ engine, store, projectId, buckets: new Map(), s3Endpoints: [], encryptionKey });
 * await server.start();
 * (await server.app.request(`/v1/projects/${projectId}/tables`)).status;
 * // => 401
 */
export function createServer(options: ServerOptions): Server {
  const { buckets, encryptionKey, engine, projectId, s3Endpoints, store } = options;
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const sources = { box: createSecretBox(encryptionKey), buckets, s3Endpoints };
  const runner = createJobRunner({ engine, store, sources, clock, log });
  const services: Services = { engine, store, sources, runner, projectId, clock, log, lock: createLock() };
  let started: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;
  return {
    app: createApp(services),
    projectId,
    start: () => {
      started ??= runner.recover();
      return started;
    },
    stop: () => {
      stopped ??= runner.stop();
      return stopped;
    },
    hasKeys: async () => (await store.keys.list()).length > 0,
  };
}
