import { request } from "node:http";
import { setImmediate } from "node:timers/promises";
import { createMemoryStore } from "@starfix/store";
import { expect, test } from "vitest";
import { MAX_BODY_BYTES } from "./http/read-json.ts";
import { listen } from "./listen.ts";
import { createServer } from "./server.ts";
import { guide } from "./testing/guide.ts";
import { createScriptedEngine, heldScript } from "./testing/scripted-engine.ts";
import {
  basic,
  ENCRYPTION_KEY,
  PROJECT_ID,
  testServer,
  testServerWithConnection,
  until,
} from "./testing/test-server.ts";

interface Wire {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** One request without the conveniences of fetch: no content type, no content length but those given. */
function send(url: string, method: string, headers: Record<string, string>, body?: Buffer): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode, headers: incoming.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("a server listens on loopback and answers over the wire", async () => {
  await using api = await testServer();
  const { close, url } = await listen(api.server, { port: 0 });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const base = `${url}/v1/projects/${PROJECT_ID}`;
  const headers = { authorization: basic(api.key), "content-type": "application/json; charset=UTF-8" };
  const created = await send(
    `${base}/connections`,
    "POST",
    headers,
    Buffer.from(JSON.stringify(guide("connection-request"))),
  );
  expect([created.status, created.headers.location]).toEqual([201, `/v1/projects/${PROJECT_ID}/connections/demo-conn`]);
  await close();
  await close();
  await expect(send(base, "GET", {})).rejects.toThrow("ECONNREFUSED");
});

test("test and delete take no body and answer with none, on the wire too", async () => {
  await using api = await testServerWithConnection();
  const { close, url } = await listen(api.server, { port: 0 });
  const one = `${url}/v1/projects/${PROJECT_ID}/connections/demo-conn`;
  const headers = { authorization: `Basic ${api.key}` };
  for (const [method, target] of [
    ["POST", `${one}/test`],
    ["DELETE", one],
  ] as const) {
    const answer = await send(target, method, headers);
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect(answer.headers["content-type"]).toBeUndefined();
    expect(answer.headers["content-length"]).toBe("0");
  }
  await close();
});

test("names with encoded slashes and percent signs arrive whole", async () => {
  await using api = await testServer();
  const { close, url } = await listen(api.server, { port: 0 });
  const headers = { authorization: `Bearer ${api.key}` };
  for (const [path, name] of [
    ["a%2Fb", "a/b"],
    ["50%2525", "50%25"],
    ["a%20b%3F%23", "a b?#"],
    ["k%C3%A4se", "käse"],
  ]) {
    const answer = await send(`${url}/v1/projects/${PROJECT_ID}/connections/${path}`, "GET", headers);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text).message).toBe(
      `unknown connection: expected one of this project, received ${JSON.stringify(name)}`,
    );
  }
  await close();
});

test("a body that is too large is 413, whether or not it says how large it is", async () => {
  await using api = await testServer();
  const { close, url } = await listen(api.server, { port: 0 });
  const target = `${url}/v1/projects/${PROJECT_ID}/connections`;
  const headers = { authorization: basic(api.key), "content-type": "application/json" };
  const body = Buffer.alloc(MAX_BODY_BYTES + 1, 0x20);
  const statusOf = (extra: Record<string, string>) =>
    // The server may close before all is sent; what counts is that it never answers anything else.
    send(target, "POST", { ...headers, ...extra }, body).then(
      (answer) => answer.status,
      (error: NodeJS.ErrnoException) => error.code,
    );
  for (const extra of [{ "transfer-encoding": "chunked" }, { "content-length": String(body.length) }]) {
    expect([413, "EPIPE", "ECONNRESET"]).toContain(await statusOf(extra));
  }
  expect((await send(target, "GET", { authorization: basic(api.key) })).status).toBe(200);
  await close();
});

test("beyond loopback it listens only when there is a key", async () => {
  const server = createServer({
    engine: createScriptedEngine(),
    store: createMemoryStore(),
    projectId: PROJECT_ID,
    buckets: new Map(),
    s3Endpoints: [],
    encryptionKey: ENCRYPTION_KEY,
  });
  await expect(listen(server, { port: 0, host: "0.0.0.0" })).rejects.toThrow(
    'invalid host: expected a loopback address while there is no API key, received "0.0.0.0"',
  );
  await using api = await testServer();
  const { close } = await listen(api.server, { port: 0, host: "0.0.0.0" });
  await close();
});

test("a port that is taken is refused", async () => {
  await using api = await testServer();
  const { close, url } = await listen(api.server, { port: 0 });
  await using other = await testServer();
  await expect(listen(other.server, { port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
  await close();
});

test("closing gives a running job back, which stays running for the next server", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = heldScript().script;
  const { close } = await listen(api.server, { port: 0 });
  const { id } = await (await api.call("/jobs", { body: guide("job-request") })).json();
  await until(() => api.engine.ran.length === 1);
  await close();
  expect((await api.store.jobs.get(id))?.record.executionStatus).toBe("running");
});

test("a client that leaves ends its query", async () => {
  await using api = await testServer();
  const { close, url } = await listen(api.server, { port: 0 });
  const ended = new Promise<void>((resolve) => {
    api.engine.answer = async () => {
      const rows = async function* () {
        try {
          for (let n = 0; ; n += 1) {
            yield [[n]];
            await setImmediate();
          }
        } finally {
          resolve();
        }
      };
      return { columns: [{ name: "n", type: "BIGINT" }], rows: rows() };
    };
  });
  const headers = { authorization: basic(api.key), "content-type": "application/json" };
  const target = `${url}/v1/projects/${PROJECT_ID}/query/sql`;
  const outgoing = request(target, { method: "POST", headers, agent: false }, (incoming) => {
    incoming.once("data", () => outgoing.destroy());
    incoming.on("error", () => undefined);
  });
  outgoing.on("error", () => undefined);
  outgoing.end(JSON.stringify({ query: 'SELECT * FROM "Koalas"' }));
  await ended;
  await close();
});
