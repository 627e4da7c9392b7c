import { zConnectionListResponse, zConnectionResponse, zErrorResponse } from "@starfix/schema/zod";
import { expect, test, vi } from "vitest";
import { createSecretBox } from "../secrets/secret-box.ts";
import { openSecrets } from "../sources/connection-parts.ts";
import { guide } from "../testing/guide.ts";
import { heldScript, TOTALS } from "../testing/scripted-engine.ts";
import {
  ENCRYPTION_KEY,
  endOf,
  PROJECT_ID,
  testServer,
  testServerWithConnection,
  until,
} from "../testing/test-server.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

test("the guide's connection is created with every field of the guide's answer", async () => {
  await using api = await testServer({ clock: () => new Date("2022-10-27T21:04:03.789Z") });
  const response = await api.call("/connections", { body: guide("connection-request") });
  expect(response.status).toBe(201);
  expect(response.headers.get("location")).toBe(`/v1/projects/${PROJECT_ID}/connections/demo-conn`);
  const key = (await api.store.keys.page({ limit: 1 })).items[0]?.record;
  const user = { username: `api-key-${api.key.slice(0, 10)}...${api.key.slice(-6)}`, userId: key?.id };
  const body = zConnectionResponse.parse(await response.json());
  expect(body).toEqual({ ...guide("connection-response"), submittedByUser: user, modifiedByUser: user });
  expect(await (await api.call("/connections/demo-conn")).json()).toEqual(body);
});

test("a connection with access keys never shows them", async () => {
  await using api = await testServer();
  const request = guide("connection-request-access-key");
  const created = await api.call("/connections", { body: request });
  expect(created.status).toBe(201);
  const text = (await created.text()) + (await (await api.call("/connections")).text());
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain("AKIAIOSFODNN7EXAMPLE");
  expect(text).not.toContain("secrets");
  expect(api.store.dump()).not.toContain(SECRET);
});

test("a list has every connection, oldest first", async () => {
  await using api = await testServer();
  for (const name of ["b", "a"]) await api.call("/connections", { body: { ...guide("connection-request"), name } });
  const { values } = zConnectionListResponse.parse(await (await api.call("/connections")).json());
  expect(values.map((value) => value.name)).toEqual(["b", "a"]);
});

test("a name that exists is 409", async () => {
  await using api = await testServerWithConnection();
  const response = await api.call("/connections", { body: guide("connection-request") });
  expect(response.status).toBe(409);
  expect(zErrorResponse.parse(await response.json())).toEqual({
    code: "StateConflict",
    message: 'name taken: expected a new connection name, received "demo-conn"',
    target: "/name",
  });
});

