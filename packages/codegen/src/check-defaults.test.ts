import { expect, test } from "vitest";
import { diagnose, documentOf } from "./testing/emit.ts";

async function reasonsOf(document: object): Promise<readonly string[]> {
  const found = await diagnose("types", document);
  return found
    .filter(({ code }) => code === "invalid_default")
    .map(({ message, pointer }) => `${pointer} ${message.replace("expected a default that fits its schema, ", "")}`);
}

/** A default next to the schema of a property, in a document that has a few components. */
function documentWith(schema: object, openapi = "3.1.0"): object {
  const document = documentOf({
    Color: { type: "string", enum: ["red", "green"] },
    Pet: {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
    },
    Shape: { oneOf: [{ type: "string", maxLength: 2 }, { type: "integer" }] },
    Given: { type: "object", properties: { it: schema } },
  });
  return { ...document, openapi };
}

test.each([
  { type: "string", default: "a" },
  { type: "string", maxLength: 1, minLength: 1, default: "😀" },
  { type: "string", pattern: "^a+$", default: "aa" },
  { type: "string", format: "date-time", default: "now" },
  { type: ["string", "null"], default: null },
  { type: "integer", default: 1 },
  { type: "number", minimum: 1, exclusiveMaximum: 2, default: 1.5 },
  { type: "number", multipleOf: 0.1, default: 0.3 },
  { type: "integer", multipleOf: 3, default: 9 },
  { enum: [[1], { a: 1 }], default: { a: 1 } },
  { type: "array", items: { type: "string" }, default: [] },
  { type: "array", uniqueItems: true, items: { type: "integer" }, default: [1, 2] },
  { allOf: [{ $ref: "#/components/schemas/Color" }], default: "red" },
  { $ref: "#/components/schemas/Color", default: "green" },
  { $ref: "#/components/schemas/Shape", default: "ab" },
  { $ref: "#/components/schemas/Pet", default: { name: "Rex" } },
  { anyOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }], default: { name: "Rex" } },
  { type: "object", patternProperties: { "^x": { type: "string" } }, default: { x: "a" } },
  { description: "anything", default: [{}] },
])("a default that fits is not worth a word: %j", async (schema) => {
  expect(await reasonsOf(documentWith(schema))).toEqual([]);
});

const AT = "/components/schemas/Given/properties/it/default";

test.each([
  [{ type: "string", default: 1 }, "received 1: expected string, received number"],
  [{ type: "string", default: null }, "received null: expected string, received null"],
  [{ type: "string", maxLength: 1, default: "😀😀" }, 'received "😀😀": expected 1 character or less, received 2'],
  [{ type: "string", pattern: "^a+$", default: "b" }, 'received "b": expected a match of "^a+$"'],
  [{ type: "integer", default: 1.5 }, "received 1.5: expected integer, received number"],
  [{ type: "number", minimum: 2, default: 1 }, "received 1: expected 2 or more"],
  [{ type: "number", exclusiveMaximum: 2, default: 2 }, "received 2: expected less than 2"],
  [{ type: "integer", multipleOf: 3, default: 8 }, "received 8: expected a multiple of 3"],
  [{ const: "a", default: "b" }, 'received "b": expected "a"'],
  [{ type: "boolean", default: "true" }, 'received "true": expected boolean, received string'],
  [{ type: "array", items: { type: "string" }, default: [1] }, "received [1]: at /0: expected string, received number"],
  [{ type: "array", minItems: 1, default: [] }, "received []: expected 1 item or more, received 0"],
  [{ type: "array", uniqueItems: true, default: [1, 1] }, "received [1,1]: expected each item once"],
  [{ $ref: "#/components/schemas/Color", default: "blue" }, 'received "blue": expected one of "red", "green"'],
  [{ $ref: "#/components/schemas/Shape", default: "abc" }, 'received "abc": no member of the union accepts it'],
  [{ $ref: "#/components/schemas/Pet", default: {} }, 'received {}: expected a member "name"'],
  [
    { anyOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }], default: {} },
    "received {}: at /name: expected string, received undefined",
  ],
  [
    { type: "object", patternProperties: { "^x": { type: "string" } }, default: { x: 1 } },
    'received {"x":1}: at /x: expected string, received number',
  ],
  [{ type: "integer", default: "a".repeat(99) }, `received "${"a".repeat(78)}…: expected integer, received string`],
] as const)("a default that does not fit is worth a warning: %j", async (given, want) => {
  expect(await reasonsOf(documentWith(given))).toEqual([`${AT} ${want}`]);
});

test("nullable of OpenAPI 3.0 allows null, and siblings of its $ref are ignored", async () => {
  expect(await reasonsOf(documentWith({ type: "string", nullable: true, default: null }, "3.0.3"))).toEqual([]);
  expect(await reasonsOf(documentWith({ $ref: "#/components/schemas/Color", default: 1 }, "3.0.3"))).toEqual([]);
  expect(await reasonsOf(documentWith({ type: "string", default: null }, "3.0.3"))).toHaveLength(1);
});

test("a default is checked once, where it is written: in parameters, in allOf, and in what is split by direction", async () => {
  const bad = { type: "integer", default: "a" };
  const media = { "application/json": { schema: { $ref: "#/components/schemas/Heir" } } };
  const document = documentOf(
    {
      Base: { type: "object", properties: { id: { type: "string", readOnly: true }, size: bad } },
      Heir: {
        allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { default: bad } }],
      },
      Top: { type: "string", default: 1 },
    },
    {
      paths: {
        "/a": {
          post: {
            parameters: [{ name: "q", in: "query", schema: bad }],
            requestBody: { content: media },
            responses: { "200": { description: "", content: media } },
          },
        },
      },
    },
  );
  const places = (await reasonsOf(document)).map((text) => text.split(" ")[0]);
  expect(places.sort()).toEqual([
    "/components/schemas/Base/properties/size/default",
    "/components/schemas/Heir/allOf/1/properties/default/default",
    "/components/schemas/Top/default",
    "/paths/~1a/post/parameters/0/schema/default",
  ]);
});
