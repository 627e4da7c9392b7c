import { expect, test } from "vitest";
import { parseText } from "../load/load-document.ts";
import { normaliseGiven, normaliseSchemas, ref } from "../testing/normalise-schemas.ts";
import type { Dialect } from "./modernise.ts";
import { normaliseDocument } from "./normalise-document.ts";

/** An object that has it outright would look like a promise. */
const THEN = "then";
const closed = { type: "object", additionalProperties: false, properties: { a: { type: "string" } } };

test.each<[string, object | boolean, object]>([
  ["true is anything", true, {}],
  ["false is nothing", false, { not: {} }],
  ["a type list of one is that type", { type: ["string"] }, { type: "string" }],
  ["every integer is a number", { type: ["integer", "number", "null"] }, { type: ["number", "null"] }],
  ["properties make an object", { properties: { a: {} } }, { type: "object", properties: { a: {} } }],
  ["items make an array", { items: { type: "string" } }, { type: "array", items: { type: "string" } }],
  ["keywords of two types make neither", { minItems: 1, minProperties: 1 }, { minItems: 1, minProperties: 1 }],
  ["a question makes no type", { not: { required: ["a"] } }, { not: { properties: { a: {} }, required: ["a"] } }],
  [
    "keywords of strings and numbers stay without a type",
    { minLength: 1, format: "date" },
    { format: "date", minLength: 1 },
  ],
  [
    "keywords of another type are dropped",
    { type: "integer", minLength: 3, minimum: 1, minItems: 1, minProperties: 1 },
    { type: "integer", minimum: 1 },
  ],
  [
    "null that the enum does not list is no type",
    { type: ["string", "null"], enum: ["a"] },
    { type: "string", enum: ["a"] },
  ],
  [
    "an enum has any JSON values without duplicates, whatever the order of keys",
    { enum: [{ a: 1, b: [null] }, 1, "1", null, { b: [null], a: 1 }, 1] },
    { enum: [{ a: 1, b: [null] }, 1, "1", null] },
  ],
  ["a const may be null", { const: null }, { const: null }],
  ["a const takes the place of the enum that has it", { const: "a", enum: ["a", "b"] }, { const: "a" }],
  ["an example becomes examples", { type: "string", example: "x" }, { type: "string", examples: ["x"] }],
  ["examples that are no list only describe", { type: "string", examples: { a: {} } }, { type: "string" }],
  [
    "a required member is among the properties",
    { type: "object", required: ["b", "a"], additionalProperties: { type: "string" }, properties: { b: {} } },
    {
      type: "object",
      properties: { a: { type: "string" }, b: {} },
      additionalProperties: { type: "string" },
      required: ["a", "b"],
    },
  ],
  [
    "a required member that a pattern speaks of is open",
    { type: "object", required: ["a"], patternProperties: { "^a": { type: "string" } }, additionalProperties: false },
    {
      type: "object",
      properties: { a: {} },
      patternProperties: { "^a": { type: "string" } },
      additionalProperties: false,
      required: ["a"],
    },
  ],
  [
    "flags are schemas",
    { type: "object", additionalProperties: true, propertyNames: true, properties: { a: true, b: false } },
    { type: "object", properties: { a: {}, b: { not: {} } }, additionalProperties: {}, propertyNames: {} },
  ],
  [
    "items: false closes a tuple",
    { prefixItems: [{}], items: false },
    { type: "array", prefixItems: [{}], items: { not: {} } },
  ],
  [
    "a list of items is a tuple",
    { type: "array", items: [{ type: "string" }], additionalItems: { type: "integer" } },
    { type: "array", prefixItems: [{ type: "string" }], items: { type: "integer" } },
  ],
  [
    "dependencies are two keywords today",
    { type: "object", dependencies: { a: ["c", "b"], d: { minProperties: 2 } } },
    { type: "object", dependentRequired: { a: ["b", "c"] }, dependentSchemas: { d: { minProperties: 2 } } },
  ],
  ["an answer without a question is none", { [THEN]: { type: "string" } }, {}],
  ["a count of nothing is none", { type: "array", minContains: 2 }, { type: "array" }],
  ["uniqueItems: false says nothing", { type: "array", uniqueItems: false }, { type: "array" }],
  [
    "keywords are independent",
    { type: "object", properties: { a: {} }, oneOf: [closed], anyOf: [{}], not: { const: 1 }, if: {}, else: closed },
    { type: "object", properties: { a: {} }, oneOf: [closed], anyOf: [{}], not: { const: 1 }, if: {}, else: closed },
  ],
  [
    "the type that all members state is not repeated",
    { type: "object", oneOf: [closed, ref("Closed")] },
    { oneOf: [closed, ref("Closed")] },
  ],
  [
    "the type that a member does not state stays",
    { type: "object", oneOf: [closed, {}] },
    { type: "object", oneOf: [closed, {}] },
  ],
  [
    "a pattern that only engines without the u flag read stays",
    { type: "string", pattern: "^[\\w-.]+$" },
    { type: "string", pattern: "^[\\w-.]+$" },
  ],
  [
    "extensions are carried",
    { type: "string", "x-b": { d: 1, c: 2 }, "x-a": 1 },
    { type: "string", "x-a": 1, "x-b": { c: 2, d: 1 } },
  ],
  [
    "names that plain objects have are names",
    { type: "object", properties: { constructor: {}, toString: {} }, required: ["toString"] },
    { type: "object", properties: { constructor: {}, toString: {} }, required: ["toString"] },
  ],
])("%s", (_, given, want) => {
  expect(normaliseSchemas({ Closed: closed, Given: given }).Given).toEqual(want);
});