test("two requests for one name at once make one connection", async () => {
  await using api = await testServer();
  const answers = await Promise.all(
    [1, 2, 3].map(() => api.call("/connections", { body: guide("connection-request") })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
});

const refused: readonly (readonly [what: string, change: object, target: string, message: string])[] = [
  [
    "a name with a slash",
    { name: "a/b" },
    "/name",
    'invalid connection name: expected 1 to 64 ASCII letters, digits and the characters . _ -, received "a/b"',
  ],
  [
    "a name with an umlaut",
    { name: "käse" },
    "/name",
    'invalid connection name: expected 1 to 64 ASCII letters, digits and the characters . _ -, received "käse"',
  ],
  [
    "a name that paths resolve",
    { name: ".." },
    "/name",
    'invalid connection name: expected 1 to 64 ASCII letters, digits and the characters . _ -, received ".."',
  ],
  ["an empty name", { name: "" }, "/name", 'invalid name: expected at least 1 character, received ""'],
  [
    "a long name",
    { name: "x".repeat(65) },
    "/name",
    `invalid name: expected at most 64 characters, received "${"x".repeat(60)}…"`,
  ],
  ["a missing bucket", { bucket: undefined }, "/bucket", "invalid bucket: expected a string, received nothing"],
  [
    "an empty bucket",
    { bucket: "" },
    "/bucket",
    'invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received ""',
  ],
  [
    "a bucket that is a path",
    { bucket: "../etc" },
    "/bucket",
    'invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received "../etc"',
  ],
  [
    "another endpoint",
    { awsEndpoint: "s3.example.com" },
    "/awsEndpoint",
    'invalid awsEndpoint: expected a host of Amazon S3 such as s3.us-east-1.amazonaws.com, received "s3.example.com"',
  ],
  [
    "an endpoint with a scheme",
    { awsEndpoint: "https://s3.us-east-1.amazonaws.com" },
    "/awsEndpoint",
    'invalid awsEndpoint: expected a host such as s3.us-east-1.amazonaws.com, without a scheme, received "https://s3.us-east-1.amazonaws.com"',
  ],
  [
    "a role that is none",
    { awsAssumedRoleArn: "demo-role" },
    "/awsAssumedRoleArn",
    'invalid awsAssumedRoleArn: expected the ARN of a role such as arn:aws:iam::012345678901:role/demo-role, received "demo-role"',
  ],
  [
    "no way to sign in",
    { awsAssumedRoleArn: undefined },
    "",
    "invalid credentials: expected awsAssumedRoleArn or secrets, received neither",
  ],
  [
    "two ways to sign in",
    { secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: SECRET } },
    "/secrets",
    "invalid credentials: expected either awsAssumedRoleArn or secrets, received both",
  ],
  [
    "access keys without their id",
    { awsAssumedRoleArn: undefined, secrets: { type: "access_key", accessKeySecret: SECRET } },
    "/secrets/accessKeyId",
    "invalid credentials: expected accessKeyId in the secrets, received none",
  ],
  [
    "a secret that is a number",
    { secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: 12345678 } },
    "/secrets/accessKeySecret",
    "invalid secrets.accessKeySecret: expected a string, received a number",
  ],
  [
    "an unknown key",
    { acessKey: SECRET },
    "/acessKey",
    'invalid body: expected only the keys of the contract, received "acessKey"',
  ],
  [
    "another type",
    { type: "gcs" },
    "/type",
    'invalid type: expected one of "azure", "confluent", "confluent_schema_registry", "kafka", "kinesis", "push_streaming", "s3", received "gcs"',
  ],
  [
    "secrets of another type of connection",
    { awsAssumedRoleArn: undefined, secrets: { type: "sas_token", sasToken: "?s" } },
    "/secrets/type",
    'invalid credentials: expected secrets of type access_key, received "sas_token"',
  ],
];

test.each(refused)("%s is 400", async (_what, change, target, message) => {
  await using api = await testServer();
  const response = await api.call("/connections", { body: { ...guide("connection-request"), ...change } });
  expect(response.status).toBe(400);
  const error = zErrorResponse.parse(await response.json());
  expect(error).toEqual({ code: "BadArgument", message, details: [{ code: expect.any(String), message, target }] });
  expect((await api.store.connections.page({ limit: 9 })).items).toEqual([]);
});

test("everything wrong is reported at once", async () => {
  await using api = await testServer();
  const response = await api.call("/connections", { body: { type: "s3", name: "a b", bucket: "", awsEndpoint: "" } });
  const { details, message } = zErrorResponse.parse(await response.json());
  expect(message).toBe("invalid request: 4 issues, listed in details");
  expect(details?.map((detail) => detail.target)).toEqual(["/name", "/bucket", "/awsEndpoint", ""]);
});

test("an endpoint that the operator names is allowed", async () => {
  await using api = await testServer({ s3Endpoints: ["http://127.0.0.1:7480"] });
  const body = { ...guide("connection-request"), awsEndpoint: "127.0.0.1:7480" };
  expect((await api.call("/connections", { body })).status).toBe(201);
  const other = await api.call("/connections", { body: { ...body, name: "other", awsEndpoint: "127.0.0.1:7481" } });
  expect(other.status).toBe(400);
  expect((await other.json()).message).toContain("or http://127.0.0.1:7480, received");
});

test("a patch changes what it names and keeps the rest", async () => {
  let now = "2024-01-01T00:00:00Z";
  await using api = await testServer({ clock: () => new Date(now) });
  const before = await (await api.call("/connections", { body: guide("connection-request") })).json();
  now = "2024-01-02T00:00:00Z";
  const response = await api.call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", prefix: "a/" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("location")).toBe(`/v1/projects/${PROJECT_ID}/connections/demo-conn`);
  const after = zConnectionResponse.parse(await response.json());
  expect(after).toEqual({ ...before, prefix: "a/", modifiedOnTimestamp: "2024-01-02T00:00:00Z" });
});

