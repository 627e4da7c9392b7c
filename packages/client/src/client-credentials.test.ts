import { expect, test, vi } from "vitest";
import { createClient } from "./client.ts";
import { type ClientCredentialsOptions, clientCredentials } from "./client-credentials.ts";
import { fetchFailed, json, scriptedFetch } from "./testing/scripted-fetch.ts";

const SECRET = "s3cr3t-of-ingest";
const options = { tokenUrl: "https://id.example.com/token", clientId: "ingest", clientSecret: SECRET };
const token = (value: string, life: unknown = 300): Response => json(200, { access_token: value, expires_in: life });

function setUp(
  tokens: readonly Response[],
  answers: readonly Response[],
  more: Partial<ClientCredentialsOptions> = {},
) {
  const server = scriptedFetch(...tokens);
  const service = scriptedFetch(...answers);
  const source = clientCredentials({ ...options, fetch: server.fetch, ...more });
  const client = createClient({ url: "http://host", projectId: "p", token: source, fetch: service.fetch });
  return { client, server, service };
}

const sentTokens = ({ requests }: ReturnType<typeof scriptedFetch>): readonly unknown[] =>
  requests.map(({ headers }) => headers.authorization);

test("a token is asked for as the grant says, and kept", async () => {
  const bodies: unknown[] = [];
  const source = clientCredentials({
    ...options,
    scope: "jobs tables",
    fetch: async (url, init) => {
      bodies.push([url, init.method, init.redirect, new Headers(init.headers).get("content-type"), init.body]);
      return token("t1");
    },
  });
  const { fetch, requests } = scriptedFetch(json(200, {}), json(200, {}));
  const client = createClient({ url: "http://host", projectId: "p", token: source, fetch });
  await client.jobs.list();
  await client.with({ timeout: 9 }).jobs.list();
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t1"]);
  const body = `grant_type=client_credentials&client_id=ingest&client_secret=${SECRET}&scope=jobs+tables`;
  expect(bodies).toEqual([[options.tokenUrl, "POST", "manual", "application/x-www-form-urlencoded", body]]);
});

test("a token is asked for once by requests that wait for it together", async () => {
  const { client, server, service } = setUp([token("t1")], [json(200, {}), json(200, {}), json(200, {})]);
  await Promise.all([client.jobs.list(), client.tables.list(), client.connections.list()]);
  expect(server.requests).toHaveLength(1);
  expect(sentTokens(service)).toEqual(["Bearer t1", "Bearer t1", "Bearer t1"]);
});

test("a token is renewed shortly before it expires", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const { client, service } = setUp([token("t1"), token("t2")], [json(200, {}), json(200, {}), json(200, {})]);
    await client.jobs.list();
    vi.advanceTimersByTime(269_000);
    await client.jobs.list();
    vi.advanceTimersByTime(2_000);
    await client.jobs.list();
    expect(sentTokens(service)).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
  } finally {
    vi.useRealTimers();
  }
});

test("a token that is refused is renewed once, and the request sent again, a POST, too: it was not taken", async () => {
  const { client, server, service } = setUp([token("t1"), token("t2")], [json(401, {}), json(201, { id: "1" })]);
  const answer = client.jobs.updateStatus({ jobId: "1", body: { desiredExecutionStatus: "canceled" } });
  await expect(answer).resolves.toEqual({ id: "1" });
  expect(sentTokens(service)).toEqual(["Bearer t1", "Bearer t2"]);
  expect(server.requests).toHaveLength(2);
});

test("a token that is refused twice is an error", async () => {
  const { client, service } = setUp([token("t1"), token("t2")], [json(401, {}), json(401, {})]);
  await expect(client.jobs.list()).rejects.toMatchObject({ status: 401 });
  expect(service.requests).toHaveLength(2);
});

test("a token that is always the same is not sent again", async () => {
  const { fetch, requests } = scriptedFetch(json(401, {}));
  const client = createClient({ url: "http://host", projectId: "p", token: "jwt", fetch });
  await expect(client.jobs.list()).rejects.toMatchObject({ status: 401 });
  expect(requests).toHaveLength(1);
});

test.each([
  ["no life", undefined],
  ["a life that is no number", "soon"],
])("a token with %s is kept until it is refused", async (_, life) => {
  const { client, server } = setUp([token("t1", life)], [json(200, {}), json(200, {})]);
  await client.jobs.list();
  await client.jobs.list();
  expect(server.requests).toHaveLength(1);
});

test("a token server that refuses is an error without the secret, and the service is not asked", async () => {
  const { client, service } = setUp([json(400, { error: "invalid_client", hint: SECRET })], []);
  const error = await client.jobs.list().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 400, message: "POST /token answered 400: invalid_client" });
  expect(JSON.stringify(error)).not.toContain(SECRET);
  expect(service.requests).toEqual([]);
});

test("an answer without a token says what is missing", async () => {
  const { client } = setUp([json(200, { token: "t" })], []);
  await expect(client.jobs.list()).rejects.toThrow(
    "POST /token answered 200: expected a JSON object with access_token",
  );
});

test("a token server that cannot be reached is asked again", async () => {
  const server = scriptedFetch(fetchFailed("ECONNREFUSED"), token("t1"));
  const source = clientCredentials({ ...options, fetch: server.fetch });
  await expect(source({ refused: undefined, signal: undefined })).resolves.toBe("t1");
});

test("a token of a source is not shown", async () => {
  const { client } = setUp([token("t1-hidden")], [json(403, { message: "no rights for t1-hidden" })]);
  await expect(client.jobs.list()).rejects.toThrow("answered 403: no rights for [redacted]");
});

test.each([
  [{ tokenUrl: "id.example.com" }, 'invalid tokenUrl: expected an http or https URL, received "id.example.com"'],
  [{ clientId: "" }, "invalid clientId: expected a text, received an empty one"],
  [{ clientSecret: "" }, "invalid clientSecret: expected a text, received an empty one"],
])("%j is refused", (wrong, message) => {
  expect(() => clientCredentials({ ...options, ...wrong })).toThrow(message);
});

test("a source that gives no token is refused before anything is sent", async () => {
  const { fetch, requests } = scriptedFetch();
  const none = (() => undefined) as unknown as () => string;
  const client = createClient({ url: "http://host", projectId: "p", token: none, fetch });
  await expect(client.jobs.list()).rejects.toThrow("received a value of type undefined");
  expect(requests).toEqual([]);
});
