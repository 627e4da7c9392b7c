import { expect, test } from "vitest";
import { type ClientOptions, createClient, createTransport, getJobStatus } from "./index.ts";
import { json, scriptedFetch } from "./testing/scripted-fetch.ts";
import { ValidationError, validation } from "./validation.ts";

const options = (fetch: ReturnType<typeof scriptedFetch>["fetch"]): ClientOptions => ({
  url: "http://host",
  projectId: "p",
  apiKey: "k",
  fetch,
  validation: validation(),
});
const ID = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";
// The compiler would refuse it first.
const wrong = { type: "batch", target: { type: "table", tableName: "Koalas" } } as never;

test("a body that breaks the contract is not sent", async () => {
  const { fetch, requests } = scriptedFetch();
  const client = createClient(options(fetch));
  const error = await client.jobs.create({ body: wrong }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationError);
  expect(error).toMatchObject({ operation: "createJob", direction: "request" });
  await expect(client.jobs.list({ paginationLimit: 5000 })).rejects.toThrow("paginationLimit");
  expect(requests).toEqual([]);
});

test("an answer that breaks the contract is an error", async () => {
  const { fetch } = scriptedFetch(
    json(200, { executionStatus: "hibernating" }),
    json(200, { executionStatus: "running" }),
  );
  const transport = createTransport(options(fetch));
  await expect(getJobStatus(transport, { jobId: ID })).rejects.toThrow(
    "getJobStatus: the answer does not match the contract",
  );
  await expect(getJobStatus(transport, { jobId: ID })).resolves.toEqual({ executionStatus: "running" });
});

test("a client that was changed still validates", async () => {
  const { fetch, requests } = scriptedFetch();
  await expect(createClient(options(fetch)).with({ timeout: 5 }).jobs.create({ body: wrong })).rejects.toThrow(
    "createJob",
  );
  expect(requests).toEqual([]);
});

test.each([
  [{ requests: false }, 1],
  [{ answers: false }, 0],
])("one way can be left alone: %j", async (only, sent) => {
  const { fetch, requests } = scriptedFetch(json(201, { unexpected: true }));
  const client = createClient({ ...options(fetch), validation: validation(only) });
  await expect(client.jobs.create({ body: wrong })).rejects.toMatchObject({
    direction: sent === 1 ? "answer" : "request",
  });
  expect(requests).toHaveLength(sent);
  const lenient = scriptedFetch(json(200, { unexpected: true }));
  const reading = createClient({ ...options(lenient.fetch), validation: validation({ ...only, answers: false }) });
  await expect(reading.jobs.list()).resolves.toEqual({ unexpected: true });
});

test("nothing is checked where nothing is asked for", async () => {
  const { fetch, requests } = scriptedFetch(json(201, { unexpected: true }));
  const { validation: _, ...unchecked } = options(fetch);
  await expect(createClient(unchecked as ClientOptions).jobs.create({ body: wrong })).resolves.toEqual({
    unexpected: true,
  });
  expect(requests).toHaveLength(1);
});
