import { expect, test } from "vitest";
import { normaliseGiven, normaliseSchemas, ref } from "../testing/normalise-schemas.ts";

const text = { type: "string" };
const number = { type: "integer" };
const base = { description: "The base.", type: "object", required: ["id"], properties: { id: text } };
const closed = { type: "object", additionalProperties: false, properties: { a: text } };
const patterned = { type: "object", patternProperties: { "^p": number } };
const union = { oneOf: [text, number] };
const components = { Base: base, Closed: closed, Patterned: patterned, Text: text, Union: union };

test.each<[string, object[], object]>([
  [
    "required of one member applies to a property of another",
    [{ type: "object", properties: { a: text } }, { required: ["a"] }],
    { type: "object", properties: { a: text }, required: ["a"] },
  ],
  [
    "a reference takes part with what its component says",
    [ref("Base"), { properties: { x: number }, required: ["x"] }],
    { type: "object", properties: { id: text, x: number }, required: ["id", "x"] },
  ],
  [
    "members narrow each other",
    [{ properties: { k: { type: "string", enum: ["a", "b"] } } }, { properties: { k: { const: "a" } } }],
    { type: "object", properties: { k: { type: "string", const: "a" } } },
  ],
  [
    "bounds meet",
    [
      { type: "integer", minimum: 1, maximum: 9, multipleOf: 2 },
      { type: "number", minimum: 3, exclusiveMaximum: 9, multipleOf: 6 },
    ],
    { type: "integer", minimum: 3, maximum: 9, exclusiveMaximum: 9, multipleOf: 6 },
  ],
  [
    "counts meet, and one wish for unique items is enough",
    [
      { type: ["array", "object"], minItems: 1, maxProperties: 5, uniqueItems: true },
      { type: ["object", "array", "null"], minItems: 2, maxProperties: 3 },
    ],
    { type: ["array", "object"], minItems: 2, uniqueItems: true, maxProperties: 3 },
  ],
  [
    "enums of any values meet",
    [{ enum: [{ a: 1 }, [1], 1, null] }, { enum: [null, [1], { a: 1 }] }],
    { enum: [{ a: 1 }, [1], null] },
  ],
  ["values of another type fall out", [{ enum: ["a", 1] }, text], { type: "string", enum: ["a"] }],
  [
    "items meet place by place",
    [
      { type: "array", prefixItems: [text, {}], items: number },
      { type: "array", items: { enum: ["a", 1] } },
    ],
    {
      type: "array",
      prefixItems: [{ type: "string", enum: ["a"] }, { enum: ["a", 1] }],
      items: { type: "integer", enum: [1] },
    },
  ],
  [
    "additionalProperties of a member applies to the properties of another",
    [
      { type: "object", properties: { a: text }, additionalProperties: { type: ["string", "null"] } },
      { type: "object", properties: { b: { type: ["string", "integer"] } } },
    ],
    { type: "object", properties: { a: text, b: text }, additionalProperties: { type: ["string", "null"] } },
  ],
  [
    "a closed object takes what only requires",
    [ref("Closed"), { required: ["a"], minProperties: 1, dependentRequired: { a: ["a"] } }],
    { ...closed, required: ["a"], minProperties: 1, dependentRequired: { a: ["a"] } },
  ],
  [
    "patterns of two members meet where neither is bounded",
    [ref("Patterned"), { properties: { p: { minimum: 1 } }, patternProperties: { "^q": text } }],
    { type: "object", properties: { p: { minimum: 1 } }, patternProperties: { "^p": number, "^q": text } },
  ],
  [
    "what depends on a name meets",
    [
      {
        dependentRequired: { a: ["b"] },
        dependentSchemas: { a: { minProperties: 1 } },
        propertyNames: { minLength: 1 },
      },
      {
        dependentRequired: { a: ["c"], b: [] },
        dependentSchemas: { a: { maxProperties: 9 } },
        propertyNames: { maxLength: 3 },
      },
    ],
    {
      type: "object",
      propertyNames: { minLength: 1, maxLength: 3 },
      dependentRequired: { a: ["b", "c"], b: [] },
      dependentSchemas: { a: { minProperties: 1, maxProperties: 9 } },
    },
  ],
  [
    "a union in one member is kept next to the keywords of the others",
    [{ type: "object", properties: { a: text } }, { oneOf: [{ required: ["a"] }, closed] }],
    {
      type: "object",
      properties: { a: text },
      oneOf: [{ type: "object", properties: { a: {} }, required: ["a"] }, closed],
    },
  ],
  [
    "members of members are members",
    [{ allOf: [ref("Union"), { allOf: [{ minLength: 1 }] }] }, { maxLength: 3 }],
    { allOf: [ref("Union"), { minLength: 1, maxLength: 3 }] },
  ],
  ["a member that says nothing is none", [ref("Union"), {}, { description: "Nothing." }], ref("Union")],
  [
    "the same reference twice is one",
    [{ properties: { a: ref("Union") } }, { properties: { a: { description: "d", ...ref("Union") } } }],
    { type: "object", properties: { a: { description: "d", ...ref("Union") } } },
  ],
])("%s", (_, allOf, want) => {
  expect(normaliseSchemas({ ...components, Given: { allOf } }).Given).toEqual(want);
});

