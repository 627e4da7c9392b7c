import { expect, test } from "vitest";
import { encodeBody } from "./encode-body.ts";
import type { OperationRequest } from "./operation-request.ts";

function encoded(more: Partial<OperationRequest>): ReturnType<typeof encodeBody> {
  return encodeBody({ operation: "op", method: "POST", path: "/", ...more });
}

async function parts(more: Partial<OperationRequest>): Promise<unknown[]> {
  const { body, contentType } = encoded({ contentType: "multipart/form-data", ...more }) ?? {};
  const form = await new Response(body as Blob, { headers: { "content-type": contentType ?? "" } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  );
}

const form = "application/x-www-form-urlencoded";

test.each<[string, Partial<OperationRequest>, ReturnType<typeof encodeBody>]>([
  ["no body is none", {}, undefined],
  ["JSON goes without saying", { body: { a: 1 } }, { body: '{"a":1}', contentType: "application/json" }],
  ["null is JSON", { body: null }, { body: "null", contentType: "application/json" }],
  [
    "JSON of another name",
    { body: [1], contentType: "application/merge-patch+json; v=1" },
    { body: "[1]", contentType: "application/merge-patch+json; v=1" },
  ],
  [
    "bytes that are declared as JSON",
    { body: '{"a":1}\n', encoding: "bytes" },
    { body: '{"a":1}\n', contentType: "application/json" },
  ],
  ["a text", { body: "a,b", contentType: "text/csv" }, { body: "a,b", contentType: "text/csv" }],
  [
    "a form of texts, lists and objects",
    { contentType: form, body: { a: "x y&z", b: [1, 2], c: { d: 1 }, e: undefined, f: null } },
    { contentType: form, body: "a=x%20y%26z&b=1&b=2&c=%7B%22d%22%3A1%7D" },
  ],
  [
    "a form with styles",
    {
      contentType: form,
      body: { expand: ["a", "b"], meta: { k: { l: 1 } }, list: [1, 2], json: [1, 2], constructor: 1 },
      fields: {
        expand: { style: "deepObject" },
        meta: { style: "deepObject" },
        list: { style: "form", explode: false },
        json: { contentType: "application/json" },
      },
    },
    {
      contentType: form,
      body: "expand%5B0%5D=a&expand%5B1%5D=b&meta%5Bk%5D%5Bl%5D=1&list=1,2&json=%5B1%2C2%5D&constructor=1",
    },
  ],
  ["a form that is written already", { contentType: form, body: "a=1" }, { contentType: form, body: "a=1" }],
])("%s", (_, given, want) => {
  expect(encoded(given)).toEqual(want);
});

test("bytes are sent as they are", () => {
  const bytes = new Uint8Array([1, 2]);
  expect(encoded({ body: bytes, contentType: "image/png" })?.body).toBe(bytes);
  const stream = new Blob(["a"]).stream();
  expect(encoded({ body: stream, contentType: "image/png" })?.body).toBe(stream);
});

test.each<[string, unknown]>([
  ["object", { a: 1 }],
  ["number", 1],
  ["object", null],
])("bytes cannot be of the type %s", (type, body) => {
  expect(() => encoded({ body, contentType: "text/csv" })).toThrow(
    `invalid body: expected a text or bytes for text/csv, received ${type}`,
  );
});

test("a multipart form has texts, JSON and files", async () => {
  const bytes = new Uint8Array([104, 105]);
  const body = {
    text: "ü\r\n",
    count: 2,
    none: undefined,
    nothing: null,
    file: new File(["{}"], 'a"b.json', { type: "application/json" }),
    bytes,
    named: { data: bytes, filename: "n.txt", contentType: "text/plain" },
    many: [new Blob(["1"]), new Blob(["2"], { type: "image/png" })],
    tags: ["a", "b"],
  };
  expect(await parts({ body, fields: { bytes: { contentType: "image/gif" } } })).toEqual([
    ["text", "ü\r\n"],
    ["count", "2"],
    ["file", 'a"b.json', "application/json", "{}"],
    ["bytes", "blob", "image/gif", "hi"],
    ["named", "n.txt", "text/plain", "hi"],
    ["many", "blob", "application/octet-stream", "1"],
    ["many", "blob", "image/png", "2"],
    ["tags", "a"],
    ["tags", "b"],
  ]);
});

test("JSON in a multipart form is declared, and is no file", async () => {
  const body = { meta: { a: 1 }, deep: { a: { b: 1 } }, list: [{ a: 1 }], data: { data: "x" } };
  const { body: blob, contentType = "" } =
    encoded({ body, contentType: "multipart/form-data", fields: { deep: { style: "deepObject" } } }) ?? {};
  const text = await (blob as Blob).text();
  const boundary = contentType.replace("multipart/form-data; boundary=", "");
  expect(text.replaceAll(boundary, "B")).toBe(
    [
      '--B\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
      '--B\r\nContent-Disposition: form-data; name="deep[a][b]"\r\n\r\n1\r\n',
      '--B\r\nContent-Disposition: form-data; name="list"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
      '--B\r\nContent-Disposition: form-data; name="data"\r\nContent-Type: application/json\r\n\r\n{"data":"x"}\r\n',
      "--B--\r\n",
    ].join(""),
  );
});

test("a name cannot add lines to a part", async () => {
  const { body } =
    encoded({
      contentType: "multipart/form-data",
      body: { 'a"\r\nX: y': { data: "x", filename: "f\r\n", contentType: "text/plain\r\nX: y" } },
    }) ?? {};
  const head = (await (body as Blob).text()).split("\r\n\r\n")[0];
  expect(head?.split("\r\n").slice(1)).toEqual([
    'Content-Disposition: form-data; name="a%22%0D%0AX: y"; filename="f%0D%0A"',
    "Content-Type: text/plain  X: y",
  ]);
});