test("a property may be called __proto__", () => {
  const given = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}');
  const { Given } = normaliseSchemas({ Given: given });
  expect(Object.keys(Given?.properties ?? {})).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(Given?.properties)).toBe(Object.prototype);
});

test("JSON Schema means what it says and no more", () => {
  const given = { properties: { a: {} }, nullable: true, discriminator: 1, example: 2, oneOf: [{ required: ["b"] }] };
  expect(normaliseSchemas({ Given: given }, { dialect: "json-schema" }).Given).toEqual({
    properties: { a: {} },
    oneOf: [{ properties: { b: {} }, required: ["b"] }],
  });
});

test.each<[string, object, object, string?]>([
  ["nullable adds null to the type", { type: "string", nullable: true }, { type: ["string", "null"] }],
  [
    "nullable adds null to the values",
    { type: "string", enum: ["a"], nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  ["nullable says nothing where null is allowed", { nullable: true }, {}],
  [
    "nullable next to a union",
    { type: "object", nullable: true, oneOf: [{ $ref: "#/components/schemas/Base" }] },
    { anyOf: [{ type: "object", oneOf: [ref("Base")] }, { type: "null" }] },
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
    "nullable next to a reference in allOf is a union with null",
    { nullable: true, allOf: [ref("Base")] },
    { anyOf: [ref("Base"), { type: "null" }] },
  ],
  [
    "nullable next to a reference applies",
    { nullable: true, ...ref("Base") },
    { anyOf: [ref("Base"), { type: "null" }] },
    "nullable_ref /components/schemas/Given/nullable expected no nullable next to a $ref, where OpenAPI 3.0 ignores it",
  ],
  ["other siblings of a reference are ignored", { maxLength: 1, ...ref("Base") }, ref("Base")],
])("of 3.0, %s", (_, given, want, issue) => {
  const document = { openapi: "3.0.3", components: { schemas: { Base: { type: "string" }, Given: given } } };
  const { schemas, issues } = normaliseGiven(document);
  expect(schemas.get("Given")).toEqual(want);
  expect(issues).toEqual(issue === undefined ? [] : [issue]);
});

test.each<[string, object, object, RegExp]>([
  ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }, /^loose_keyword \S+\/nullable/],
  [
    "a flag for a bound",
    { type: "number", minimum: 1, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 1 },
    /^loose_keyword \S+\/exclusiveMinimum expected exclusiveMinimum to be a number, received true/,
  ],
  ["null as a type", { type: ["string", null] }, { type: ["string", "null"] }, /^loose_keyword \S+\/type/],
  ["a misspelt keyword", { type: "string", minLenght: 1 }, { type: "string" }, /^unknown_keyword \S+\/minLenght/],
  [
    "a pattern of another engine",
    { type: "string", pattern: "(?i)a" },
    { type: "string" },
    /^foreign_pattern \S+\/pattern/,
  ],
  [
    "a name pattern of another engine",
    { type: "object", patternProperties: { "\\": {}, a: {} } },
    { type: "object", patternProperties: { a: {} } },
    /^foreign_pattern \S+\/patternProperties\/\\/,
  ],
  [
    "a required member that a closed object forbids",
    { ...closed, required: ["b"] },
    { ...closed, properties: { ...closed.properties, b: { not: {} } }, required: ["b"] },
    /^impossible_schema \S+\/required expected b to be among the properties of a closed object/,
  ],
  [
    "an enum without a value of the type",
    { type: "string", enum: [1] },
    { not: {} },
    /^impossible_schema \S+ expected a value of type string, received \[1\]/,
  ],
  ["an enum without a value", { enum: [] }, { not: {} }, /^impossible_schema/],
  ["allOf that contains itself", { allOf: [ref("Given"), closed] }, closed, /^endless_schema \S+ .*Given/],
  [
    "anyOf that contains itself",
    { anyOf: [{ type: "string" }, ref("Given")] },
    { anyOf: [{ type: "string" }] },
    /^endless_schema/,
  ],
])("%s is read with a warning", (_, given, want, issue) => {
  const { schemas, issues } = normaliseGiven({ components: { schemas: { Given: given } } });
  expect(schemas.get("Given")).toEqual(want);
  expect(issues).toEqual([expect.stringMatching(issue)]);
});

