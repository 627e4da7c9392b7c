import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import type { Hooks } from "./hooks.ts";
import { json, scriptedFetch } from "./testing/scripted-fetch.ts";

const KEY = "pok_hidden";
const clientOf = (fetch: ReturnType<typeof scriptedFetch>["fetch"], hooks: Hooks, headers = {}) =>
  createClient({ url: "http://host", projectId: "p", apiKey: KEY, fetch, hooks, headers, retry: { delay: 1 } });

test("hooks are told of each try, its answer, the next one and the end", async () => {
  const { fetch } = scriptedFetch(json(503, {}), json(404, { message: "gone" }, { "x-request-id": "r-1" }));
  const events: string[] = [];
  const client = clientOf(fetch, {
    onRequest: ({ operation, method, url, tried }) => events.push(`${tried} ${operation} ${method} ${url}`),
    onResponse: ({ status, headers, request, duration }) =>
      events.push(`${request.tried} ${status} ${headers["x-request-id"]} ${duration >= 0}`),
    onRetry: ({ error, request }) => events.push(`again after ${request.tried}: ${error}`),
    onError: ({ error, request }) => events.push(`given up after ${request.tried}: ${error}`),
  });
  await client.jobs.list({ type: ["batch"] }).catch(() => undefined);
  expect(events).toMatchInlineSnapshot(`
    [
      "1 listJobs GET http://host/v1/projects/p/jobs?type=batch",
      "1 503 undefined true",
      "again after 1: PolarisError: GET /v1/projects/p/jobs answered 503: status 503 without a reason",
      "2 listJobs GET http://host/v1/projects/p/jobs?type=batch",
      "2 404 r-1 true",
      "given up after 2: PolarisError: GET /v1/projects/p/jobs answered 404: gone",
    ]
  `);
});

test("hooks see headers without what is secret in them", async () => {
  const { fetch } = scriptedFetch(json(200, {}, { "set-cookie": "session=1", location: `/jobs/1?key=${KEY}` }));
  const seen: unknown[] = [];
  const headers = { "X-Api-Key": "k", "X-Trace": "t", "X-Echo": `with ${KEY}`, Cookie: "a=b" };
  const client = clientOf(fetch, { onResponse: (event) => seen.push(event.request.headers, event.headers) }, headers);
  await client.jobs.list();
  expect(seen).toEqual([
    {
      accept: "application/json",
      authorization: "[redacted]",
      cookie: "[redacted]",
      "x-api-key": "[redacted]",
      "x-echo": "with [redacted]",
      "x-trace": "t",
    },
    { "content-type": "application/json", location: "/jobs/1?key=[redacted]", "set-cookie": "[redacted]" },
  ]);
});

test("what a hook throws is not taken for a fault of the request", async () => {
  const { fetch, requests } = scriptedFetch(json(201, { id: "1" }));
  const uncaught = new Promise((resolve) => process.once("uncaughtException", resolve));
  const listeners = process
    .listeners("uncaughtException")
    .filter((listener) => !listener.toString().includes("resolve"));
  for (const listener of listeners.slice(0, -1)) process.off("uncaughtException", listener);
  const client = clientOf(fetch, {
    onResponse: () => {
      throw new Error("of the hook");
    },
  });
  try {
    await expect(client.jobs.list()).resolves.toEqual({ id: "1" });
    await expect(uncaught).resolves.toMatchObject({ message: "of the hook" });
    expect(requests).toHaveLength(1);
  } finally {
    for (const listener of listeners.slice(0, -1)) process.on("uncaughtException", listener);
  }
});
