import { expect, test } from "vitest";
import { encodeBody } from "./encode-body.ts";

const request = { operation: "op", method: "POST", path: "/" };

function encode(more: object): { readonly body: unknown; readonly type: string | null } {
  const headers = new Headers({ "content-type": "text/html" });
  const body = encodeBody({ ...request, ...more }, headers);
  return { body, type: headers.get("content-type") };
}

test("a body is JSON, declared as the operation says", () => {
  expect(encode({ body: { a: 1 } })).toEqual({ body: '{"a":1}', type: "application/json" });
  const patch = "application/merge-patch+json";
  expect(encode({ body: { a: 1 }, contentType: patch })).toEqual({ body: '{"a":1}', type: patch });
});

test("bytes are sent as they are", () => {
  const bytes = new Uint8Array([1, 2]);
  expect(encode({ body: bytes, encoding: "bytes", contentType: "text/plain" })).toEqual({
    body: bytes,
    type: "text/plain",
  });
  expect(encode({ body: '{"a":1}\n', encoding: "bytes" })).toEqual({ body: '{"a":1}\n', type: "application/json" });
  expect(() => encode({ body: { a: 1 }, encoding: "bytes" })).toThrow(
    "invalid body: expected a text or bytes, received object",
  );
});

test("a form has a part for each member that is there, and a file keeps its name", () => {
  const file = new File(["{}"], "koalas.json");
  const { body, type } = encode({ body: { file, size: 2, note: undefined }, encoding: "form" });
  expect(type).toBeNull();
  expect(body).toBeInstanceOf(FormData);
  const parts = [...(body as FormData)].map(([name, value]) => [name, value instanceof File ? value.name : value]);
  expect(parts).toEqual([
    ["file", "koalas.json"],
    ["size", "2"],
  ]);
});

test("no body is none", () => {
  expect(encode({}).body).toBeUndefined();
});
