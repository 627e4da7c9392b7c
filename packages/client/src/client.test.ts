import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { ConnectionLostError, NetworkError } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";
import { fetchFailed, json, scriptedFetch } from "./testing/scripted-fetch.ts";
import type { ClientOptions } from "./transport.ts";

const KEY = "pok_vipgjSECRETbjjvyo";
const PATH = "/v1/projects/p1/jobs";
const GET = { operation: "listJobs", method: "GET", path: PATH } as const;
const POST = { operation: "createJob", method: "POST", path: PATH, body: { type: "batch" } } as const;

function clientOf(fetch: ClientOptions["fetch"], options: Partial<ClientOptions> = {}) {
  const retry = { delay: 1 };
  return createClient({
    url: "http://host:8888",
    projectId: "p1",
    apiKey: KEY,
    fetch,
    retry,
    ...options,
  } as ClientOptions);
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("expected an error"),
    (error: unknown) => error,
  );
}

test("a request carries the key as HTTP Basic with an empty password", async () => {
  const { fetch, requests } = scriptedFetch(json(200, { values: [] }));
  await expect(clientOf(fetch).send(GET)).resolves.toEqual({ values: [] });
  expect(requests).toEqual([
    {
      line: "GET http://host:8888/v1/projects/p1/jobs",
      headers: { accept: "application/json", authorization: `Basic ${Buffer.from(`${KEY}:`).toString("base64")}` },
      body: undefined,
    },
  ]);
});

test("a token is sent as Bearer", async () => {
  const { fetch, requests } = scriptedFetch(json(200, {}));
  const client = createClient({ url: "http://host", projectId: "p1", token: "jwt", fetch });
  await client.send(GET);
  expect(requests[0]?.headers.authorization).toBe("Bearer jwt");
});

test("a body is sent as JSON with its content type", async () => {
  const { fetch, requests } = scriptedFetch(json(201, { id: "1" }));
  await clientOf(fetch).send(POST);
  expect(requests[0]?.body).toEqual({ type: "batch" });
  expect(requests[0]?.headers["content-type"]).toBe("application/json");
});

test("a query and headers of an operation are sent as they come", async () => {
  const { fetch, requests } = scriptedFetch(json(200, {}));
  const query = "type=batch&type=sql&searchString=a%20b%2Cc%26d";
  await clientOf(fetch).send({ ...GET, query, headers: { "X-Trace": "t" }, accept: "text/csv" });
  expect(requests[0]?.line).toBe(`GET http://host:8888${PATH}?${query}`);
  expect(requests[0]?.headers).toMatchObject({ accept: "text/csv", "x-trace": "t" });
});

test("an answer is read as the operation says", async () => {
  const { fetch } = scriptedFetch(new Response('"a"'), new Response("h"));
  const client = clientOf(fetch);
  await expect(client.send({ ...GET, answer: "text" })).resolves.toBe('"a"');
  await expect(client.send({ ...GET, answer: "bytes" })).resolves.toEqual(new Uint8Array([104]));
});

test("forms, bytes and streams are sent as they are declared", async () => {
  const sent: Request[] = [];
  const client = clientOf(async (url, init) => {
    sent.push(new Request(url, init));
    return json(200, {});
  });
  await client.send({
    ...POST,
    contentType: "multipart/form-data",
    body: { file: new File(["{}"], "koalas.json"), size: 2 },
  });
  await client.send({ ...POST, encoding: "bytes", body: '{"a":1}\n' });
  await client.send({ ...POST, contentType: "text/plain", body: new Blob(["a"]).stream() });
  const form = await sent[0]?.formData();
  expect(form?.get("size")).toBe("2");
  expect(form?.get("file")).toMatchObject({ name: "koalas.json" });
  expect(await Promise.all(sent.slice(1).map((each) => each.text()))).toEqual(['{"a":1}\n', "a"]);
  expect(sent.slice(1).map(({ headers }) => headers.get("content-type"))).toEqual(["application/json", "text/plain"]);
});

test("a path in front of /v1 and a trailing slash of the URL are kept and dropped", async () => {
  const { fetch, requests } = scriptedFetch(json(200, {}));
  await clientOf(fetch, { url: "https://host/proxy/" }).send(GET);
  expect(requests[0]?.line).toBe(`GET https://host/proxy${PATH}`);
});

test.each([200, 201, 202, 299])("status %i is success", async (status) => {
  const { fetch } = scriptedFetch(json(status, { ok: true }));
  await expect(clientOf(fetch).send(POST)).resolves.toEqual({ ok: true });
});

