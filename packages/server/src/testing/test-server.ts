import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Engine } from "@starfix/engine";
import { createMemoryStore, type MemoryStore, type Store } from "@starfix/store";
import { createApiKey } from "../auth/api-key.ts";
import { PERMISSIONS, type Permission } from "../auth/permissions.ts";
import type { LogEntry } from "../log.ts";
import { createServer, type Server, type ServerOptions } from "../server.ts";
// Loaded before a test begins: manual time does not wait for a file that is read.
import "../jobs/run-job.ts";
import { guide } from "./guide.ts";
import { createScriptedEngine, type ScriptedEngine } from "./scripted-engine.ts";

export const PROJECT_ID = "efebfbc4-79fe-41f8-beb9-b399c1584e28";
export const ENCRYPTION_KEY: Uint8Array = new Uint8Array(32).fill(7);

export interface TestRequest {
  readonly method?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Members of answers that tests read without a schema. */
export interface AnswerBody {
  readonly id: string;
  readonly name: string;
  readonly message: string;
  readonly details: readonly { readonly code: string; readonly target: string; readonly message: string }[];
  readonly spec: unknown;
  readonly executionStatus: string;
  readonly totalRows: number;
}

export interface Answer extends Response {
  json(): Promise<AnswerBody>;
}

export interface TestServer<TEngine extends Engine, TStore extends Store> extends AsyncDisposable {
  readonly server: Server;
  readonly engine: TEngine;
  readonly store: TStore;
  readonly key: string;
  readonly logs: LogEntry[];
  /** The folder of the bucket `demo-bucket`. */
  readonly folder: string;
  /** Calls a path below the project with the key of all permissions. */
  call(path: string, request?: TestRequest): Promise<Answer>;
  /** A header for a new key with these permissions only. */
  keyWith(...permissions: Permission[]): Promise<Record<string, string>>;
}

export interface TestServerOptions<TEngine extends Engine, TStore extends Store> extends Partial<ServerOptions> {
  readonly engine: TEngine;
  readonly store: TStore;
}

/** A server over any engine and store, with a key of all permissions and a bucket that is a temporary folder. */
export async function testServerOver<TEngine extends Engine, TStore extends Store>(
  options: TestServerOptions<TEngine, TStore>,
): Promise<TestServer<TEngine, TStore>> {
  const folder = mkdtempSync(join(tmpdir(), "starfix-server-"));
  writeObject(folder, "polaris-ingest/demo-file.json.gz", KOALAS);
  const logs: LogEntry[] = [];
  const server = createServer({
    projectId: PROJECT_ID,
    buckets: new Map([["demo-bucket", folder]]),
    s3Endpoints: [],
    encryptionKey: ENCRYPTION_KEY,
    log: (entry) => logs.push(entry),
    ...options,
  });
  const { key } = await createApiKey(options.store, { permissions: PERMISSIONS });
  return {
    server,
    engine: options.engine,
    store: options.store,
    key,
    logs,
    folder,
    call: async (path, { body, headers, method = body === undefined ? "GET" : "POST" } = {}) =>
      (await server.app.request(`/v1/projects/${PROJECT_ID}${path}`, {
        method,
        headers: {
          authorization: basic(key),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      })) as Answer, // Each test knows which members its answer has.
    keyWith: async (...permissions) => ({
      authorization: basic((await createApiKey(options.store, { permissions })).key),
    }),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server over a scripted engine and a store in memory. */
export function testServer(
  options: Partial<TestServerOptions<ScriptedEngine, MemoryStore>> = {},
): Promise<TestServer<ScriptedEngine, MemoryStore>> {
  return testServerOver({ engine: createScriptedEngine(), store: createMemoryStore(), ...options });
}

/** As {@link testServer}, with the guide's connection already there. */
export async function testServerWithConnection(
  options: Partial<TestServerOptions<ScriptedEngine, MemoryStore>> = {},
): Promise<TestServer<ScriptedEngine, MemoryStore>> {
  const test = await testServer(options);
  await test.call("/connections", { body: guide("connection-request") });
  return test;
}

/** Waits until a condition holds. The timeout of the test ends the wait for one that never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}

/** Waits until a job has ended, and answers with the job. */
export async function endOf(test: { call: TestServer<Engine, Store>["call"] }, id: string): Promise<AnswerBody> {
  let job: AnswerBody | undefined;
  await until(async () => {
    job = await (await test.call(`/jobs/${id}`)).json();
    return job.executionStatus !== "pending" && job.executionStatus !== "running";
  });
  if (job === undefined) throw new Error("the job was never read");
  return job;
}

export function basic(key: string): string {
  return `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
}

/** Writes an object into the folder of a bucket; compressed when its key ends in `.gz`. */
export function writeObject(folder: string, key: string, text: string): void {
  const path = join(folder, key);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, key.endsWith(".gz") ? gzipSync(text) : text);
}

/** Six events in four groups. */
export const KOALAS: string = [
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 345 },
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 12 },
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-2", session_length: 7 },
  { timestamp: "2024-03-02T10:00:00Z", city: "Perth", session: "s-3", session_length: 99 },
  { timestamp: "2024-03-02T10:00:00Z", city: "Perth", session: "s-3", session_length: 100 },
  { timestamp: "2024-03-02T10:00:00Z", city: "Hobart", session: "s-4", session_length: 1 },
]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join("");
