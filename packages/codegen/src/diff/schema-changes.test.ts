import { expect, test } from "vitest";
import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { compareDocuments } from "./compare-documents.ts";
import { documentWith } from "./testing/find-unsound.ts";

const CAT = "#/components/schemas/Cat";
const DOG = "#/components/schemas/Dog";
const COMPONENTS: Readonly<Record<string, NormalisedSchema>> = {
  Cat: { type: "object", properties: { kind: { const: "cat" }, name: { type: "string" } }, required: ["kind"] },
  Dog: { type: "object", properties: { kind: { const: "dog" }, name: { type: "string" } }, required: ["kind"] },
  Open: { type: "object", properties: { name: { type: "string" } } },
};

/** The root is both sent and received, so that both effects are reported. */
function changesOf(old: NormalisedSchema, next: NormalisedSchema): string[] {
  return compareDocuments(documentWith({ ...COMPONENTS, Root: old }), documentWith({ ...COMPONENTS, Root: next })).map(
    ({ code, breaks }) => `${code}: ${breaks}`,
  );
}

const object = (
  properties: Readonly<Record<string, NormalisedSchema>>,
  rest: NormalisedSchema = {},
): NormalisedSchema => ({
  type: "object",
  properties,
  ...rest,
});
const text: NormalisedSchema = { type: "string" };