test("a patch with a part of the secrets keeps the other part", async () => {
  await using api = await testServer();
  await api.call("/connections", { body: guide("connection-request-access-key") });
  const secrets = { type: "access_key", accessKeySecret: "another" };
  expect((await api.call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", secrets } })).status).toBe(
    200,
  );
  const stored = await api.store.connections.get("demo-conn");
  if (stored === undefined) throw new Error("the connection is gone");
  expect(openSecrets(createSecretBox(ENCRYPTION_KEY), stored.record)).toEqual({
    "/secrets": { type: "access_key", accessKeyId: "AKIAIOSFODNN7EXAMPLE", accessKeySecret: "another" },
  });
});

test("a patch that breaks a rule changes nothing", async () => {
  await using api = await testServerWithConnection();
  const before = api.store.dump();
  for (const [body, target] of [
    [{ type: "s3", awsEndpoint: "evil.example.com" }, "/awsEndpoint"],
    [{ type: "s3", name: "other" }, "/name"],
    [{ type: "kafka" }, "/type"],
    [{ prefix: "a/" }, "/type"],
    [{ type: "s3", secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: "x" } }, "/secrets"],
  ] as const) {
    const response = await api.call("/connections/demo-conn", { method: "PATCH", body });
    expect(response.status).toBe(400);
    expect(zErrorResponse.parse(await response.json()).details?.[0]?.target).toBe(target);
  }
  expect(api.store.dump()).toBe(before);
});

test("delete is 200 with an empty body, and then the connection is unknown", async () => {
  await using api = await testServerWithConnection();
  const response = await api.call("/connections/demo-conn", { method: "DELETE" });
  expect([response.status, await response.text(), response.headers.get("content-type")]).toEqual([200, "", null]);
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["PATCH", ""],
    ["POST", "/test"],
  ] as const) {
    const body = method === "PATCH" ? { body: { type: "s3" } } : {};
    const gone = await api.call(`/connections/demo-conn${path}`, { method, ...body });
    expect(gone.status).toBe(404);
    expect(zErrorResponse.parse(await gone.json()).code).toBe("ObjectNotFound");
  }
});

test("a connection that an unfinished job reads cannot be deleted", async () => {
  await using api = await testServerWithConnection();
  const held = heldScript();
  api.engine.script = held.script;
  const { id } = await (await api.call("/jobs", { body: guide("job-request") })).json();
  const response = await api.call("/connections/demo-conn", { method: "DELETE" });
  expect(response.status).toBe(400);
  expect(zErrorResponse.parse(await response.json())).toMatchObject({
    code: "StateConflict",
    message: expect.stringContaining(id),
  });
  await until(() => api.engine.ran.length === 1);
  held.settle({
    status: "failed",
    totals: TOTALS,
    error: { code: "internal_error", message: "x" },
  });
  await endOf(api, id);
  expect((await api.call("/connections/demo-conn", { method: "DELETE" })).status).toBe(200);
});

test("a test takes no body and no content type, and answers 200 with nothing", async () => {
  await using api = await testServerWithConnection();
  const response = await api.call("/connections/demo-conn/test", { method: "POST" });
  expect([response.status, await response.text(), response.headers.get("content-type")]).toEqual([200, "", null]);
});

test("a test that fails is 400 with the reason", async () => {
  await using api = await testServer({ buckets: new Map([["demo-bucket", "/nowhere/at/all"]]) });
  await api.call("/connections", { body: guide("connection-request") });
  const response = await api.call("/connections/demo-conn/test", { method: "POST" });
  expect(response.status).toBe(400);
  const error = zErrorResponse.parse(await response.json());
  expect(error.code).toBe("ConnectionTestFailed");
  expect(error.message).toContain("s3://demo-bucket");
  expect(error.message).not.toContain("/nowhere");
});

test("access keys that another encryption key sealed fail the test with a reason, and can be replaced", async () => {
  await using first = await testServer();
  await first.call("/connections", { body: guide("connection-request-access-key") });
  const encryptionKey = new Uint8Array(32).fill(9);
  await using api = await testServer({ store: first.store, encryptionKey, buckets: new Map() });
  const response = await api.call("/connections/demo-conn/test", { method: "POST" });
  expect(response.status).toBe(400);
  expect((await response.json()).message).toContain("expected one that this server's encryption key made");
  const { secrets } = guide("connection-request-access-key");
  const half = { type: "access_key", accessKeySecret: "x" };
  expect(
    (await api.call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", secrets: half } })).status,
  ).toBe(400);
  expect((await api.call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", secrets } })).status).toBe(
    200,
  );
});

test("a source that does not answer fails the test with a reason", async () => {
  await using api = await testServerWithConnection();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
  const response = await api.call("/connections/demo-conn/test", { method: "POST" });
  timeout.mockRestore();
  expect(response.status).toBe(400);
  expect((await response.json()).message).toBe("s3://demo-bucket did not answer within 20 s");
});
