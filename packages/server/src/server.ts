import type { Engine } from "@starfix/engine";
import type { Store } from "@starfix/store";
import type { Hono } from "hono";
import { createApp } from "./app.ts";
import type { ServerEnv } from "./context.ts";
import { JobRunner } from "./jobs/job-runner.ts";
import { PreparedJobs } from "./jobs/prepared-jobs.ts";
import type { Log } from "./log.ts";
import { createSecretBox } from "./secrets/secret-box.ts";
import { createStoreMonitor } from "./store-monitor.ts";
import { systemTimer, type Timer } from "./timer.ts";

export interface ServerOptions {
  /**
   * Runs jobs and queries. The server does not close it. As a promise: requests that need the engine wait until it is open, and
   * fail when it does not open.
   */
  readonly engine: Engine | Promise<Engine>;
  /** Keeps connections, jobs, tables and keys. The server does not close it. */
  readonly store: Store;
  /** The one project that is served, a UUID. */
  readonly projectId: string;
  /** Buckets that are local folders, name to folder; they are read there whatever the connection says. */
  readonly buckets: ReadonlyMap<string, string>;
  /** S3 endpoints that connections may name in addition to those of AWS. */
  readonly s3Endpoints: readonly string[];
  /** 32 bytes that encrypt the secrets of connections. With other bytes, stored secrets cannot be read. */
  readonly encryptionKey: Uint8Array;
  /** @default the clock of the machine */
  readonly clock?: () => Date;
  /** Calls tasks later: heartbeats, repeated writes, looking for jobs. @default the timer of the machine */
  readonly timer?: Timer;
  /** Takes the log. @default nothing is logged */
  readonly log?: Log;
  /**
   * Called once when the store has failed for good: nothing that the server answers can be trusted then, so the process
   * ends. @default nothing is done
   */
  readonly onFatal?: (error: Error) => void;
}

export interface Server {
  /** The API as a Hono app: `app.request()` answers without a port. */
  readonly app: Hono<ServerEnv>;
  readonly projectId: string;
  /**
   * Takes up jobs from now on, or as soon as the engine is open, also those that other servers left unfinished. Calling it
   * again does nothing.
   */
  start(): Promise<void>;
  /** Gives its jobs back without an end; the next server over the same store takes them up. Calling it again does nothing. */
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
  const { clock = () => new Date(), log = () => undefined, onFatal = () => undefined, timer = systemTimer } = options;
  const monitor = createStoreMonitor(log, onFatal);
  const sources = { box: createSecretBox(encryptionKey), buckets, s3Endpoints };
  const common = { engine, store, sources, prepared: new PreparedJobs(), clock, log, monitor };
  const runner = new JobRunner({ ...common, timer });
  let stopped: Promise<void> | undefined;
  return {
    app: createApp({ ...common, runner, projectId }),
    projectId,
    start: async () => {
      // Whoever opens the engine learns why it does not open.
      void Promise.resolve(engine).then(
        () => runner.start(),
        () => undefined,
      );
    },
    stop: () => {
      stopped ??= runner.stop();
      return stopped;
    },
    hasKeys: async () => (await store.keys.page({ limit: 1 })).items.length > 0,
  };
}
