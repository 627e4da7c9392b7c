import { expect, test } from "vitest";
import { diagnose, documentOf, emit } from "../../testing/emit.ts";

const thing = { $ref: "#/components/schemas/Thing" };
const ok = { "200": { description: "ok", content: { "application/json": { schema: thing } } } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

function paths(path: string, method: string, operation: object, rest: object = {}): object {
  return documentOf(
    { Thing: { type: "object" }, Error: { type: "object" } },
    { paths: { [path]: { [method]: { operationId: "doIt", responses: ok, ...operation }, ...rest } } },
  );
}

async function printed(document: object): Promise<string> {
  const text = await emit("operations", document);
  const start = text.search(/export (?:interface|type) DoItInput|\/\*\*\n \* .*\n?.*`[A-Z]+ \//);
  return text.slice(start, text.indexOf("/** The ids of all operations. */")).trimEnd();
}

const form = (properties: object, more: object = {}): object => ({
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": { schema: { type: "object", properties, required: Object.keys(properties) }, ...more },
    },
  },
});

test("path, query, header, cookie and body become one input", async () => {
  const operation = {
    summary: "Do it",
    parameters: [
      id,
      { name: "tag", in: "query", description: "Some tags.", schema: { type: "array", items: { type: "string" } } },
      { name: "X-Trace", in: "header", deprecated: true, schema: { type: "integer" } },
      { name: "session", in: "cookie", required: true, schema: { type: "string" } },
    ],
    requestBody: { required: true, content: { "application/json": { schema: thing } } },
  };
  expect(await printed(paths("/things/{id}", "post", operation))).toMatchInlineSnapshot(`
    "export interface DoItInput {
      readonly id: DoItTypes["parameters"]["path"]["id"];
      /** Some tags. */
      readonly tag?: readonly NonNullable<NonNullable<DoItTypes["parameters"]["query"]>["tag"]>[number][] | undefined;
      /** @deprecated */
      readonly "X-Trace"?: NonNullable<DoItTypes["parameters"]["header"]>["X-Trace"] | undefined;
      readonly session: NonNullable<DoItTypes["parameters"]["cookie"]>["session"];
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
        query: toQuery([["tag", input.tag]]),
        headers: toHeaders([["X-Trace", input["X-Trace"]]], [["session", input.session]]),
        body: input.body,
        input,
      });
    }"
  `);
});

test("types that are no component are looked up in what the types target prints", async () => {
  const text = await emit("operations", paths("/things/{id}", "get", { parameters: [id] }));
  expect(text).toContain('type DoItTypes = paths["/things/{id}"]["get"];');
  expect(text).toContain('import type { Thing, paths } from "./types.gen.js";');
  expect(await emit("operations", paths("/a", "get", {}))).not.toContain("DoItTypes");
});

test.each<[string, object, string]>([
  ["a list", { schema: { type: "array", items: { type: "string" } } }, '["q", input.q]'],
  [
    "a style",
    { style: "pipeDelimited", explode: false, schema: { type: "array", items: {} } },
    '["q", input.q, { style: "pipeDelimited" }]',
  ],
  ["a list in one", { explode: false, schema: { type: "array", items: {} } }, '["q", input.q, { explode: false }]'],
  [
    "a deep object",
    { style: "deepObject", explode: true, schema: { type: "object" } },
    '["q", input.q, { style: "deepObject" }]',
  ],
  [
    "reserved characters",
    { allowReserved: true, schema: { type: "string" } },
    '["q", input.q, { allowReserved: true }]',
  ],
  ["JSON", { content: { "application/json": { schema: { type: "object" } } } }, '["q", input.q, { style: "json" }]'],
  ["text by content", { content: { "text/plain": { schema: { type: "string" } } } }, '["q", input.q]'],
  ["a style of another place", { style: "simple", schema: { type: "string" } }, '["q", input.q]'],
])("a query has %s", async (_, parameter, want) => {
  const text = await emit("operations", paths("/a", "get", { parameters: [{ name: "q", in: "query", ...parameter }] }));
  expect(text).toContain(`query: toQuery([${want}])`);
});

test.each<[string, object, string]>([
  ["a component", { schema: thing }, "q?: Thing | undefined;"],
  ["a list of components", { schema: { type: "array", items: thing } }, "q?: readonly Thing[] | undefined;"],
  [
    "JSON of a component",
    { content: { "application/json": { schema: { type: "array", items: thing } } } },
    "q?: Thing[] | undefined;",
  ],
  ["a value that may be empty", { allowEmptyValue: true, schema: { type: "boolean" } }, '["q"] | "" | undefined;'],
  ["nothing that is said", {}, "q?: unknown | undefined;"],
])("a parameter is %s", async (_, parameter, want) => {
  const text = await printed(paths("/a", "get", { parameters: [{ name: "q", in: "query", ...parameter }] }));
  expect(text).toContain(want);
});

test("styles of a path stand beside the value", async () => {
  const document = paths("/a{id}/b{n}.json", "get", {
    parameters: [
      { ...id, style: "matrix", explode: true },
      { name: "n", in: "path", required: true, content: { "application/json": { schema: {} } } },
    ],
  });
  expect(await emit("operations", document)).toContain(
    'path: `/a${toSegment("id", input.id, { style: "matrix", explode: true })}/b${toSegment("n", input.n, { style: "json" })}.json`',
  );
});

test("parameters of a path hold for its operations, which may replace them", async () => {
  const rest = {
    parameters: [
      { name: "a", in: "query", schema: { type: "string" } },
      { name: "b", in: "query", schema: {} },
    ],
  };
  const operation = { parameters: [{ name: "a", in: "query", required: true, schema: thing }] };
  const text = await printed(paths("/a", "get", operation, rest));
  expect(text).toContain("readonly a: Thing;");
  expect(text).toContain('toQuery([["a", input.a], ["b", input.b]])');
});

test("parameters, bodies and answers are followed to their components", async () => {
  const document = {
    ...paths("/a/{id}", "post", {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      requestBody: { $ref: "#/components/requestBodies/Body" },
      responses: { "200": { $ref: "#/components/responses/Ok" } },
    }),
    components: {
      schemas: { Thing: { type: "object" } },
      parameters: { Id: id },
      requestBodies: { Body: { required: true, content: { "application/json": { schema: thing } } } },
      responses: { Ok: ok["200"] },
    },
  };
  const text = await emit("operations", document);
  expect(text).toContain("readonly body: Thing;");
  expect(text).toContain("Promise<Thing>");
});

test("a member of the input that comes twice is called by its place, too", async () => {
  const query = { in: "query", schema: { type: "string" } };
  const document = paths("/a/{id}", "post", {
    parameters: [{ ...query, name: "id" }, { ...query, name: "body" }, { ...query, name: "constructor" }, id],
    requestBody: { content: { "application/json": { schema: thing } } },
  });
  const text = await printed(document);
  expect(text).toContain(
    'toQuery([["id", input.idQuery], ["body", input.bodyQuery], ["constructor", input.constructorQuery]])',
  );
  expect(text).toContain("/** It is `id` in the query. */\n  readonly idQuery?:");
  expect((await diagnose("operations", document)).map(({ code }) => code)).toEqual(["renamed", "renamed", "renamed"]);
});

test.each<[string, object, string]>([
  ["its method and path where it has no id", { operationId: undefined }, "getAPetIdToys"],
  ["its id in camel case", { operationId: "repos/list-for org" }, "reposListForOrg"],
  ["its id and a word where the language has it", { operationId: "delete" }, "deleteOperation"],
  ["its id and a word where a component has it", { operationId: "Thing" }, "ThingOperation"],
  ["its id and a word where the module has it", { operationId: "fetchTransport" }, "fetchTransportOperation"],
])("an operation is named after %s", async (_, operation, want) => {
  const text = await emit("operations", paths("/a/{petId}/toys", "get", operation));
  expect(text).toContain(`export function ${want}(`);
});

test("two operations that come to one name stay apart, and that is told", async () => {
  const get = (operationId: string): object => ({ get: { operationId, responses: ok } });
  const document = documentOf(
    { Thing: {} },
    { paths: { "/a": get("get-it"), "/b": get("get/it"), "/c": get("getIt") } },
  );
  const text = await emit("operations", document);
  expect(text).toContain('OperationId = "getIt" | "getIt_2" | "getIt_3"');
  expect((await diagnose("operations", document)).map(({ message }) => message)).toEqual([
    "expected an operationId that is free as a name, getIt is taken by GET /a; the function is named getIt_2",
    "expected an operationId that is free as a name, getIt is taken by GET /a; the function is named getIt_3",
  ]);
});

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
  const text = await printed(paths("/a", "post", { requestBody: { required: true, content } }));
  expect(text).toContain(`readonly body: ${type};`);
  expect(text).toContain(`body: input.body,\n${want === "" ? "" : "    "}${want}`);
  expect(text).not.toContain("readonly contentType");
});

test("a body that is declared as one of several is typed by what it is declared as", async () => {
  const content = { "text/csv": {}, "application/xml": {}, "application/json": { schema: thing } };
  expect(await printed(paths("/a", "post", { requestBody: { content } }))).toMatchInlineSnapshot(`
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
    export function doIt(transport: Transport, input: DoItInput = {}): Promise<Thing> {
      return transport.send<Thing>({
        operation: "doIt",
        method: "POST",
        path: \`/a\`,
        body: input.body,
        contentType: input.contentType ?? "application/json",
      });
    }"
  `);
});

test("bytes of several media types are one choice", async () => {
  const bytes = { schema: { type: "string", format: "byte" } };
  const content = { "text/plain": bytes, "application/json": bytes, "application/octet-stream": {} };
  const text = await printed(paths("/a", "post", { requestBody: { required: true, content } }));
  expect(text).toContain("readonly body: RawBody;");
  expect(text).toContain(
    'readonly contentType?: "application/json" | "application/octet-stream" | "text/plain" | undefined;',
  );
  expect(text).toContain('encoding: "bytes",\n    contentType: input.contentType ?? "application/json",');
});

test("bytes that are declared as JSON stand beside a form", async () => {
  const content = {
    "application/json": { schema: { type: "string", format: "binary" } },
    "application/x-www-form-urlencoded": { schema: thing },
  };
  expect(await printed(paths("/a", "post", { requestBody: { required: true, content } }))).toContain(
    'encoding: ["application/json"].includes(input.contentType ?? "application/x-www-form-urlencoded") ? "bytes" : undefined,',
  );
});

test("a range of media types is for the caller to settle", async () => {
  const text = await printed(paths("/a", "post", { requestBody: { required: true, content: { "image/*": {} } } }));
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
  const text = await printed(paths("/a", "post", form(properties, { encoding })));
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
  const text = await printed(paths("/a", "post", form(properties)));
  expect(text).toContain('readonly "picture": FormFile; readonly "scan": FormFile }');
  expect(text).toMatch(/"encoded": NonNullable<.*"note": NonNullable</);
});

test("a multipart form without files is what the types target prints", async () => {
  const text = await printed(paths("/a", "post", form({ size: { type: "integer" } })));
  expect(text).toContain('readonly body: NonNullable<DoItTypes["requestBody"]>["content"]["multipart/form-data"];');
});

test.each<[string, object, string, string]>([
  ["JSON", ok, "Thing", ""],
  [
    "JSON that is asked for among others",
    { "200": { content: { "text/csv": {}, "application/json": { schema: thing }, "a/b": {} } } },
    "Thing",
    "",
  ],
  [
    "JSON of another name",
    { "200": { content: { "application/hal+json": { schema: thing } } } },
    "Thing",
    'accept: "application/hal+json"',
  ],
  ["text", { "200": { content: { "text/csv": {} } } }, "string", 'accept: "text/csv",\n    answer: "text"'],
  [
    "a text of another kind",
    { "200": { content: { "application/vnd.diff": { schema: { type: "string" } } } } },
    "string",
    'answer: "text"',
  ],
  [
    "bytes",
    { "200": { content: { "image/png": {}, "image/gif": {} } } },
    "Uint8Array<ArrayBuffer>",
    'accept: "image/gif, image/png",\n    answer: "bytes"',
  ],
  ["events", { "200": { content: { "text/event-stream": {} } } }, "ReadableStream<Uint8Array>", 'answer: "stream"'],
  ["nothing", { "204": { description: "" } }, "void", ""],
  ["nothing, whatever is said", { "204": { content: { "application/json": { schema: thing } } } }, "void", ""],
  ["one of several", { ...ok, "202": { description: "later" } }, "Thing | void", ""],
  [
    "of several kinds",
    { ...ok, "206": { content: { "image/png": {} } } },
    "Thing | Uint8Array<ArrayBuffer>",
    'accept: "application/json, image/png",\n    answer: "declared"',
  ],
  ["that of a range", { "2XX": ok["200"] }, "Thing", ""],
  ["that of every status", { default: ok["200"] }, "Thing", ""],
  [
    "unknown where only redirects are said",
    { "302": { description: "" } },
    "unknown",
    'accept: "*/*",\n    answer: "declared"',
  ],
  ["unknown where a body is not described", { "200": { content: { "application/json": {} } } }, "unknown", ""],
])("an answer is %s", async (_, responses, type, want) => {
  const document = paths("/a", "get", { responses });
  const text = await emit("operations", document);
  expect(text).toContain(`transport.send<${type}>({`);
  expect(text).toContain(want);
  expect(await diagnose("operations", document)).toEqual([]);
});

test("an operation that needs nothing takes the transport alone", async () => {
  const text = await emit("operations", paths("/things", "delete", { responses: { "204": { description: "gone" } } }));
  expect(text).toContain("export function doIt(transport: Transport): Promise<void> {");
  expect(text).toContain('doIt: { id: "doIt", method: "DELETE", path: "/things", status: 204, secured: false },');
});

test("the table has the statuses, the components and the errors", async () => {
  const error = { content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } };
  const other = { content: { "application/json": { schema: { type: "object" } } } };
  const responses = { ...ok, "202": ok["200"], "404": error, "4XX": other, default: error, "401": { description: "" } };
  const requestBody = { content: { "application/json": { schema: thing } } };
  const text = await emit(
    "operations",
    paths("/a", "put", { responses, requestBody, tags: ["t"], security: [{ key: [] }] }),
  );
  expect(text).toContain(
    'doIt: { id: "doIt", method: "PUT", path: "/a", tag: "t", status: 200, otherStatuses: [202], secured: true, request: "Thing", response: "Thing", errors: {"404":"Error","4XX":null,"default":"Error"} },',
  );
});

