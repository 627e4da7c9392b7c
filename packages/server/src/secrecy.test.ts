import { createMemoryStore } from "@starfix/store";
import { expect, test } from "vitest";
import { guide } from "./testing/guide.ts";
import { endOf, testServer } from "./testing/test-server.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/** The ways in which a text may be hidden in another one. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

test("no secret and no key is in any answer, log or record", async () => {
  const store = createMemoryStore();
  await using api = await testServer({ store, buckets: new Map(), s3Endpoints: ["http://127.0.0.1:1"] });
  const seen: string[] = [];
  const call: typeof api.call = async (path, request) => {
    const response = await api.call(path, request);
    seen.push(JSON.stringify([...response.headers]), await response.clone().text());
    return response;
  };
  const connection = { ...guide("connection-request-access-key"), awsEndpoint: "127.0.0.1:1" };
  const { secrets } = guide("connection-request-access-key");
  expect((await call("/connections", { body: connection })).status).toBe(201);
  expect((await call("/connections", { body: connection })).status).toBe(409);
  await call("/connections", { body: { ...connection, name: "a/b" } });
  await call("/connections", { body: { ...connection, secrets: { type: "access_key", accessKeySecret: SECRET } } });
  await call("/connections", { body: { ...connection, secrets: { type: SECRET } } });
  await call("/connections", { body: { ...connection, secrets: { type: "access_key", accessKeySecret: [SECRET] } } });
  await call("/connections", { body: { ...connection, secrets: SECRET } });
  await call("/connections", { body: { ...connection, accessKeySecret: SECRET } });
  await call("/connections", { method: "POST", body: `{"secrets": {"accessKeySecret": "${SECRET}"` });
  await call("/connections/demo-conn");
  await call("/connections");
  expect((await call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", secrets } })).status).toBe(200);
  await call("/connections/demo-conn", { method: "PATCH", body: { type: "s3", secrets, awsEndpoint: "x" } });
  expect((await call("/connections/demo-conn/test", { method: "POST" })).status).toBe(400);
  const { id } = await (await call("/jobs", { body: guide("job-request") })).json();
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "failed" });
  for (const path of [`/jobs/${id}`, `/jobs/${id}/logs`, "/jobs", "/jobs?searchString=a"]) await call(path);
  const text = [...seen, ...api.logs.map((entry) => JSON.stringify(entry)), store.dump()].join("\n");
  expect(text).toContain("demo-conn");
  for (const secret of [SECRET, api.key]) {
    for (const spelling of spellings(secret)) expect(text).not.toContain(spelling);
  }
});
