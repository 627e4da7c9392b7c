import { zErrorResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { testServer } from "../testing/test-server.ts";
import { MAX_BODY_BYTES } from "./read-json.ts";

test("a content type with parameters is JSON", async () => {
  await using api = await testServer();
  const headers = { "content-type": "Application/JSON ; charset=UTF-8" };
  expect((await api.call("/connections", { body: guide("connection-request"), headers })).status).toBe(201);
});

test("another content type, or none, is 415", async () => {
  await using api = await testServer();
  for (const type of ["text/plain", "application/json-patch+json", "application/jsonx", ""]) {
    const response = await api.call("/connections", {
      body: guide("connection-request"),
      headers: { "content-type": type },
    });
    expect(response.status).toBe(415);
    expect(zErrorResponse.parse(await response.json())).toMatchObject({ code: "UnsupportedMediaType" });
  }
});

const broken: readonly (readonly [body: string, message: string])[] = [
  ["", "invalid body: expected a JSON value at line 1, column 1, received the end of the body"],
  ['{"a": 1,\n}', "invalid body: expected a key in double quotes at line 2, column 1, received something else"],
  ["null", "invalid body: expected an object, received null"],
  ["[]", "invalid body: expected an object, received an array"],
  ["\ufeff{}", "invalid body: expected JSON, received a byte order mark before it"],
];

test.each(broken)("the body %j is 400 that says where", async (body, message) => {
  await using api = await testServer();
  const response = await api.call("/connections", { method: "POST", body });
  expect(response.status).toBe(400);
  expect(zErrorResponse.parse(await response.json())).toEqual({
    code: "BadArgument",
    message,
    details: [{ code: "invalid_request", message, target: "" }],
  });
});

test("a body that is not JSON is not repeated in the answer", async () => {
  await using api = await testServer();
  const response = await api.call("/connections", { method: "POST", body: '{"accessKeySecret": wJalrXUtnFEMI' });
  expect(await response.text()).not.toContain("wJalr");
});

test("bytes that are not UTF-8 are 400", async () => {
  await using api = await testServer();
  const response: Response = await api.server.app.request(`/v1/projects/${api.server.projectId}/connections`, {
    method: "POST",
    headers: { authorization: `Basic ${api.key}`, "content-type": "application/json" },
    body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
  });
  expect(response.status).toBe(400);
  expect(zErrorResponse.parse(await response.json()).message).toBe(
    "invalid body: expected UTF-8, received bytes that are not",
  );
});

test("a body that is too large is 413, one that just fits is read", async () => {
  await using api = await testServer();
  const padded = (size: number) => `${" ".repeat(size - 2)}{}`;
  expect((await api.call("/connections", { method: "POST", body: padded(MAX_BODY_BYTES + 1) })).status).toBe(413);
  const response = await api.call("/connections", { method: "POST", body: padded(MAX_BODY_BYTES) });
  expect((await response.json()).details[0]?.target).toBe("/type");
});

test("of a doubled key the last one counts", async () => {
  await using api = await testServer();
  const text = JSON.stringify(guide("connection-request")).replace("{", '{"name":"first","type":"x",');
  const response = await api.call("/connections", { method: "POST", body: text });
  expect(response.status).toBe(201);
  expect((await response.json()).name).toBe("demo-conn");
});

test("a key called __proto__ is an unknown key", async () => {
  await using api = await testServer();
  const text = JSON.stringify(guide("connection-request")).replace("{", '{"__proto__":{"bucket":"x"},');
  const response = await api.call("/connections", { method: "POST", body: text });
  expect((await response.json()).details[0]?.target).toBe("/__proto__");
});

test("a body that is too deep is 400", async () => {
  await using api = await testServer();
  const deep = `${'{"context":'.repeat(100)}{}${"}".repeat(100)}`;
  const response = await api.call("/jobs", { method: "POST", body: deep });
  expect(response.status).toBe(400);
  expect((await response.json()).message).toBe("invalid body: expected at most 64 levels, received more");
  const veryDeep = "[".repeat(2_000_000);
  expect((await api.call("/jobs", { method: "POST", body: veryDeep })).status).toBe(400);
});

test("a pointer escapes what it must", async () => {
  await using api = await testServer();
  const body = { ...guide("connection-request"), "a/b~c": 1 };
  const response = await api.call("/connections", { body });
  expect((await response.json()).details[0]?.target).toBe("/a~1b~0c");
});