// Each row: what changes, one schema, the other, the changes from one to the other, and back.
test.each<[string, NormalisedSchema, NormalisedSchema, string[], string[]]>([
  ["a type", text, { type: "integer" }, ["type_changed: both"], ["type_changed: both"]],
  ["one more type", text, { type: ["string", "integer"] }, ["type_widened: response"], ["type_narrowed: request"]],
  [
    "an integer that becomes a number",
    { type: "integer" },
    { type: "number" },
    ["type_widened: response"],
    ["type_narrowed: request"],
  ],
  ["null", text, { type: ["string", "null"] }, ["nullable_added: response"], ["nullable_removed: request"]],
  [
    "null by a union",
    { $ref: CAT },
    { anyOf: [{ $ref: CAT }, { type: "null" }] },
    ["nullable_added: response"],
    ["nullable_removed: request"],
  ],
  ["the same nullable in other words", { type: ["string", "null"] }, { anyOf: [text, { type: "null" }] }, [], []],
  ["a value", { enum: ["a", "b"] }, { enum: ["a", "b", "c"] }, ["value_added: response"], ["value_removed: request"]],
  ["a const", { const: "a" }, { const: "b" }, ["const_changed: both"], ["const_changed: both"]],
  ["values in another order", { enum: ["a", "b"] }, { enum: ["b", "a"] }, [], []],
  ["a list of values", text, { type: "string", enum: ["a"] }, ["values_limited: request"], ["values_opened: response"]],
  [
    "maxLength",
    { type: "string", maxLength: 5 },
    { type: "string", maxLength: 3 },
    ["bound_tightened: request"],
    ["bound_loosened: response"],
  ],
  [
    "minimum",
    { type: "number", minimum: 1 },
    { type: "number", exclusiveMinimum: 1 },
    ["bound_tightened: request"],
    ["bound_loosened: response"],
  ],
  [
    "minimum that is absent",
    { type: "number" },
    { type: "number", minimum: -1 },
    ["bound_tightened: request"],
    ["bound_loosened: response"],
  ],
  [
    "maximum",
    { type: "number", maximum: 1 },
    { type: "number", maximum: -1 },
    ["bound_tightened: request"],
    ["bound_loosened: response"],
  ],
  [
    "multipleOf",
    { type: "integer", multipleOf: 2 },
    { type: "integer", multipleOf: 4 },
    ["bound_tightened: request"],
    ["bound_loosened: response"],
  ],
  [
    "multipleOf that fits neither way",
    { type: "integer", multipleOf: 2 },
    { type: "integer", multipleOf: 3 },
    ["multiple_of_changed: both"],
    ["multiple_of_changed: both"],
  ],
  ["minItems of 0", { type: "array" }, { type: "array", minItems: 0 }, [], []],
  ["a pattern", text, { type: "string", pattern: "a" }, ["pattern_added: request"], ["pattern_removed: response"]],
  [
    "another pattern",
    { type: "string", pattern: "b" },
    { type: "string", pattern: "a" },
    ["pattern_changed: both"],
    ["pattern_changed: both"],
  ],
  ["a format", text, { type: "string", format: "uuid" }, ["format_added: request"], ["format_removed: response"]],
  [
    "another format",
    { type: "string", format: "uuid" },
    { type: "string", format: "date" },
    ["format_changed: both"],
    ["format_changed: both"],
  ],
  [
    "a wider format",
    { type: "integer", format: "int32" },
    { type: "integer", format: "int64" },
    ["format_changed: response"],
    ["format_changed: request"],
  ],
  ["an optional property", object({}), object({ a: text }), ["property_added: none"], ["property_removed: request"]],
  [
    "a required property",
    object({}),
    object({ a: text }, { required: ["a"] }),
    ["required_property_added: request"],
    ["required_property_removed: both"],
  ],
  [
    "a property of a closed object",
    object({}, { additionalProperties: false }),
    object({ a: text }, { additionalProperties: false }),
    ["property_added: response"],
    ["property_removed: request"],
  ],
  [
    "a property that a map had already",
    object({}, { additionalProperties: { type: "integer" } }),
    object({ a: text }, { additionalProperties: { type: "integer" } }),
    ["type_changed: both", "property_added: none"],
    ["property_removed: request", "type_changed: both"],
  ],
  [
    "required",
    object({ a: text }),
    object({ a: text }, { required: ["a"] }),
    ["property_required: request"],
    ["property_optional: response"],
  ],
  [
    "a closed object",
    object({}),
    object({}, { additionalProperties: false }),
    ["additional_properties_closed: request"],
    ["additional_properties_opened: response"],
  ],
  ["an object that is said to be open", object({}), object({}, { additionalProperties: {} }), [], []],
  [
    "a typed map",
    object({}),
    object({}, { additionalProperties: text }),
    ["additional_properties_typed: request"],
    ["additional_properties_untyped: response"],
  ],
  [
    "patternProperties",
    object({}),
    object({}, { patternProperties: { "^x": text } }),
    ["pattern_properties_added: request"],
    ["pattern_properties_removed: response"],
  ],
  [
    "propertyNames",
    object({}),
    object({}, { propertyNames: { type: "string", maxLength: 3 } }),
    ["property_names_limited: request"],
    ["property_names_opened: response"],
  ],
  [
    "dependentRequired",
    object({}),
    object({}, { dependentRequired: { a: ["b"] } }),
    ["dependency_added: request"],
    ["dependency_removed: response"],
  ],
  [
    "items",
    { type: "array", items: text },
    { type: "array", items: { type: ["string", "integer"] } },
    ["type_widened: response"],
    ["type_narrowed: request"],
  ],
  [
    "one more place in a tuple",
    { type: "array", prefixItems: [text], items: { not: {} } },
    { type: "array", prefixItems: [text, text], items: { not: {} } },
    ["type_widened: response"],
    ["type_narrowed: request"],
  ],
  [
    "uniqueItems",
    { type: "array" },
    { type: "array", uniqueItems: true },
    ["unique_items_added: request"],
    ["unique_items_removed: response"],
  ],
  [
    "contains",
    { type: "array" },
    { type: "array", contains: text },
    ["contains_added: request"],
    ["contains_removed: response"],
  ],
  [
    "contains next to maxContains",
    { type: "array", contains: text, maxContains: 1 },
    { type: "array", contains: { type: "integer" }, maxContains: 1 },
    ["undecided: both"],
    ["undecided: both"],
  ],
  [
    "a member of a union that a property tells apart",
    { oneOf: [{ $ref: CAT }] },
    { oneOf: [{ $ref: CAT }, { $ref: DOG }] },
    ["union_member_added: response"],
    ["union_member_removed: request"],
  ],
  [
    "a member of a oneOf that takes what another took",
    { oneOf: [{ $ref: CAT }] },
    { oneOf: [{ $ref: CAT }, { $ref: "#/components/schemas/Open" }] },
    ["union_member_added: response", "union_overlap: request"],
    ["union_member_removed: request", "union_overlap: response"],
  ],
  [
    "a union next to keywords",
    object({ a: text }),
    object({ a: text }, { anyOf: [{ required: ["a"], properties: { a: {} } }] }),
    ["union_added: request"],
    ["union_removed: response"],
  ],
  [
    "members in another order",
    { oneOf: [{ $ref: CAT }, { $ref: DOG }] },
    { oneOf: [{ $ref: DOG }, { $ref: CAT }] },
    [],
    [],
  ],
  [
    "an allOf",
    { allOf: [{ $ref: CAT }] },
    { allOf: [{ $ref: CAT }, { type: "object", maxProperties: 3 }] },
    ["all_of_added: request"],
    ["all_of_removed: response"],
  ],
  ["not", text, { type: "string", not: { const: "a" } }, ["condition_added: request"], ["condition_removed: response"]],
  [
    "what not excludes",
    { type: "string", not: { const: "b" } },
    { type: "string", not: { const: "a" } },
    ["undecided: both"],
    ["undecided: both"],
  ],
  [
    "the condition of if",
    { if: { type: "string" }, else: { type: "integer" } },
    { if: { type: "boolean" }, else: { type: "integer" } },
    ["undecided: both"],
    ["undecided: both"],
  ],
  [
    "dependentSchemas",
    object({}),
    object({}, { dependentSchemas: { a: { maxProperties: 1 } } }),
    ["condition_added: request"],
    ["condition_removed: response"],
  ],
  [
    "unevaluatedProperties",
    { anyOf: [{ $ref: CAT }] },
    { anyOf: [{ $ref: CAT }], unevaluatedProperties: false },
    ["undecided: both"],
    ["undecided: both"],
  ],
  ["a default", text, { type: "string", default: "a" }, ["default_changed: none"], ["default_changed: none"]],
  ["deprecated", text, { type: "string", deprecated: true }, ["schema_deprecated: none"], ["schema_deprecated: none"]],
  [
    "readOnly",
    object({ a: text }),
    object({ a: { type: "string", readOnly: true } }),
    ["read_only_changed: none"],
    ["read_only_changed: none"],
  ],
  [
    "writeOnly",
    object({ a: text }),
    object({ a: { type: "string", writeOnly: true } }),
    ["write_only_changed: none"],
    ["write_only_changed: none"],
  ],
  [
    "a discriminator",
    { oneOf: [{ $ref: CAT }, { $ref: DOG }] },
    { oneOf: [{ $ref: CAT }, { $ref: DOG }], discriminator: { propertyName: "kind", mapping: { cat: CAT, dog: DOG } } },
    ["discriminator_changed: none"],
    ["discriminator_changed: none"],
  ],
  ["a description", text, { type: "string", description: "words" }, [], []],
])("%s is reported in both directions", (_, one, other, forth, back) => {
  expect(changesOf(one, other).sort()).toEqual(forth.sort());
  expect(changesOf(other, one).sort()).toEqual(back.sort());
});

