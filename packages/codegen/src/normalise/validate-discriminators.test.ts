import { expect, test } from "vitest";
import { normaliseGiven, normaliseSchemas, ref } from "../testing/normalise-schemas.ts";

const stated = (...values: string[]): object => ({
  type: "object",
  required: ["t"],
  properties: { t: values.length === 1 ? { type: "string", const: values[0] } : { type: "string", enum: values } },
});
const open = { type: "object", properties: { t: { type: "string" } } };
const closed = { type: "object", additionalProperties: false, properties: { a: {} } };
const literal = (...values: string[]): object => stated(...values);
const components = {
  A: stated("a"),
  B: stated("b", "c"),
  Open: open,
  Loose: { type: "object", properties: { t: { type: "string", const: "loose" } } },
  Letters: { oneOf: [ref("A"), ref("B")], discriminator: { propertyName: "t" } },
  Plain: { anyOf: [ref("A"), ref("B")] },
  Kind: { type: "string", enum: ["kind"] },
  Kinded: { type: "object", properties: { t: ref("Kind") }, required: ["t"] },
  Closed: closed,
  List: { type: "array" },
};
const by = (mapping?: object): object => ({ discriminator: { propertyName: "t", ...(mapping ? { mapping } : {}) } });

test.each<[string, object, object]>([
  [
    "a const and an enum in the members",
    { oneOf: [ref("A"), ref("B")], ...by() },
    { oneOf: [ref("A"), ref("B")], ...by({ a: ref("A").$ref, b: ref("B").$ref, c: ref("B").$ref }) },
  ],
  [
    "an inline member, which has an index",
    { anyOf: [ref("A"), stated("z")], ...by() },
    { anyOf: [ref("A"), stated("z")], ...by({ a: ref("A").$ref, z: 1 }) },
  ],
  [
    "a mapping, by reference and by name, which the member then states",
    { oneOf: [ref("A"), ref("Open")], ...by({ a: "A", x: ref("Open").$ref, y: "Open" }) },
    { oneOf: [ref("A"), { allOf: [ref("Open"), literal("x", "y")] }], ...by({ a: ref("A").$ref, x: 1, y: 1 }) },
  ],
  [
    "the name of the component",
    { oneOf: [ref("A"), ref("Open")], ...by() },
    { oneOf: [ref("A"), { allOf: [ref("Open"), literal("Open")] }], ...by({ a: ref("A").$ref, Open: 1 }) },
  ],
  [
    "a literal that need not be there",
    { oneOf: [ref("A"), ref("Loose")], ...by() },
    { oneOf: [ref("A"), { allOf: [ref("Loose"), literal("loose")] }], ...by({ a: ref("A").$ref, loose: 1 }) },
  ],
  [
    "a literal in a component of its own",
    { oneOf: [ref("A"), ref("Kinded")], ...by() },
    { oneOf: [ref("A"), ref("Kinded")], ...by({ a: ref("A").$ref, kind: ref("Kinded").$ref }) },
  ],
  [
    "unions in the union",
    { oneOf: [ref("Letters"), stated("z")], ...by({ a: "Letters" }) },
    {
      oneOf: [ref("Letters"), stated("z")],
      ...by({ a: ref("Letters").$ref, b: ref("Letters").$ref, c: ref("Letters").$ref, z: 1 }),
    },
  ],
  [
    "unions in the union that have no discriminator",
    { oneOf: [ref("Plain"), stated("z")], ...by() },
    {
      oneOf: [ref("Plain"), stated("z")],
      ...by({ a: ref("Plain").$ref, b: ref("Plain").$ref, c: ref("Plain").$ref, z: 1 }),
    },
  ],
  [
    "null, which is moved out of the union",
    { oneOf: [ref("A"), ref("B"), { type: "null" }], ...by() },
    {
      anyOf: [
        { oneOf: [ref("A"), ref("B")], ...by({ a: ref("A").$ref, b: ref("B").$ref, c: ref("B").$ref }) },
        { type: "null" },
      ],
    },
  ],
  [
    "properties next to the union",
    { type: "object", properties: { n: {} }, oneOf: [ref("A")], ...by() },
    { type: "object", properties: { n: {} }, oneOf: [ref("A")], ...by({ a: ref("A").$ref }) },
  ],
])("union members are distinguished by %s", (_, given, want) => {
  expect(normaliseSchemas({ ...components, Given: given }).Given).toEqual(want);
});

test.each<[string, object, RegExp]>([
  ["without a name", { oneOf: [ref("A")], discriminator: {} }, /propertyName to be a string/],
  ["with a mapping to nothing", { oneOf: [ref("A")], ...by({ a: "Nobody" }) }, /\/mapping\/a .*received Nobody/],
  ["with a mapping to what is no member", { oneOf: [ref("A")], ...by({ b: "B" }) }, /\/mapping\/b expected a member/],
  ["with a mapping that a member denies", { oneOf: [ref("A")], ...by({ z: "A" }) }, /expected A to have "z" as t/],
  ["with one literal twice", { oneOf: [ref("A"), stated("a")], ...by() }, /\/oneOf\/1 expected different values of t/],
  ["with a member that forbids the property", { oneOf: [ref("A"), ref("Closed")], ...by() }, /\/oneOf\/1 expected #/],
  ["with a member that is no object", { anyOf: [ref("A"), ref("List")], ...by() }, /\/anyOf\/1 expected/],
  [
    "with an inline member that states nothing",
    { oneOf: [ref("A"), open], ...by() },
    /\/oneOf\/1 expected member 1 to/,
  ],
  ["with numbers for literals", { oneOf: [{ ...open, properties: { t: { const: 1 } } }], ...by() }, /\/oneOf\/0/],
])("a discriminator %s is dropped with a warning, and the union stays", (_, given, want) => {
  const { schemas, issues } = normaliseGiven({ components: { schemas: { ...components, Given: given } } });
  const { discriminator: _dropped, ...union } = given as { discriminator: object };
  expect(schemas.get("Given")).toEqual(union);
  expect(issues).toEqual([expect.stringMatching(/^invalid_discriminator \/components\/schemas\/Given/)]);
  expect(issues[0]).toMatch(want);
});

test("a discriminator of a nullable union is valid", () => {
  const given = { nullable: true, oneOf: [ref("A")], ...by() };
  const { schemas } = normaliseGiven({ openapi: "3.0.0", components: { schemas: { ...components, Given: given } } });
  expect(schemas.get("Given")).toEqual({
    anyOf: [{ oneOf: [ref("A")], ...by({ a: ref("A").$ref }) }, { type: "null" }],
  });
});

test("mutually recursive unions are processed", () => {
  const { issues } = normaliseGiven({
    components: {
      schemas: {
        One: { oneOf: [ref("Two"), stated("a")], ...by() },
        Two: { oneOf: [ref("One"), stated("b")], ...by() },
      },
    },
  });
  expect(issues.map((issue) => issue.split(" ")[0])).toContain("endless_schema");
});
