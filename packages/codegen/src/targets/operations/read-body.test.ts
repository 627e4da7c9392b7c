import { expect, test } from "vitest";
import { form, operationDocument, printedOperation, thing } from "../../testing/operation-document.ts";

test.each<[string, object, string, string]>([
  ["JSON", { "application/json": { schema: thing } }, "Thing", ""],
  [
    "JSON of another name",
    { "application/merge-patch+json": { schema: thing } },
    "Thing",
    'contentType: "application/merge-patch+json"',
  ],
  ["anything as JSON", { "*/*": { schema: thing } }, "Thing", ""],
  ["nothing that is said", { "application/json": {} }, "unknown", ""],
  ["text", { "text/csv": { schema: { type: "string" } } }, "RawBody", 'contentType: "text/csv"'],
  ["bytes", { "application/octet-stream": {} }, "RawBody", 'contentType: "application/octet-stream"'],
  [
    "bytes that are declared as JSON",
    { "application/json": { schema: { type: "string", format: "byte" } } },
    "RawBody",
    'encoding: "bytes"',
  ],
  [
    "a form",
    { "application/x-www-form-urlencoded": { schema: thing, encoding: { a: { style: "deepObject", explode: true } } } },
    "Thing",
    'contentType: "application/x-www-form-urlencoded",\n    fields: { a: { style: "deepObject" } }',
  ],
])("a body is %s", async (_, content, type, want) => {
  const text = await printedOperation(operationDocument("/a", "post", { requestBody: { required: true, content } }));
  expect(text).toContain(`readonly body: ${type};`);
  expect(text).toContain(`body: input.body,\n${want === "" ? "" : "    "}${want}`);
  expect(text).not.toContain("readonly contentType");
});

test("a body that is declared as one of several is typed by what it is declared as", async () => {
  const content = { "text/csv": {}, "application/xml": {}, "application/json": { schema: thing } };
  expect(await printedOperation(operationDocument("/a", "post", { requestBody: { content } }))).toMatchInlineSnapshot(`
    "export type DoItInput = DoItInput_1 | DoItInput_2;

    /** What \`doIt\` takes with a body of application/json. */
    export interface DoItInput_1 {
      /** The request body. */
      readonly body?: Thing | undefined;
      /** What the body is declared as; \`application/json\` when absent. */
      readonly contentType?: "application/json" | undefined;
    }

    /** What \`doIt\` takes with a body of application/xml or text/csv. */
    export interface DoItInput_2 {
      /** The request body. */
      readonly body: RawBody;
      /** What the body is declared as. */
      readonly contentType: "application/xml" | "text/csv";
    }

    /** \`POST /a\` */
    export function doIt(transport: Transport, input: DoItInput = {}, options?: CallOptions): Promise<Thing> {
      return transport.send<Thing>({
        operation: "doIt",
        method: "POST",
        path: \`/a\`,
        body: input.body,
        contentType: input.contentType ?? "application/json",
        options,
      });
    }"
  `);
});

test("bytes of several media types are one choice", async () => {
  const bytes = { schema: { type: "string", format: "byte" } };
  const content = { "text/plain": bytes, "application/json": bytes, "application/octet-stream": {} };
  const text = await printedOperation(operationDocument("/a", "post", { requestBody: { required: true, content } }));
  expect(text).toContain("readonly body: RawBody;");
  expect(text).toContain(
    'readonly contentType?: "application/json" | "application/octet-stream" | "text/plain" | undefined;',
  );
  expect(text).toContain('encoding: "bytes",\n    contentType: input.contentType ?? "application/json",');
});

test("bytes declared as JSON next to a form", async () => {
  const content = {
    "application/json": { schema: { type: "string", format: "binary" } },
    "application/x-www-form-urlencoded": { schema: thing },
  };
  expect(
    await printedOperation(operationDocument("/a", "post", { requestBody: { required: true, content } })),
  ).toContain(
    'encoding: ["application/json"].includes(input.contentType ?? "application/x-www-form-urlencoded") ? "bytes" : undefined,',
  );
});

test("the caller gives the media type of a range", async () => {
  const text = await printedOperation(
    operationDocument("/a", "post", { requestBody: { required: true, content: { "image/*": {} } } }),
  );
  expect(text).toContain("readonly contentType: `image/${string}`;");
  expect(text).toContain('contentType: input.contentType ?? "application/octet-stream"');
});

test("a multipart form is an object with its files", async () => {
  const properties = {
    file: { type: "string", format: "binary" },
    more: { type: "array", items: { type: "string", format: "binary" } },
    image: { type: "string", maxLength: 9 },
    note: { type: "string", maxLength: 9 },
    part: thing,
    text: { type: "string", description: "Perhaps a file." },
  };
  const encoding = { image: { contentType: "image/png, image/jpeg" }, part: { contentType: "application/json" } };
  const text = await printedOperation(operationDocument("/a", "post", form(properties, { encoding })));
  expect(text).toContain(
    'readonly body: { readonly "file": FormFile; readonly "image": FormFile | string; readonly "more": readonly FormFile[]; readonly "note": NonNullable<DoItTypes["requestBody"]>["content"]["multipart/form-data"]["note"]; readonly "part": Thing; readonly "text": FormFile | string };',
  );
  expect(text).toContain('fields: { image: { contentType: "image/png" }, part: { contentType: "application/json" } }');
});

test("bytes of OpenAPI 3.1 are files, too", async () => {
  const properties = {
    picture: { type: "string", contentMediaType: "image/png" },
    scan: { contentMediaType: "application/pdf" },
    encoded: { type: "string", contentMediaType: "image/png", contentEncoding: "base64", maxLength: 9 },
    note: { type: "string", contentMediaType: "text/html", maxLength: 9 },
  };
  const text = await printedOperation(operationDocument("/a", "post", form(properties)));
  expect(text).toContain('readonly "picture": FormFile; readonly "scan": FormFile }');
  expect(text).toMatch(/"encoded": NonNullable<.*"note": NonNullable</);
});

test("a multipart form without files is what the types target prints", async () => {
  const text = await printedOperation(operationDocument("/a", "post", form({ size: { type: "integer" } })));
  expect(text).toContain('readonly body: NonNullable<DoItTypes["requestBody"]>["content"]["multipart/form-data"];');
});