test("parameters of the transport are not asked for", async () => {
  const document = { ...paths("/{id}/things", "get", { parameters: [id] }), "x-starfix-transport-parameters": ["id"] };
  const text = await emit("operations", document);
  expect(text).toContain('path: `/${toSegment("id", transport.id)}/things`');
  expect(text).toContain(
    "export interface Transport extends RuntimeTransport {\n  /** The value of `{id}` in every path. */\n  readonly id: string;",
  );
  expect(text).not.toContain("DoItInput");
});

test("what a path says cannot leave the text it stands in", async () => {
  const text = await emit("operations", paths("/a`${process.exit()}/ü\\", "get", {}));
  expect(text).toContain('path: `/a%60\\$${toSegment("process.exit()", input["process.exit()"])}/%C3%BC%5C`');
});

const header = { in: "header", schema: { type: "string" } };
const query = { in: "query", schema: { type: "string" } };

test.each<[string, object, RegExp, string]>([
  [
    "a path parameter that nobody declares",
    paths("/a/{id}", "get", {}),
    /expected a path parameter for \{id\}/,
    "readonly id: string | number;",
  ],
  [
    "a path parameter that the path has not",
    paths("/a", "get", { parameters: [id] }),
    /expected \{id\} in \/a/,
    "doIt(transport: Transport)",
  ],
  [
    "a header that OpenAPI ignores",
    paths("/a", "get", { parameters: [{ ...header, name: "Accept" }] }),
    /no parameter for the header Accept/,
    "doIt(transport: Transport)",
  ],
  [
    "a place that is none",
    paths("/a", "get", { parameters: [{ ...query, name: "q", in: "body" }] }),
    /in path, query, header or cookie, received body/,
    "doIt(transport: Transport)",
  ],
  [
    "a style that is none",
    paths("/a", "get", { parameters: [{ ...query, name: "q", style: "x" }] }),
    /received x; it is sent as form/,
    '["q", input.q]',
  ],
  [
    "a parameter without a schema",
    paths("/a", "get", { parameters: [{ name: "q", in: "query" }] }),
    /expected parameter q to have a schema/,
    "q?: unknown",
  ],
  [
    "no success",
    paths("/a", "get", { responses: { "404": { description: "" } } }),
    /expected an answer with a status of 2xx or default/,
    "Promise<unknown>",
  ],
  [
    "a body where none is sent",
    paths("/a", "get", { requestBody: { content: { "application/json": { schema: { type: "string" } } } } }),
    /expected no body of a GET request/,
    "doIt(transport: Transport)",
  ],
  [
    "a server of its own",
    paths("/a", "get", { servers: [{ url: "https://b" }] }),
    /received https:\/\/b; give the operation a transport/,
    'server: "https://b"',
  ],
  [
    "headers of a part",
    paths("/a", "post", form({ a: { type: "integer" } }, { encoding: { a: { headers: { "X-A": {} } } } })),
    /expected no headers of the part a/,
    "doIt",
  ],
])("%s is told, and a function is there all the same", async (_, document, message, want) => {
  const diagnostics = await diagnose("operations", document);
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning unclear_operation"]);
  expect(diagnostics[0]?.message).toMatch(message);
  expect(await emit("operations", document)).toContain(want);
});
