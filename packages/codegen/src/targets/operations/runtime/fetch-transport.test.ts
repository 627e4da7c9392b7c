import { expect, test } from "vitest";
import { ApiError, fetchTransport, readAnswer, requestTarget } from "./fetch-transport.ts";
import type { OperationRequest } from "./operation-request.ts";

const request: OperationRequest = { operation: "op", method: "POST", path: "/a" };

function recorded(answer: Response): {
  readonly calls: Request[];
  fetch(url: string, init: RequestInit): Promise<Response>;
} {
  const calls: Request[] = [];
  return {
    calls,
    async fetch(url, init) {
      calls.push(new Request(url, init));
      return answer;
    },
  };
}

test("a request is sent once, with all that belongs to it", async () => {
  const { calls, fetch } = recorded(Response.json({ ok: true }));
  const transport = fetchTransport({
    baseUrl: "https://api.example.com/v1/",
    fetch,
    headers: async ({ operation }) => ({ authorization: `Bearer ${operation}`, Cookie: "own=1" }),
  });
  const answer = await transport.send({
    ...request,
    query: "b=1",
    headers: { "X-A": "1", cookie: "c=2" },
    body: { a: 1 },
  });
  expect(answer).toEqual({ ok: true });
  expect(calls).toHaveLength(1);
  const [call] = calls;
  expect(`${call?.method} ${call?.url}`).toBe("POST https://api.example.com/v1/a?b=1");
  expect(Object.fromEntries(call?.headers ?? [])).toEqual({
    accept: "application/json",
    authorization: "Bearer op",
    "content-type": "application/json",
    cookie: "own=1; c=2",
    "x-a": "1",
  });
  expect(await call?.text()).toBe('{"a":1}');
});

test("a form is declared with its boundary, and a stream is sent as it comes", async () => {
  const { calls, fetch } = recorded(new Response(null, { status: 204 }));
  const transport = fetchTransport({ baseUrl: "https://x", fetch, headers: { "x-key": "k" } });
  await transport.send({ ...request, contentType: "multipart/form-data", body: { a: "1" } });
  await transport.send({ ...request, contentType: "text/csv", body: new Blob(["a,b"]).stream() });
  expect(calls[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=form-/);
  expect([...((await calls[0]?.formData()) ?? [])]).toEqual([["a", "1"]]);
  expect(await calls[1]?.text()).toBe("a,b");
});

test("an error status is thrown with its response", async () => {
  const { fetch } = recorded(Response.json({ code: "NotFound" }, { status: 404, statusText: "Not Found" }));
  const thrown = await fetchTransport({ baseUrl: "https://x", fetch })
    .send(request)
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ApiError);
  expect(thrown).toMatchObject({
    message: "POST /a answered 404 Not Found",
    operation: "op",
    status: 404,
    body: { code: "NotFound" },
  });
  const plain = recorded(new Response("gone", { status: 410 }));
  await expect(fetchTransport({ baseUrl: "https://x", fetch: plain.fetch }).send(request)).rejects.toMatchObject({
    body: "gone",
  });
});

test("a signal aborts", async () => {
  const { fetch, calls } = recorded(new Response(""));
  await fetchTransport({ baseUrl: "https://x", fetch, signal: AbortSignal.abort() }).send(request);
  expect(calls[0]?.signal.aborted).toBe(true);
});

test("a call has headers, a signal and a time of its own", async () => {
  const { fetch, calls } = recorded(new Response(null, { status: 204 }));
  const transport = fetchTransport({ baseUrl: "https://x", fetch, headers: { "x-a": "all" } });
  await transport.send({
    ...request,
    options: { headers: { "X-A": "one" }, signal: AbortSignal.abort(), timeout: 9e4 },
  });
  expect(calls[0]?.headers.get("x-a")).toBe("one");
  expect(calls[0]?.signal.aborted).toBe(true);
  await transport.send({ ...request, options: { timeout: 9e4 } });
  expect(calls[1]?.headers.get("x-a")).toBe("all");
  expect(calls[1]?.signal.aborted).toBe(false);
});

test.each<[string, Response, Partial<OperationRequest>, unknown]>([
  ["JSON", Response.json([1]), {}, [1]],
  ["nothing", new Response(null, { status: 204 }), {}, undefined],
  ["an empty body", new Response(""), {}, undefined],
  ["the head of something", new Response("x"), { method: "HEAD" }, undefined],
  ["text", new Response('"a"'), { answer: "text" }, '"a"'],
  ["bytes", new Response("hi"), { answer: "bytes" }, new Uint8Array([104, 105])],
  [
    "what is declared as JSON",
    new Response("1", { headers: { "content-type": "application/hal+json; v=1" } }),
    { answer: "declared" },
    1,
  ],
  [
    "what is declared as text",
    new Response("1", { headers: { "content-type": "text/plain" } }),
    { answer: "declared" },
    "1",
  ],
  [
    "what is declared as XML",
    new Response("<a/>", { headers: { "content-type": "application/atom+xml" } }),
    { answer: "declared" },
    "<a/>",
  ],
  [
    "what is declared as anything else",
    new Response("h", { headers: { "content-type": "image/png" } }),
    { answer: "declared" },
    new Uint8Array([104]),
  ],
  ["what is not declared", new Response(new Uint8Array([49])), { answer: "declared" }, 1],
])("an answer is %s", async (_, response, more, want) => {
  expect(await readAnswer(response, { ...request, ...more })).toEqual(want);
});

test("a stream is handed over unread, and no JSON where JSON is expected is an error", async () => {
  const stream = await readAnswer(new Response("data: 1\n\n"), { ...request, answer: "stream" });
  expect(await new Response(stream as ReadableStream).text()).toBe("data: 1\n\n");
  await expect(readAnswer(new Response("<html>"), request)).rejects.toThrow(SyntaxError);
});

test("a query follows one that is in the path", () => {
  expect(requestTarget({ ...request, path: "/a?b=1", query: "c=2" })).toBe("/a?b=1&c=2");
  expect(requestTarget(request)).toBe("/a");
});
