import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { documentOf, emit, temporaryFolder } from "../../testing/emit.ts";

const text = { type: "string" };
const secretText = { type: "string", writeOnly: true };
const closed = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const kind = (value: string) => ({ type: "string", const: value });

const schemas = {
  Note: { type: "string", default: "" },
  Login: { oneOf: [{ $ref: "#/components/schemas/Password" }], "x-starfix-secret": true },
  Password: closed({ user: text, password: secretText }),
  Tls: closed({ key: secretText, authorities: text, next: { $ref: "#/components/schemas/Tls" } }),
  CreateDoor: closed({
    width: { type: "integer" },
    name: text,
    tls: { $ref: "#/components/schemas/Tls" },
    login: { $ref: "#/components/schemas/Login" },
    note: { $ref: "#/components/schemas/Note" },
    pin: secretText,
    colour: text,
    id: { type: "string", readOnly: true },
  }),
  UpdateDoor: closed({
    width: { type: "integer" },
    note: { $ref: "#/components/schemas/Note" },
    pin: secretText,
    colour: { type: ["string", "null"] },
    login: { $ref: "#/components/schemas/Login" },
    id: { type: "string", readOnly: true },
  }),
  Door: { type: "object", properties: { name: text, width: { type: "integer" }, openedAt: text } },
};
const door = { create: "CreateDoor", update: "UpdateDoor", response: "Door" };
const given = (resources: unknown, more: object = {}) =>
  documentOf({ ...schemas, ...more }, { "x-starfix-resources": resources });

/** The descriptors as a program reads them. */
async function load(resources: object, more?: object): Promise<Readonly<Record<string, unknown>>> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "descriptors.gen.ts");
  await writeFile(path, await emit("descriptors", given(resources, more)));
  return { ...(await import(/* @vite-ignore */ pathToFileURL(path).href)) };
}

test("a member's place, secrecy and changes come from the three schemas together", async () => {
  const order = { first: ["name"], last: ["login"] };
  expect(await load({ door: { ...door, order } })).toEqual({
    doorDescriptor: {
      members: [
        { name: "name" },
        { name: "colour", changeable: true, default: null },
        { name: "id", readOnly: true },
        { name: "note", changeable: true, default: "" },
        { name: "pin", secret: true, changeable: true },
        { name: "tls", secretParts: ["/key"] },
        { name: "width", changeable: true },
        { name: "login", secret: true, changeable: true },
        { name: "openedAt", readOnly: true },
      ],
    },
  });
});

test("each kind of a union has its own members, and its discriminator does not change", async () => {
  const union = (first: string, second: string) => ({
    oneOf: [{ $ref: `#/components/schemas/${first}` }, { $ref: `#/components/schemas/${second}` }],
    discriminator: { propertyName: "type" },
  });
  const one = closed({ type: kind("a"), size: text }, ["type"]);
  const two = closed({ type: kind("b"), "odd name": text, __proto__x: { type: "string", default: "\u2028" } }, [
    "type",
  ]);
  const more = { One: one, Two: two, Any: union("One", "Two") };
  expect(await load({ box: { create: "Any", update: "Any", response: "Any" } }, more)).toEqual({
    boxDescriptors: {
      a: { members: [{ name: "size", changeable: true }, { name: "type" }] },
      b: {
        members: [
          { name: "__proto__x", changeable: true, default: "\u2028" },
          { name: "odd name", changeable: true },
          { name: "type" },
        ],
      },
    },
  });
});

test("a document without resources has no descriptors", async () => {
  expect(await emit("descriptors", documentOf(schemas))).toBe("");
});

test.each<[string, unknown, string]>([
  ["resources that are no object", [], "expected resources by name, received an array"],
  ["a name that is no identifier", { "my-door": door }, 'expected a resource name in camelCase, received "my-door"'],
  ["an entry that is no object", { door: "Door" }, 'expected the components of a resource, received "Door"'],
  [
    "a key that is not known",
    { door: { ...door, delete: "Door" } },
    "expected create, update, response, order, received delete",
  ],
  [
    "a role without a component",
    { door: { create: "CreateDoor", update: "UpdateDoor" } },
    "expected response to name a component schema, received nothing",
  ],
  [
    "an unknown component",
    { door: { ...door, update: "PatchDoor" } },
    'expected update to name a component schema, received "PatchDoor"',
  ],
  [
    "a component without members",
    { door: { ...door, create: "Note" } },
    "expected one object to be an object with properties",
  ],
  ["an order that is no object", { door: { ...door, order: ["name"] } }, "expected first and last, received an array"],
  [
    "an order with another list",
    { door: { ...door, order: { middle: [] } } },
    "expected first or last, received middle",
  ],
  [
    "a list that is none",
    { door: { ...door, order: { first: "name" } } },
    'expected a list of members, received "name"',
  ],
  [
    "a member that is not there",
    { door: { ...door, order: { last: ["nmae"] } } },
    "expected a member of door, received nmae",
  ],
])("%s is an error", async (_, resources, message) => {
  await expect(emit("descriptors", given(resources))).rejects.toThrow(message);
});

test("a kind that cannot be updated or answered is an error", async () => {
  const one = closed({ type: kind("a") }, ["type"]);
  const two = closed({ type: kind("b") }, ["type"]);
  const both = {
    oneOf: [{ $ref: "#/components/schemas/One" }, { $ref: "#/components/schemas/Two" }],
    discriminator: { propertyName: "type" },
  };
  const document = given(
    { box: { create: "Both", update: "One", response: "Both" } },
    { One: one, Two: two, Both: both },
  );
  await expect(emit("descriptors", document)).rejects.toThrow("expected the kind a as create has it, received none");
});