test("a success without a body is undefined", async () => {
  const { fetch } = scriptedFetch(new Response(null, { status: 204 }), new Response("", { status: 200 }));
  const client = clientOf(fetch);
  await expect(client.send(POST)).resolves.toBeUndefined();
  await expect(client.send(POST)).resolves.toBeUndefined();
});

test("unknown fields and values of an answer are kept", async () => {
  const answer = { executionStatus: "hibernating", added: { later: [1, null] } };
  const { fetch } = scriptedFetch(json(200, answer));
  await expect(clientOf(fetch).send(GET)).resolves.toEqual(answer);
});

test("a success that is no JSON is an error that says what came", async () => {
  const page = new Response("<html>login</html>", { status: 200, headers: { "content-type": "text/html" } });
  const error = await errorOf(clientOf(scriptedFetch(page).fetch).send(POST));
  expect(error).toBeInstanceOf(PolarisError);
  expect(error).toMatchObject({ status: 200, body: "<html>login</html>" });
  expect(String(error)).toBe("PolarisError: POST /v1/projects/p1/jobs answered 200: expected JSON, received text/html");
});

test("a flat error is read with its details", async () => {
  const body = {
    code: "BadArgument",
    message: "the job breaks 1 rule",
    target: "",
    details: [{ code: "BadArgument", message: "expected an s3:// URI", target: "/source/uris/0" }],
  };
  const { fetch } = scriptedFetch(json(400, body, { "x-request-id": "r-7" }));
  const error = await errorOf(clientOf(fetch).send(POST));
  expect(error).toMatchObject({ status: 400, code: "BadArgument", body, requestId: "r-7", method: "POST", path: PATH });
  expect((error as PolarisError).details).toEqual(body.details);
  expect((error as PolarisError).message).toMatchInlineSnapshot(`
    "POST /v1/projects/p1/jobs answered 400 BadArgument: the job breaks 1 rule
      /source/uris/0: expected an s3:// URI"
  `);
});

test("a GET is tried again after a passing fault, and its result is that of the last try", async () => {
  const { fetch, requests } = scriptedFetch(
    json(503, {}),
    fetchFailed("ECONNREFUSED"),
    fetchFailed("ECONNRESET"),
    json(200, { values: [1] }),
  );
  await expect(clientOf(fetch).send(GET)).resolves.toEqual({ values: [1] });
  expect(requests).toHaveLength(4);
});

test("a GET gives up after the given number of tries", async () => {
  const { fetch, requests } = scriptedFetch(json(503, {}), json(503, {}), json(503, {}));
  await expect(clientOf(fetch, { retry: { tries: 2, delay: 1 } }).send(GET)).rejects.toMatchObject({ status: 503 });
  expect(requests).toHaveLength(2);
});

test.each([400, 401, 404, 409, 500, 501])("a GET that was answered %i is not tried again", async (status) => {
  const { fetch, requests } = scriptedFetch(json(status, {}));
  await expect(clientOf(fetch).send(GET)).rejects.toMatchObject({ status });
  expect(requests).toHaveLength(1);
});

test.each(["POST", "PATCH"])("a %s is never tried again", async (method) => {
  const faults = [
    json(503, {}, { "retry-after": "0" }),
    json(429, {}),
    fetchFailed("ECONNREFUSED"),
    fetchFailed("EPIPE"),
  ];
  for (const fault of faults) {
    const { fetch, requests } = scriptedFetch(fault);
    await errorOf(clientOf(fetch).send({ ...POST, method }));
    expect(requests).toHaveLength(1);
  }
});

test.each(["PUT", "DELETE"])("a %s is tried again, since twice leaves the service as once", async (method) => {
  const { fetch, requests } = scriptedFetch(fetchFailed("ECONNRESET"), json(503, {}), json(200, { version: 2 }));
  await expect(clientOf(fetch).send({ ...POST, method })).resolves.toEqual({ version: 2 });
  expect(requests).toHaveLength(3);
});

test("a DELETE that finds nothing after one that may have been taken has reached its end", async () => {
  const { fetch } = scriptedFetch(fetchFailed("ECONNRESET"), json(404, {}));
  await expect(clientOf(fetch).send({ ...GET, method: "DELETE" })).resolves.toBeUndefined();
});

test.each([
  ["at first", []],
  ["after one that was not sent", [fetchFailed("ECONNREFUSED")]],
  ["after one that was told to wait", [json(429, {})]],
])("a DELETE that finds nothing %s is an error", async (_, before) => {
  const { fetch } = scriptedFetch(...before, json(404, {}));
  await expect(clientOf(fetch).send({ ...GET, method: "DELETE" })).rejects.toMatchObject({ status: 404 });
});