test("a change of a component is reported once, with all operations that it reaches, and only for the side that uses it", () => {
  const old = documentWith({
    Root: object({ one: { $ref: "#/components/schemas/A" }, two: { $ref: "#/components/schemas/A" } }),
    A: text,
  });
  const next = documentWith({
    Root: object({ one: { $ref: "#/components/schemas/A" }, two: { $ref: "#/components/schemas/A" } }),
    A: { type: "string", maxLength: 2 },
  });
  expect(compareDocuments(old, next)).toEqual([
    {
      code: "bound_tightened",
      breaks: "request",
      message: "A: maxLength was absent, is 2; values that were valid may be rejected",
      operations: ["GET /read", "POST /sent"],
      oldPointer: "/components/schemas/A",
      newPointer: "/components/schemas/A/maxLength",
    },
  ]);
});

test("a component that no operation reaches breaks nothing", () => {
  const found = compareDocuments(
    documentWith({ Root: text, Far: text }),
    documentWith({ Root: text, Far: { type: "integer" } }),
  );
  expect(found).toMatchObject([{ code: "type_changed", breaks: "none", operations: [] }]);
});

test("a component that is renamed is no change, one that comes or goes is", () => {
  const used = documentWith({ Root: object({ a: { $ref: CAT } }), Cat: text });
  const renamed = documentWith({ Root: object({ a: { $ref: "#/components/schemas/Tom" } }), Tom: text });
  expect(compareDocuments(used, renamed)).toEqual([]);
  const unused = documentWith({ Root: text, Cat: text });
  const codes = compareDocuments(unused, documentWith({ Root: text, Dog: { type: "integer" } })).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(["component_removed", "component_added"]);
});

test("recursive schemas are compared to the end", () => {
  const list = (items: NormalisedSchema): NormalisedSchema =>
    object({ value: items, next: { $ref: "#/components/schemas/Root" } });
  expect(changesOf(list(text), list(text))).toEqual([]);
  expect(changesOf(list(text), list({ type: "integer" }))).toEqual(["type_changed: both"]);
});

test("a recursive list is compared with an absent schema to the end", () => {
  const list: NormalisedSchema = { type: "array", items: { $ref: "#/components/schemas/Root" } };
  expect(changesOf({ type: "array", items: list }, { type: "array" })).toContain("type_widened: response");
  expect(changesOf(list, {})).toEqual(["type_widened: response"]);
  expect(changesOf({ type: "array" }, list)).toEqual(["type_narrowed: request"]);
});

test("a default next to a reference belongs to its place", () => {
  const root = (value: string): NormalisedSchema =>
    object({ a: { $ref: "#/components/schemas/Open", default: value } });
  expect(changesOf(root("x"), root("y"))).toEqual(["default_changed: none"]);
  expect(changesOf(root("x"), root("x"))).toEqual([]);
});

test("words are compared on demand only", () => {
  const at = (description: string) => documentWith({ Root: { type: "string", description } });
  expect(compareDocuments(at("one"), at("two"))).toEqual([]);
  expect(compareDocuments(at("one"), at("two"), { all: true })).toMatchObject([
    { code: "documentation_changed", breaks: "none" },
  ]);
});