test.each<[string, object, object]>([
  ["a reference to a union", { allOf: [ref("Union"), { minLength: 1 }] }, { allOf: [ref("Union"), { minLength: 1 }] }],
  ["siblings of a reference", { ...ref("Union"), minLength: 1 }, { allOf: [ref("Union"), { minLength: 1 }] }],
  [
    "two patterns, and the rest in one",
    { description: "d", pattern: "a", allOf: [{ pattern: "b" }, { minLength: 1 }] },
    { description: "d", allOf: [{ pattern: "a" }, { pattern: "b", minLength: 1 }] },
  ],
  ["two unions", { allOf: [union, { oneOf: [number] }] }, { allOf: [{ oneOf: [number] }, union] }],
  ["patterns next to bounds", { allOf: [ref("Patterned"), closed] }, { allOf: [closed, patterned] }],
  [
    "multiples of fractions",
    { allOf: [{ multipleOf: 0.3 }, { multipleOf: 0.2 }] },
    { allOf: [{ multipleOf: 0.2 }, { multipleOf: 0.3 }] },
  ],
  [
    "a member that looks at its own properties",
    { allOf: [{ anyOf: [closed], unevaluatedProperties: false }, { required: ["a"] }] },
    {
      allOf: [
        { anyOf: [closed], unevaluatedProperties: false },
        { type: "object", properties: { a: {} }, required: ["a"] },
      ],
    },
  ],
])("%s stays in allOf", (_, given, want) => {
  const { Given } = normaliseSchemas({ ...components, Given: given });
  const members: readonly object[] = Reflect.get(want, "allOf");
  expect(Given).toEqual({ ...want, allOf: expect.arrayContaining([...members]) });
  expect(Given?.allOf).toHaveLength(members.length);
});

test("annotations are those of the schema itself, then of its inline members", () => {
  const { Given, Mine } = normaliseSchemas({
    ...components,
    Mine: { description: "Mine.", allOf: [ref("Base"), { title: "T", required: ["x"] }] },
    Given: { allOf: [ref("Base")], description: "d" },
  });
  expect(Mine).toMatchObject({ title: "T", description: "Mine.", properties: { id: text, x: {} } });
  expect(Given).toEqual({ ...ref("Base"), description: "d" });
});

test("what a component is goes before what its properties are, whichever comes first", () => {
  const outer = { type: "object", properties: { inner: { allOf: [ref("B"), { required: ["x"] }] } } };
  const inner = { allOf: [ref("A"), { properties: { x: number } }] };
  const kept = { allOf: [ref("B"), { type: "object", properties: { x: {} }, required: ["x"] }] };
  const straight = normaliseSchemas({ A: outer, B: inner });
  expect(straight.A).toEqual({ type: "object", properties: { inner: kept } });
  expect(straight.B).toEqual({ type: "object", properties: { inner: kept, x: number } });
  const turned = JSON.parse(
    JSON.stringify({ B: outer, A: inner }).replaceAll("/A", "/_").replaceAll("/B", "/A").replaceAll("/_", "/B"),
  );
  const { A, B } = normaliseSchemas(turned);
  expect([B, A]).toEqual(JSON.parse(JSON.stringify([straight.A, straight.B]).replaceAll("/B", "/A")));
});

test("a chain of a thousand components is merged without end of the stack, as far as it is not too long", () => {
  const schemas: Record<string, object> = { C1000: { type: "object", properties: { last: text } } };
  for (let index = 0; index < 1000; index++)
    schemas[`C${index}`] = { allOf: [ref(`C${index + 1}`), { properties: { [`p${index}`]: number } }] };
  const { C990, C0 } = normaliseSchemas(schemas);
  expect(Object.keys(C990?.properties ?? {})).toHaveLength(11);
  // The members of one that is too far from the end of the chain stay apart.
  expect(C0).toEqual({ allOf: [ref("C1"), { type: "object", properties: { p0: number } }] });
});

test.each<[string, object, object, RegExp]>([
  [
    "types that exclude each other",
    { allOf: [text, number] },
    { not: {} },
    /all_of_conflict \S+\/allOf expected a common type, received string and integer/,
  ],
  [
    "values that exclude each other",
    { allOf: [{ enum: ["a"] }, { const: "b" }] },
    { not: {} },
    /all_of_conflict \S+ expected a common value, received \["a"\] and \["b"\]/,
  ],
  [
    "a closed object and a property of another member",
    { allOf: [ref("Closed"), { properties: { b: {} } }] },
    closed,
    /all_of_conflict \S+ expected b to be allowed by every member/,
  ],
  [
    "a closed object and a required property of another member",
    { allOf: [ref("Closed"), { required: ["b"] }] },
    { ...closed, properties: { a: text, b: { not: {} } }, required: ["b"] },
    /impossible_schema \S+\/required expected b to be among/,
  ],
  [
    "a property that members disagree on",
    { allOf: [{ properties: { a: text } }, { properties: { a: number } }] },
    { type: "object", properties: { a: { not: {} } } },
    /all_of_conflict/,
  ],
])("%s are a warning", (_, given, want, issue) => {
  const { schemas, issues } = normaliseGiven({ components: { schemas: { ...components, Given: given } } });
  expect(schemas.get("Given")).toEqual(want);
  expect(issues).toEqual([expect.stringMatching(issue)]);
});
