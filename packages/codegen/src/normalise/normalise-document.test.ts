import { expect, test } from "vitest";
import { parseText } from "../load/load-document.ts";
import { normaliseDocument } from "./normalise-document.ts";
import type { NormalisedSchema } from "./normalised-document.ts";

function normalise(schemas: object, version = "3.1.0"): Record<string, NormalisedSchema> {
  const text = JSON.stringify(
    { openapi: version, info: { title: "t", version: "1" }, paths: {}, components: { schemas } },
    null,
    1,
  );
  return Object.fromEntries(normaliseDocument(parseText(text, "api.json")).schemas);
}

const closed = { type: "object", additionalProperties: false, properties: { a: { type: "string" } } };

test.each<[string, object, object]>([
  ["a type list of one is that type", { type: ["string"] }, { type: "string" }],
  ["properties make an object", { properties: { a: {} } }, { type: "object", properties: { a: {} } }],
  [
    "keywords of another type are dropped",
    { type: "integer", minLength: 3, minimum: 1 },
    { type: "integer", minimum: 1 },
  ],
  [
    "null that the enum does not list is no type",
    { type: ["string", "null"], enum: ["a"] },
    { type: "string", enum: ["a"] },
  ],
  ["an example becomes examples", { type: "string", example: "x" }, { type: "string", examples: ["x"] }],
  [
    "a required member is among the properties",
    { type: "object", required: ["a"] },
    { type: "object", properties: { a: {} }, required: ["a"] },
  ],
  [
    "required of one member holds for a property of another",
    { allOf: [{ type: "object", properties: { a: { type: "string" } } }, { required: ["a"] }] },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
  ],
  [
    "members of allOf narrow each other",
    { allOf: [{ properties: { k: { type: "string", enum: ["a", "b"] } } }, { properties: { k: { const: "a" } } }] },
    { type: "object", properties: { k: { type: "string", const: "a" } } },
  ],
  [
    "bounds of allOf meet",
    {
      allOf: [
        { type: "integer", minimum: 1, maximum: 9 },
        { type: "number", minimum: 3 },
      ],
    },
    { type: "integer", minimum: 3, maximum: 9 },
  ],
])("%s", (_, given, want) => {
  expect(normalise({ Given: given }).Given).toEqual(want);
});

test("allOf with a reference takes what the component says and keeps its own words", () => {
  const given = {
    Base: { description: "The base.", type: "object", required: ["id"], properties: { id: { type: "string" } } },
    Given: {
      description: "Mine.",
      allOf: [
        { $ref: "#/components/schemas/Base" },
        { type: "object", required: ["x"], properties: { x: { type: "integer" } } },
      ],
    },
  };
  expect(normalise(given).Given).toEqual({
    description: "Mine.",
    type: "object",
    properties: { id: { type: "string" }, x: { type: "integer" } },
    required: ["id", "x"],
  });
});

test("a reference alone in allOf stays a reference", () => {
  const given = {
    Base: { type: "string" },
    Given: { description: "d", allOf: [{ $ref: "#/components/schemas/Base" }] },
  };
  expect(normalise(given).Given).toEqual({ $ref: "#/components/schemas/Base", description: "d" });
});

