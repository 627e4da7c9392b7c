import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";

const ok = {
  "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
};
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

function paths(path: string, method: string, operation: object): object {
  return documentOf(
    { Thing: { type: "object" } },
    { paths: { [path]: { [method]: { operationId: "doIt", responses: ok, ...operation } } } },
  );
}

async function printed(document: object): Promise<string> {
  const text = await emit("operations", document);
  return text
    .slice(text.indexOf("export interface DoItInput"), text.indexOf("/** The ids of all operations. */"))
    .trimEnd();
}

test("path, query and body become one input", async () => {
  const operation = {
    summary: "Do it",
    parameters: [
      id,
      { name: "tag", in: "query", description: "Some tags.", schema: { type: "array", items: { type: "string" } } },
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
    },
  };
  expect(await printed(paths("/things/{id}", "post", operation))).toMatchInlineSnapshot(`
    "export interface DoItInput {
      readonly id: string;
      /** Some tags. */
      readonly tag?: readonly string[] | undefined;
      /** The request body. */
      readonly body: Thing;
    }

    /**
     * Do it.
     * \`POST /things/{id}\`
     */
    export function doIt(transport: Transport, input: DoItInput): Promise<Thing> {
      return transport.send<Thing>({
        operation: "doIt",
        method: "POST",
        path: \`/things/\${toSegment("id", input.id)}\`,
        query: toQuery({ tag: input.tag }),
        body: input.body,
      });
    }"
  `);
});

test("several successes are one answer, void where one has no body", async () => {
  const text = await emit("operations", paths("/a", "get", { responses: { ...ok, "202": { description: "later" } } }));
  expect(text).toContain("export function doIt(transport: Transport): Promise<Thing | void>");
  expect(text).toContain("status: 200, otherStatuses: [202]");
});

test("bytes are sent as they are, as one of the types that they may be declared as", async () => {
  const bytes = { schema: { type: "string", format: "byte" } };
  const body = { required: true, content: { "application/json": bytes, "text/plain": bytes } };
  const text = await printed(paths("/a", "post", { requestBody: body }));
  expect(text).toContain("readonly body: string | Uint8Array<ArrayBuffer>;");
  expect(text).toContain('readonly contentType?: "application/json" | "text/plain" | undefined;');
  expect(text).toContain(
    'body: input.body,\n    encoding: "bytes",\n    contentType: input.contentType ?? "application/json",',
  );
});

test("a form is an object whose files are blobs", async () => {
  const properties = { file: { type: "string", format: "binary" }, size: { type: "integer" } };
  const schema = { type: "object", properties, required: ["file"] };
  const text = await printed(paths("/a", "post", { requestBody: { content: { "multipart/form-data": { schema } } } }));
  expect(text).toContain('readonly body?: { readonly "file": Blob; readonly "size"?: number } | undefined;');
  expect(text).toContain('...(input.body === undefined ? {} : { body: input.body }),\n    encoding: "form",');
});

test("JSON of another name is declared by that name", async () => {
  const content = { "application/merge-patch+json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const text = await printed(paths("/a", "patch", { requestBody: { required: true, content } }));
  expect(text).toContain('body: input.body,\n    contentType: "application/merge-patch+json",');
});

test("an operation that needs nothing takes the transport alone, and one without an answer gives void", async () => {
  const text = await emit("operations", paths("/things", "delete", { responses: { "204": { description: "gone" } } }));
  expect(text).toContain("export function doIt(transport: Transport): Promise<void> {");
  expect(text).toContain('doIt: { id: "doIt", method: "DELETE", path: "/things", status: 204, secured: false },');
});

test("parameters of the transport are not asked for", async () => {
  const document = { ...paths("/{id}/things", "get", { parameters: [id] }), "x-starfix-transport-parameters": ["id"] };
  const text = await emit("operations", document);
  expect(text).toContain('path: `/${toSegment("id", transport.id)}/things`');
  expect(text).not.toContain("DoItInput");
});

test.each<[string, object, RegExp]>([
  [
    "an operation without an id",
    paths("/a", "get", { operationId: undefined }),
    /unsupported_operation: expected an operationId/,
  ],
  [
    "an id that is a word of the language",
    paths("/a", "get", { operationId: "delete" }),
    /name_collision: .*becomes delete/,
  ],
  ["a path parameter that nobody declares", paths("/a/{id}", "get", {}), /expected a path parameter for \{id\}/],
  [
    "a header parameter",
    paths("/a", "get", { parameters: [{ name: "h", in: "header", schema: { type: "string" } }] }),
    /expected parameter h in path or query, received header/,
  ],
  [
    "an object in the query",
    paths("/a", "get", { parameters: [{ name: "q", in: "query", schema: { type: "object" } }] }),
    /expected parameter q to be a string, number, boolean or a list of them/,
  ],
  [
    "another style",
    paths("/a", "get", { parameters: [{ name: "q", in: "query", explode: false, schema: { type: "string" } }] }),
    /received explode: false/,
  ],
  [
    "an answer that is not JSON",
    paths("/a", "get", { responses: { "200": { description: "", content: { "text/csv": {} } } } }),
    /expected application\/json, received text\/csv/,
  ],
  [
    "no success",
    paths("/a", "get", { responses: { "404": { description: "" } } }),
    /expected an answer with a status of 2xx, received none/,
  ],
  [
    "a body that is no JSON, no form and no bytes",
    paths("/a", "post", { requestBody: { content: { "text/csv": { schema: { type: "string" } } } } }),
    /expected application\/json, multipart\/form-data or bytes, received text\/csv/,
  ],
  [
    "a form with a list",
    paths("/a", "post", {
      requestBody: {
        content: {
          "multipart/form-data": {
            schema: { type: "object", properties: { a: { type: "array", items: { type: "string" } } } },
          },
        },
      },
    }),
    /expected a form of texts, numbers, flags and files/,
  ],
  [
    "a parameter called contentType beside bytes of several types",
    paths("/a", "post", {
      parameters: [{ ...id, name: "contentType", in: "query" }],
      requestBody: {
        content: {
          "text/csv": { schema: { type: "string", format: "binary" } },
          "text/plain": { schema: { type: "string", format: "binary" } },
        },
      },
    }),
    /name_collision: .*contentType comes twice/,
  ],
  [
    "a parameter called body beside a body",
    paths("/a", "post", {
      parameters: [{ ...id, name: "body", in: "query" }],
      requestBody: { content: { "application/json": {} } },
    }),
    /name_collision: .*body comes twice/,
  ],
])("%s is refused", async (_, document, want) => {
  await expect(emit("operations", document)).rejects.toThrow(want);
});