test("a PUT that conflicts after one that may have been taken says so", async () => {
  const { fetch } = scriptedFetch(json(503, {}), json(409, {}));
  const error = await errorOf(clientOf(fetch).send({ ...POST, method: "PUT" }));
  expect(error).toMatchObject({ status: 409, cause: { status: 503 } });
});

test("a call can be one that is sent once", async () => {
  const { fetch, requests } = scriptedFetch(json(503, {}), json(503, {}));
  const client = clientOf(fetch);
  await errorOf(client.jobs.list({}, { retry: false }));
  expect(requests).toHaveLength(1);
  await errorOf(client.with({ retry: false }).jobs.list());
  expect(requests).toHaveLength(2);
});

test("a call has headers of its own, and they cannot be the key", async () => {
  const { fetch, requests } = scriptedFetch(json(200, {}));
  const client = clientOf(fetch, { headers: { "X-A": "all", "X-B": "all" } });
  await client.jobs.list({}, { headers: { "x-a": "one" } });
  expect(requests[0]?.headers).toMatchObject({ "x-a": "one", "x-b": "all" });
  expect(await errorOf(client.jobs.list({}, { headers: { authorization: "x" } }))).toBeInstanceOf(TypeError);
  expect(requests).toHaveLength(1);
});

test("the signals of a client and of a call both end it, and are let go afterwards", async () => {
  const all = new AbortController();
  const one = new AbortController();
  const listeners = { added: 0 };
  for (const { signal } of [all, one]) {
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners.added++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners.added--;
      removeEventListener.apply(signal, args);
    };
  }
  const { fetch } = scriptedFetch(json(200, {}), json(200, {}), json(200, {}));
  const client = clientOf(fetch, { signal: all.signal });
  await client.jobs.list({}, { signal: one.signal });
  expect(listeners.added).toBe(0);
  one.abort(new Error("one"));
  await expect(client.jobs.list({}, { signal: one.signal })).rejects.toThrow("one");
  await client.jobs.list();
  all.abort(new Error("all"));
  await expect(client.jobs.list()).rejects.toThrow("all");
});

test("Retry-After is waited for, and one beyond the limit is an error at once", async () => {
  const patient = scriptedFetch(json(429, {}, { "retry-after": "0" }), json(200, {}));
  await clientOf(patient.fetch, { retry: { delay: 60_000 } }).send(GET);
  expect(patient.requests).toHaveLength(2);
  const tooLong = scriptedFetch(json(429, { message: "API rate limit exceeded" }, { "retry-after": "3600" }));
  await expect(clientOf(tooLong.fetch).send(GET)).rejects.toThrow("answered 429: API rate limit exceeded");
  expect(tooLong.requests).toHaveLength(1);
});

test("a refused connection is a request that was not sent", async () => {
  const error = await errorOf(clientOf(scriptedFetch(fetchFailed("ECONNREFUSED")).fetch).send(POST));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).not.toBeInstanceOf(ConnectionLostError);
  expect(String(error)).toBe("NetworkError: POST /v1/projects/p1/jobs was not sent: connect ECONNREFUSED");
});

test("a connection that was refused on every address was not sent, one that broke on any may have been", async () => {
  const cause = (codes: readonly string[]) =>
    new TypeError("fetch failed", {
      cause: new AggregateError(codes.map((code) => Object.assign(new Error(code), { code }))),
    });
  const refused = await errorOf(clientOf(scriptedFetch(cause(["ECONNREFUSED", "ENETUNREACH"])).fetch).send(POST));
  expect(refused).not.toBeInstanceOf(ConnectionLostError);
  const broken = await errorOf(clientOf(scriptedFetch(cause(["ECONNREFUSED", "ECONNRESET"])).fetch).send(POST));
  expect(broken).toBeInstanceOf(ConnectionLostError);
});

test("a connection that broke is an answer that was lost", async () => {
  const error = await errorOf(clientOf(scriptedFetch(fetchFailed("UND_ERR_SOCKET")).fetch).send(POST));
  expect(error).toBeInstanceOf(ConnectionLostError);
  expect(String(error)).toContain("POST /v1/projects/p1/jobs got no answer");
});

