import { expect, test } from "vitest";
import { normaliseGiven, normaliseSchemas, ref } from "../testing/normalise-schemas.ts";

const text = { type: "string" };
const id = { type: "string", readOnly: true };
const secret = { type: "string", writeOnly: true };
const account = {
  type: "object",
  properties: { id, name: text, secret },
  required: ["id", "name", "secret"],
  dependentRequired: { id: ["name"], name: ["id", "secret"] },
};
const sent = {
  type: "object",
  properties: { name: text, secret },
  required: ["name", "secret"],
  dependentRequired: { name: ["secret"] },
};
const received = {
  type: "object",
  properties: { id, name: text },
  required: ["id", "name"],
  dependentRequired: { id: ["name"], name: ["id"] },
};

const body = (schema: object): object => ({ content: { "application/json": { schema } } });
const operation = (request: object | undefined, answer: object | undefined): object => ({
  ...(request ? { requestBody: body(request) } : {}),
  responses: answer ? { 200: { description: "d", ...body(answer) } } : {},
});

function given(post: object, schemas: object, more: object = {}): Record<string, unknown> {
  const document = { paths: { "/a": { post } }, components: { schemas }, ...more };
  return Object.fromEntries(normaliseGiven(document).schemas);
}

test.each<[string, object, object]>([
  ["in requests only", operation(ref("Account"), undefined), { Account: sent }],
  ["in answers only", operation(undefined, ref("Account")), { Account: received }],
  ["both ways", operation(ref("Account"), ref("Account")), { Account: received, AccountWritable: sent }],
  [
    "in a request and inside an answer",
    operation(ref("Account"), { items: ref("Account") }),
    { Account: received, AccountWritable: sent },
  ],
  ["nowhere", operation(undefined, undefined), { Account: received, AccountWritable: sent }],
])("a component that is met %s is as it goes there", (_, post, want) => {
  expect(given(post, { Account: account })).toEqual(want);
});

test("in callbacks and webhooks the server asks", () => {
  const callbacks = { onDone: { "{$request.body#/url}": { post: operation(ref("Account"), undefined) } } };
  expect(given({ ...operation(undefined, undefined), callbacks }, { Account: account })).toEqual({ Account: received });
  const webhooks = { done: { post: operation(undefined, ref("Account")) } };
  expect(given(operation(undefined, undefined), { Account: account }, { webhooks })).toEqual({ Account: sent });
});

test("components that refer to a split one are split, others are not", () => {
  const schemas = given(operation(ref("Page"), ref("Page")), {
    Account: account,
    Item: { oneOf: [ref("Account"), { type: "null" }] },
    Page: { type: "object", properties: { items: { type: "array", items: ref("Item") }, size: ref("Size") } },
    Size: { type: "integer" },
  });
  expect(Object.keys(schemas)).toEqual([
    "Account",
    "AccountWritable",
    "Item",
    "ItemWritable",
    "Page",
    "PageWritable",
    "Size",
  ]);
  expect(schemas.PageWritable).toEqual({
    type: "object",
    properties: { items: { type: "array", items: ref("ItemWritable") }, size: ref("Size") },
  });
  expect(schemas.ItemWritable).toEqual({ oneOf: [ref("AccountWritable"), { type: "null" }] });
  expect(schemas.Item).toEqual({ oneOf: [ref("Account"), { type: "null" }] });
});

test("a component may hold itself", () => {
  const node = { type: "object", properties: { id, next: ref("Node") } };
  expect(given(operation(ref("Node"), ref("Node")), { Node: node })).toEqual({
    Node: node,
    NodeWritable: { type: "object", properties: { next: ref("NodeWritable") } },
  });
});

test("requests have the writable form and responses the readable one, inline as well", () => {
  const { root } = normaliseGiven({
    paths: { "/a": { post: operation({ anyOf: [ref("Account"), account] }, { anyOf: [ref("Account"), account] }) } },
    components: { schemas: { Account: account } },
  });
  expect(root).toMatchObject({
    paths: {
      "/a": {
        post: operation({ anyOf: [ref("AccountWritable"), sent] }, { anyOf: [ref("Account"), received] }),
      },
    },
  });
});

test("a builder is one of what is sent", () => {
  const builder = { name: "AccountBuilder" };
  const schemas = given(operation(undefined, undefined), { Account: { ...account, "x-starfix-builder": builder } });
  expect(schemas).toEqual({ Account: received, AccountWritable: { ...sent, "x-starfix-builder": builder } });
});

test("a name that is taken is left alone", () => {
  const schemas = given(operation(undefined, undefined), { Account: account, AccountWritable: text });
  expect(Object.keys(schemas)).toEqual(["Account", "AccountWritable", "AccountWritable2"]);
  expect(schemas.AccountWritable2).toEqual(sent);
});

test("a property is marked by the component that it refers to", () => {
  const schemas = given(operation(ref("Given"), undefined), {
    Given: { type: "object", properties: { stamp: ref("Stamp"), name: text } },
    Stamp: { ...text, readOnly: true },
  });
  expect(schemas.Given).toEqual({ type: "object", properties: { name: text } });
});

test("the property that tells members apart is there both ways", () => {
  const kind = (value: string) => ({
    type: "object",
    properties: { t: { type: "string", const: value, readOnly: true }, id },
    required: ["t"],
  });
  const schemas = given(operation(ref("Union"), ref("Union")), {
    A: kind("a"),
    B: kind("b"),
    Union: { oneOf: [ref("A"), ref("B")], discriminator: { propertyName: "t" } },
  });
  expect(schemas.AWritable).toEqual({ type: "object", properties: { t: kind("a").properties.t }, required: ["t"] });
  expect(schemas.UnionWritable).toEqual({
    oneOf: [ref("AWritable"), ref("BWritable")],
    discriminator: { propertyName: "t", mapping: { a: ref("AWritable").$ref, b: ref("BWritable").$ref } },
  });
});

test("a member of allOf does not require what another has lost", () => {
  const schemas = given(operation(ref("Given"), undefined), {
    Given: {
      allOf: [
        { pattern: "a", required: ["id"] },
        { pattern: "b", type: "object", properties: { id } },
      ],
    },
    More: { allOf: [{ ...ref("Open"), type: "object", properties: { id } }, { required: ["id", "a"] }] },
    Open: { oneOf: [{ type: "object" }] },
  });
  expect(JSON.stringify(schemas.Given)).not.toContain('"id"');
  expect(JSON.stringify(schemas.MoreWritable)).not.toContain('"id"');
  expect(JSON.stringify(schemas.MoreWritable)).toContain('"required":["a"]');
});

test("JSON Schema knows no directions", () => {
  expect(Object.keys(normaliseSchemas({ Account: account }, { dialect: "json-schema" }))).toEqual(["Account"]);
});

test("a closed object still takes what should not be sent, so that an answer can be sent back", () => {
  const closed = {
    type: "object",
    additionalProperties: false,
    required: ["id", "name"],
    properties: { id: { type: "string", readOnly: true }, name: { type: "string" } },
  };
  expect(given(operation(ref("Closed"), undefined), { Closed: closed }).Closed).toEqual({
    ...closed,
    required: ["name"],
  });
  const optional = { ...closed, required: ["name"] };
  expect(given(operation(ref("Closed"), ref("Closed")), { Closed: optional })).toEqual({ Closed: optional });
  const { additionalProperties: _, ...open } = closed;
  expect(given(operation(ref("Open"), undefined), { Open: open }).Open).toEqual({
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" } },
  });
});
