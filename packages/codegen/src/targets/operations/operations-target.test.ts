import { expect, test } from "vitest";
import { diagnose, emit } from "../../testing/emit.ts";
import { form, id, ok, operationDocument, printedOperation, thing } from "../../testing/operation-document.ts";

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
  expect(await printedOperation(operationDocument("/things/{id}", "post", operation))).toMatchInlineSnapshot(`
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
    export function doIt(transport: Transport, input: DoItInput, options?: CallOptions): Promise<Thing> {
      return transport.send<Thing>({
        operation: "doIt",
        method: "POST",
        path: \`/things/\${toSegment("id", input.id)}\`,
        query: toQuery([["tag", input.tag]]),
        headers: toHeaders([["X-Trace", input["X-Trace"]]], [["session", input.session]]),
        body: input.body,
        input,
        options,
      });
    }"
  `);
});

test("types that are no component are looked up in what the types target prints", async () => {
  const text = await emit("operations", operationDocument("/things/{id}", "get", { parameters: [id] }));
  expect(text).toContain('type DoItTypes = paths["/things/{id}"]["get"];');
  expect(text).toContain('import type { Thing, paths } from "./types.gen.js";');
  expect(await emit("operations", operationDocument("/a", "get", {}))).not.toContain("DoItTypes");
});

test("parameters, bodies and answers are followed to their components", async () => {
  const document = {
    ...operationDocument("/a/{id}", "post", {
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

test("an operation that needs nothing takes the transport alone", async () => {
  const text = await emit(
    "operations",
    operationDocument("/things", "delete", { responses: { "204": { description: "gone" } } }),
  );
  expect(text).toContain("export function doIt(transport: Transport, options?: CallOptions): Promise<void> {");
  expect(text).toContain('doIt: { id: "doIt", method: "DELETE", path: "/things", status: 204, secured: false },');
});

test("the table has the statuses, the components and the errors", async () => {
  const error = { content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } };
  const other = { content: { "application/json": { schema: { type: "object" } } } };
  const responses = { ...ok, "202": ok["200"], "404": error, "4XX": other, default: error, "401": { description: "" } };
  const requestBody = { content: { "application/json": { schema: thing } } };
  const text = await emit(
    "operations",
    operationDocument("/a", "put", { responses, requestBody, tags: ["t"], security: [{ key: [] }] }),
  );
  expect(text).toContain(
    'doIt: { id: "doIt", method: "PUT", path: "/a", tag: "t", status: 200, otherStatuses: [202], secured: true, request: "Thing", response: "Thing", errors: {"404":"Error","4XX":null,"default":"Error"} },',
  );
});

test("parameters of the transport are not asked for", async () => {
  const document = {
    ...operationDocument("/{id}/things", "get", { parameters: [id] }),
    "x-starfix-transport-parameters": ["id"],
  };
  const text = await emit("operations", document);
  expect(text).toContain('path: `/${toSegment("id", transport.id)}/things`');
  expect(text).toContain(
    "export interface Transport extends RuntimeTransport {\n  /** The value of `{id}` in every path. */\n  readonly id: string;",
  );
  expect(text).not.toContain("DoItInput");
});

test("text of a path cannot end its string literal", async () => {
  const text = await emit("operations", operationDocument("/a`${process.exit()}/ü\\", "get", {}));
  expect(text).toContain('path: `/a%60\\$${toSegment("process.exit()", input["process.exit()"])}/%C3%BC%5C`');
});

const header = { in: "header", schema: { type: "string" } };
const query = { in: "query", schema: { type: "string" } };

test.each<[string, object, RegExp, string]>([
  [
    "an undeclared path parameter",
    operationDocument("/a/{id}", "get", {}),
    /expected a path parameter for \{id\}/,
    "readonly id: string | number;",
  ],
  [
    "a path parameter that the path has not",
    operationDocument("/a", "get", { parameters: [id] }),
    /expected \{id\} in \/a/,
    "doIt(transport: Transport, options?: CallOptions)",
  ],
  [
    "a header that OpenAPI ignores",
    operationDocument("/a", "get", { parameters: [{ ...header, name: "Accept" }] }),
    /no parameter for the header Accept/,
    "doIt(transport: Transport, options?: CallOptions)",
  ],
  [
    "a place that is none",
    operationDocument("/a", "get", { parameters: [{ ...query, name: "q", in: "body" }] }),
    /in path, query, header or cookie, received body/,
    "doIt(transport: Transport, options?: CallOptions)",
  ],
  [
    "a style that is none",
    operationDocument("/a", "get", { parameters: [{ ...query, name: "q", style: "x" }] }),
    /received x; it is sent as form/,
    '["q", input.q]',
  ],
  [
    "a parameter without a schema",
    operationDocument("/a", "get", { parameters: [{ name: "q", in: "query" }] }),
    /expected parameter q to have a schema/,
    "q?: unknown",
  ],
  [
    "no success",
    operationDocument("/a", "get", { responses: { "404": { description: "" } } }),
    /expected an answer with a status of 2xx or default/,
    "Promise<unknown>",
  ],
  [
    "a body where none is sent",
    operationDocument("/a", "get", {
      requestBody: { content: { "application/json": { schema: { type: "string" } } } },
    }),
    /expected no body of a GET request/,
    "doIt(transport: Transport, options?: CallOptions)",
  ],
  [
    "a server of its own",
    operationDocument("/a", "get", { servers: [{ url: "https://b" }] }),
    /received https:\/\/b; give the operation a transport/,
    'server: "https://b"',
  ],
  [
    "headers of a part",
    operationDocument("/a", "post", form({ a: { type: "integer" } }, { encoding: { a: { headers: { "X-A": {} } } } })),
    /expected no headers of the part a/,
    "doIt",
  ],
])("%s is reported, and the function is generated", async (_, document, message, want) => {
  const issues = await diagnose("operations", document);
  expect(issues.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning unclear_operation"]);
  expect(issues[0]?.message).toMatch(message);
  expect(await emit("operations", document)).toContain(want);
});