test("a body that breaks off is an answer that was lost", async () => {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      controller.error(fetchFailed("UND_ERR_SOCKET"));
    },
  });
  const { fetch } = scriptedFetch(new Response(stream, { status: 201 }));
  expect(await errorOf(clientOf(fetch).send(POST))).toBeInstanceOf(ConnectionLostError);
});

test("a try that takes longer than the timeout is an answer that was lost", async () => {
  const { fetch } = scriptedFetch(
    (_url, init) =>
      new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
  );
  const error = await errorOf(clientOf(fetch, { timeout: 10 }).send(GET));
  expect(error).toBeInstanceOf(ConnectionLostError);
  expect(String(error)).toContain("no answer within 10 ms");
});

test("a signal ends a request, and the wait before the next try, with its reason", async () => {
  const stop = new AbortController();
  const hanging = scriptedFetch((_url, init) => {
    setTimeout(() => stop.abort(new Error("enough")), 5);
    return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
  });
  await expect(clientOf(hanging.fetch, { signal: stop.signal }).send(POST)).rejects.toThrow("enough");
  const waiting = scriptedFetch(json(503, {}));
  const client = clientOf(waiting.fetch, { retry: { delay: 60_000, maxDelay: 60_000 } });
  const signal = AbortSignal.timeout(20);
  expect(await errorOf(client.with({ signal }).send(GET))).toBe(signal.reason);
});

test("with() changes how a client calls and leaves the first one as it was", async () => {
  const { fetch, requests } = scriptedFetch(json(200, {}), json(200, {}));
  const client = clientOf(fetch, { headers: { "x-a": "1" } });
  await client.with({ headers: { "x-b": "2" } }).send(GET);
  await client.send(GET);
  expect(requests[0]?.headers).toMatchObject({ "x-a": "1", "x-b": "2" });
  expect(requests[1]?.headers).not.toHaveProperty("x-b");
});

test("request() hands over an answer that is no JSON", async () => {
  const { fetch } = scriptedFetch(new Response("city\nSydney\n\n", { status: 200 }));
  const response = await clientOf(fetch).request(POST);
  await expect(response.text()).resolves.toBe("city\nSydney\n\n");
});

test("a redirected POST is an error that names the new place, a GET follows", async () => {
  const { fetch } = scriptedFetch(
    (_url, init) => {
      expect(init.redirect).toBe("manual");
      return new Response(null, { status: 302, headers: { location: "https://host/login" } });
    },
    (_url, init) => {
      expect(new Request("http://host", init).redirect).toBe("follow");
      return json(200, {});
    },
  );
  const client = clientOf(fetch);
  await expect(client.send(POST)).rejects.toThrow("answered 302: redirected to https://host/login");
  await client.send(GET);
});

test("the key is in no error, inspection or JSON", async () => {
  const encoded = Buffer.from(`${KEY}:`).toString("base64");
  const echo = json(401, {
    code: "InvalidAuthentication",
    message: `unknown key ${KEY} (Basic ${encoded})`,
    other: KEY,
  });
  const echoText = new Response(`<html><title>${KEY}</title>`, { status: 200 });
  const { fetch } = scriptedFetch(echo, echoText, fetchFailed("ECONNRESET"));
  const client = clientOf(fetch);
  const errors = [];
  for (let count = 0; count < 3; count++) errors.push(await errorOf(client.send(POST)));
  const shown = [client, ...errors]
    .map((value) => [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value)].join("\n"))
    .join("\n");
  expect(shown).toContain("unknown key [redacted]");
  expect(shown).not.toContain(KEY);
  expect(shown).not.toContain(encoded);
});

test.each([
  [{ url: "host:8888" }, 'invalid url: expected the http or https origin of the service, received "host:8888"'],
  [{ url: "http://host/v1/projects/p1" }, "expected the part in front of /v1/projects"],
  [{ url: "http://host/?a=1" }, "expected no query and no fragment"],
  [{ url: "http://me:hunter2@host" }, "expected no user name and password in it"],
  [{ projectId: "" }, "invalid projectId"],
  [{ apiKey: "" }, "received an empty text"],
  [{ apiKey: "pok_a\nb" }, "expected visible ASCII characters"],
  [{ token: "jwt" }, "received both"],
  [{ apiKey: undefined }, "received neither"],
  [{ headers: { Authorization: "x" } }, "Authorization is set from apiKey or token"],
])("createClient refuses %j", (options, message) => {
  const { fetch } = scriptedFetch();
  let error: unknown;
  try {
    clientOf(fetch, options as Partial<ClientOptions>);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain(message);
  expect(String(error)).not.toMatch(/hunter2|pok_a/);
});