test.each<[string, object, object]>([
  ["nullable adds null to the type", { type: "string", nullable: true }, { type: ["string", "null"] }],
  [
    "nullable adds null to the values",
    { type: "string", enum: ["a"], nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  [
    "exclusiveMinimum: true takes the place of minimum",
    { type: "number", minimum: 1, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 1 },
  ],
  [
    "exclusiveMaximum: false says nothing",
    { type: "number", maximum: 1, exclusiveMaximum: false },
    { type: "number", maximum: 1 },
  ],
  [
    "nullable beside a reference in allOf is a union with null",
    { nullable: true, allOf: [{ $ref: "#/components/schemas/Base" }] },
    { anyOf: [{ $ref: "#/components/schemas/Base" }, { type: "null" }] },
  ],
])("of 3.0, %s", (_, given, want) => {
  expect(normalise({ Base: { type: "string" }, Given: given }, "3.0.3").Given).toEqual(want);
});

test("order of keywords does not show", () => {
  const one = normalise({
    A: { type: "object", description: "d", properties: { b: { type: "string", minLength: 1 } }, required: ["b"] },
  });
  const two = normalise({
    A: { required: ["b"], properties: { b: { minLength: 1, type: "string" } }, description: "d", type: "object" },
  });
  expect(JSON.stringify(two)).toBe(JSON.stringify(one));
});

test("order of keywords does not show inside merged and nullable schemas", () => {
  const make = (reverse: boolean): string => {
    const turn = (schema: object): object => (reverse ? Object.fromEntries(Object.entries(schema).reverse()) : schema);
    const property = { type: "string", description: "d", minLength: 1 };
    const union = turn({
      nullable: true,
      discriminator: { propertyName: "t" },
      oneOf: [{ $ref: "#/components/schemas/M" }],
    });
    const merged = {
      allOf: [
        { properties: { a: turn(property) } },
        { properties: { a: turn({ type: "string", maxLength: 4, pattern: "x" }) } },
      ],
    };
    const member = { type: "object", required: ["t"], properties: { t: { const: "m" } } };
    return JSON.stringify(normalise({ M: member, Merged: merged, Union: union }));
  };
  expect(make(true)).toBe(make(false));
});

test("the discriminator of a nullable union is checked", () => {
  const union = { nullable: true, oneOf: [{ $ref: "#/components/schemas/M" }], discriminator: { propertyName: "t" } };
  expect(() => normalise({ M: { type: "object" }, U: union })).toThrow(/invalid_discriminator/);
});

test.each<[string, object, RegExp]>([
  [
    "an unknown reference",
    { $ref: "#/components/schemas/Nope" },
    /api\.json:\d+:\d+ - unknown_ref: .*\(at #\/components\/schemas\/Given\/\$ref\)/,
  ],
  ["a reference into another file", { $ref: "other.yaml#/A" }, /external_ref: .*bundle the document first/],
  [
    "a reference to something else than a component",
    { $ref: "#/components/schemas/Closed/properties/a" },
    /unsupported_ref/,
  ],
  [
    "a reference that leads back to itself",
    { $ref: "#/components/schemas/Given" },
    /invalid_schema: .*leads back to itself/,
  ],
  [
    "a keyword that not every target can express",
    { type: "object", patternProperties: {} },
    /unsupported_keyword: .*received patternProperties/,
  ],
  ["uniqueItems", { type: "array", uniqueItems: true }, /unsupported_keyword/],
  [
    "the schema false",
    { type: "object", properties: { a: false } },
    /unsupported_keyword: expected a schema, received false/,
  ],
  ["a misspelt keyword", { type: "string", minLenght: 1 }, /unknown_keyword: .*received minLenght/],
  ["a wrong type", { type: "text" }, /invalid_schema: expected a type of JSON Schema, received "text"/],
  [
    "a wrong value of a keyword",
    { type: "string", minLength: "3" },
    /expected minLength to be a whole number of 0 or more, received "3"/,
  ],
  ["a broken pattern", { type: "string", pattern: "(" }, /expected a regular expression/],
  ["a constraint without a type", { minLength: 1 }, /expected a type beside minLength/],
  [
    "a property that plain objects have",
    { properties: { constructor: { type: "string" } } },
    /unsupported_name: .*received constructor/,
  ],
  [
    "types of allOf that exclude each other",
    { allOf: [{ type: "string" }, { type: "integer" }] },
    /all_of_conflict: expected a common type/,
  ],
  [
    "allOf of a closed object and another member",
    { allOf: [closed, { properties: { b: {} } }] },
    /all_of_conflict: expected b to be allowed by every member/,
  ],
  [
    "allOf that holds itself",
    { allOf: [{ $ref: "#/components/schemas/Given" }, { properties: { b: {} } }] },
    /all_of_conflict: expected a finite schema/,
  ],
  ["properties beside oneOf", { properties: { a: {} }, oneOf: [closed] }, /unsupported_composition/],
  [
    "a required member that a closed object forbids",
    { ...closed, required: ["b"] },
    /expected b to be among the properties of a closed object/,
  ],
  [
    "a discriminator without literals",
    { oneOf: [{ $ref: "#/components/schemas/Closed" }], discriminator: { propertyName: "a" } },
    /invalid_discriminator: expected #\/components\/schemas\/Closed to require a with a const/,
  ],
  ["an enum of objects", { enum: [{}] }, /unsupported_keyword/],
])("%s is refused", (_, given, want) => {
  expect(() => normalise({ Closed: closed, Given: given })).toThrow(want);
});

test("two members of a union with one literal are refused", () => {
  const member = { type: "object", required: ["t"], properties: { t: { const: "x" } } };
  const union = {
    oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
    discriminator: { propertyName: "t" },
  };
  expect(() => normalise({ A: member, B: member, U: union })).toThrow(
    /invalid_discriminator: expected t to tell members apart/,
  );
});

test.each([
  ["3.2.0", /unsupported_version: expected openapi: 3.0.x or 3.1.x, received "3.2.0"/],
  ["2.0", /unsupported_version/],
])("OpenAPI %s is refused", (version, want) => {
  expect(() => normalise({}, version)).toThrow(want);
});

test("every mistake is reported at once", () => {
  expect(() => normalise({ A: { type: "text" }, B: { $ref: "#/nope" } })).toThrow(
    /invalid_schema[\s\S]*unsupported_ref/,
  );
});