test.each<[string, unknown, RegExp, Dialect?]>([
  [
    "an unknown reference",
    ref("Nope"),
    /api\.json:\d+:\d+ - unknown_ref: .*\(at #\/components\/schemas\/Given\/\$ref\)/,
  ],
  ["a reference into another file", { $ref: "other.yaml#/A" }, /external_ref: .*received other.yaml#\/A/],
  ["a reference to something else than a component", ref("Closed/properties/a"), /unsupported_ref/],
  ["a reference to itself", ref("Given"), /invalid_schema: .*a reference to itself/],
  ["no schema", 1, /invalid_schema: expected a schema, received 1/],
  ["a wrong type", { type: "text" }, /invalid_schema: expected a type of JSON Schema, received "text"/],
  ["a type that is null", { type: null }, /expected a type of JSON Schema, received null/, "json-schema"],
  [
    "a wrong value of a keyword",
    { type: "string", minLength: "3" },
    /expected minLength to be a whole number of 0 or more, received "3"/,
  ],
  ["an empty allOf", { allOf: [] }, /expected allOf to be a list with an entry/],
  ["a flag for a bound", { exclusiveMinimum: true }, /expected exclusiveMinimum to be a number/, "json-schema"],
  ["a reference that depends on the way", { $dynamicRef: "#node" }, /unsupported_keyword: expected \$ref/],
  ["a list of dependencies that is neither", { dependencies: { a: [1] } }, /expected a dependency to be/],
])("%s is refused", (_, given, want, dialect) => {
  const document = { openapi: "3.1.0", components: { schemas: { Closed: closed, Given: given } } };
  const loaded = parseText(JSON.stringify(document, null, 1), "api.json");
  expect(() => normaliseDocument(loaded, dialect ? { dialect } : {})).toThrow(want);
});

test("every mistake is reported at once", () => {
  const { issues } = normaliseGiven({ components: { schemas: { A: { type: "text" }, B: { $ref: "#/nope" } } } });
  expect(issues.map((issue) => issue.split(" ")[0])).toEqual(["invalid_schema", "unsupported_ref"]);
});

test("an unresolved reference outside of schemas is refused", () => {
  const { issues } = normaliseGiven({ paths: { "/a": { get: { responses: { 200: { $ref: "#/nope" } } } } } });
  expect(issues).toEqual(["unknown_ref /paths/~1a/get/responses/200/$ref expected #/nope to exist, found nothing"]);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)])
      .reverse(),
  );
}

test("no order of keys shows", () => {
  const given = {
    openapi: "3.0.0",
    paths: {
      "/b": { get: { responses: { default: { content: { "a/b": { schema: { minLength: 1, type: "string" } } } } } } },
      "/a": { post: { requestBody: { content: { "a/b": { schema: ref("Union") } } }, responses: {} } },
    },
    components: {
      schemas: {
        Animal: {
          type: "object",
          properties: { t: { type: "string" }, "1": {} },
          discriminator: { propertyName: "t" },
        },
        Bear: { allOf: [ref("Animal"), { properties: { b: { default: { y: 1, x: 2 } } }, required: ["t", "b"] }] },
        Cub: {
          allOf: [{ properties: { a: { minLength: 1, type: "string" } } }, ref("Bear")],
          "x-y": { d: 1, c: [{ b: 1, a: 2 }] },
        },
        Union: { nullable: true, discriminator: { propertyName: "t" }, oneOf: [ref("Bear"), ref("Cub")] },
        Circle: { allOf: [ref("Round"), { properties: { own: {} } }] },
        Round: { properties: { next: { allOf: [ref("Circle"), { required: ["own"] }] } } },
      },
    },
  };
  const one = normaliseGiven(given);
  // Such keys as "1" come first in any object.
  const two = normaliseGiven(reversed(given) as object);
  expect(JSON.stringify(two.root)).toBe(JSON.stringify(one.root));
  expect(JSON.stringify([...two.schemas])).toBe(JSON.stringify([...one.schemas]));
});

test("what no target reads is not copied", () => {
  const media = { schema: { type: "string" }, example: "x", examples: { a: { value: "x" } } };
  const { root } = normaliseGiven({
    paths: { "/examples": { get: { responses: { 200: { content: { "text/plain": media } } } } } },
    components: { examples: { a: { value: 1 } } },
  });
  expect(root.paths).toEqual({
    "/examples": { get: { responses: { 200: { content: { "text/plain": { schema: { type: "string" } } } } } } },
  });
  expect(root.components).toEqual({ schemas: {} });
});
