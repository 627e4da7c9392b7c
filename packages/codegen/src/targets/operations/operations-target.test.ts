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
    /expected one answer with a status of 2xx, received none/,
  ],
  ["two successes", paths("/a", "get", { responses: { ...ok, "201": { description: "" } } }), /received 200, 201/],
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
