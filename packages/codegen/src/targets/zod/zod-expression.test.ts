import { expect, test } from "vitest";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { formatMode } from "../formats.ts";
import { type PrintedComponents, printComponents } from "./print-components.ts";

const ref = (name: string): NormalisedSchema => ({ $ref: `#/components/schemas/${name}` });

function print(schemas: Readonly<Record<string, NormalisedSchema>>): PrintedComponents {
  return printComponents(
    { root: {}, schemas: new Map(Object.entries(schemas)), variants: new Map() },
    {
      names: new Map(Object.keys(schemas).map((name) => [name, name])),
      integers: "safe",
      formatMode: (format) => formatMode(format, {}),
      override: () => undefined,
    },
  );
}

function printed(schema: NormalisedSchema): string {
  const { after, components } = print({ Base: { type: "string" }, Given: schema });
  const given = components.find(({ component }) => component === "Given");
  return [bare(given?.expression ?? ""), ...after.map(bare)].join("\n");
}

/** Without what makes every constant lazy. */
function bare(text: string): string {
  return text.replace(/\/\* @__PURE__ \*\/ z\.lazy\(\(\) => ([\s\S]*)\)/, "$1");
}

const circle = (name: string): NormalisedSchema => ({
  type: "object",
  properties: { t: { const: name } },
  required: ["t"],
});

test.each<[NormalisedSchema, string]>([
  [{}, "z.unknown()"],
  [{ description: "Any.", "x-more": 1 }, "z.unknown()"],
  [{ not: {} }, "z.never()"],
  [{ type: "string" }, "z.string()"],
  [{ type: "string", format: "date-time" }, 'z.string().check($format("date-time", $isDateTime))'],
  [{ type: "string", format: "password" }, "z.string()"],
  [{ type: "string", minLength: 1 }, "z.string().min(1)"],
  [{ type: "string", minLength: 2, maxLength: 9 }, "z.string().check($minCharacters(2), $maxCharacters(9))"],
  [{ type: "string", pattern: '^"a"$' }, 'z.string().regex(new RegExp("^\\"a\\"$", "u"))'],
  [{ type: "string", pattern: "^\\-$" }, 'z.string().regex(new RegExp("^\\\\-$"))'],
  [{ type: "string", pattern: "\u2028/*" }, 'z.string().regex(new RegExp("\\u2028/*", "u"))'],
  [{ type: ["string", "null"] }, "z.nullable(z.string())"],
  [{ type: ["string", "integer"] }, "z.union([z.string(), z.int()])"],
  [{ type: "null" }, "z.null()"],
  [{ type: "integer", format: "int64", minimum: 1, maximum: 5 }, "z.int().min(1).max(5)"],
  [{ type: "integer", format: "int32" }, "z.int().min(-2147483648).max(2147483647)"],
  [{ type: "number", exclusiveMinimum: 0, multipleOf: 0.5 }, "z.number().gt(0).multipleOf(0.5)"],
  [{ type: "integer", multipleOf: 2 }, "z.int().check($multipleOf(2))"],
  [{ minimum: 3 }, "z.unknown().check($byType({\n  number: z.number().min(3),\n}))"],
  [{ enum: ["a", "b"] }, 'z.enum(["a", "b"])'],
  [{ enum: ["a", "__proto__"] }, 'z.literal(["a", "__proto__"])'],
  [{ enum: ["a", 1, null] }, 'z.literal(["a", 1, null])'],
  [{ type: "string", enum: ["a", 1, null] }, 'z.literal("a")'],
  [{ type: "boolean", enum: ["a"] }, "z.never()"],
  [
    { enum: ["ab", "c"], minLength: 2 },
    'z.enum(["ab", "c"]).check($byType({\n  string: z.string().check($minCharacters(2)),\n}))',
  ],
  [{ enum: [{ b: 1, a: [] }, 1] }, 'z.unknown().check($values(["{\\"a\\":[],\\"b\\":1}", "1"]))'],
  [{ const: 3 }, "z.literal(3)"],
  [{ const: null }, "z.literal(null)"],
  [{ const: [1] }, 'z.unknown().check($values(["[1]"]))'],
  [{ type: "array", items: { type: "boolean" }, minItems: 1 }, "z.array(z.boolean()).min(1)"],
  [{ type: "array", uniqueItems: true }, "z.array(z.unknown()).check($unique)"],
  [
    { type: "array", contains: { type: "null" }, maxContains: 2 },
    "z.array(z.unknown()).check($contains(z.null(), 1, 2))",
  ],
  [{ type: "array", contains: { type: "null" }, minContains: 0 }, "z.array(z.unknown())"],
  [
    { type: "array", prefixItems: [{ type: "string" }], items: { not: {} }, minItems: 1 },
    "z.tuple([\n  z.exactOptional(z.string()),\n]).check(z.minLength(1))",
  ],
  [{ type: "array", prefixItems: [{ type: "string" }] }, "z.tuple([\n  z.exactOptional(z.string()),\n], z.unknown())"],
  [{ type: "object" }, "z.looseObject({})"],
  [{ type: "object", additionalProperties: { type: "integer" } }, "z.record(z.string(), z.int())"],
  [{ type: "object", additionalProperties: {} }, "z.looseObject({})"],
  [{ type: "object", required: ["a"] }, "z.looseObject({\n  a: z.unknown(),\n})"],
  [
    { type: "object", additionalProperties: false, required: ["a"], properties: { a: {}, "b-c": {} } },
    'z.strictObject({\n  a: z.unknown(),\n  "b-c": z.exactOptional(z.unknown()),\n})',
  ],
  [
    { type: "object", properties: { a: {} }, additionalProperties: { type: "integer" } },
    "z.object({\n  a: z.exactOptional(z.unknown()),\n}).catchall(z.int())",
  ],
  [
    { type: "object", properties: { toString: {} }, required: ["toString"] },
    'z.unknown().check($object([\n  ["toString", z.unknown(), true],\n], []))',
  ],
  [
    { type: "object", patternProperties: { "^a": { type: "null" } }, additionalProperties: false },
    'z.unknown().check($object([], [\n  [new RegExp("^a", "u"), z.null()],\n], false))',
  ],
  [{ type: "object", minProperties: 1 }, "z.looseObject({}).check($propertyCount(1, Number.POSITIVE_INFINITY))"],
  [
    { type: "object", dependentRequired: { a: ["b"] }, propertyNames: { maxLength: 1 } },
    'z.looseObject({}).check($propertyNames(z.unknown().check($byType({\n    string: z.string().check($maxCharacters(1)),\n  }))), $dependentRequired([["a", ["b"]]]))',
  ],
  [{ not: { type: "null" } }, "z.unknown().check($not(z.null()))"],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  [{ if: { type: "string" }, then: { enum: ["a"] } }, 'z.unknown().check($if(z.string(), z.literal("a")))'],
  [{ if: { type: "string" } }, "z.unknown()"],
  [ref("Base"), "zBase"],
  [
    { allOf: [ref("Base"), { minLength: 2 }] },
    "z.unknown().check($all([zBase, z.unknown().check($byType({\n    string: z.string().check($minCharacters(2)),\n  }))]))",
  ],
  [{ anyOf: [ref("Base"), { type: "null" }] }, "z.nullable(zBase)"],
  [{ anyOf: [{ type: "string" }, { type: "boolean" }] }, "z.union([z.string(), z.boolean()])"],
  [{ oneOf: [{ type: "string" }, { type: "boolean" }] }, "z.xor([z.string(), z.boolean()])"],
  [{ oneOf: [ref("Base"), { type: "null" }] }, "z.nullable(zBase)"],
  [{ oneOf: [{}, { type: "null" }] }, "z.xor([z.unknown(), z.null()])"],
  [
    { type: "object", oneOf: [{ required: ["a"] }, { required: ["b"] }], properties: { c: { type: "null" } } },
    `z.looseObject({
  c: z.exactOptional(z.null()),
}).check($all([z.xor([z.unknown().check($byType({
  object: z.looseObject({
    a: z.unknown(),
  }),
})), z.unknown().check($byType({
  object: z.looseObject({
    b: z.unknown(),
  }),
}))])]))`,
  ],
  [{ type: "array", items: ref("Given") }, "z.array(zGiven)"],
  [{ type: "string", default: "x" }, "z.string()"],
])("%j", (given, want) => {
  expect(printed(given)).toBe(want);
});

test("what has been looked at in one member only is asked of a constant", () => {
  expect(printed({ type: "object", anyOf: [circle("a"), ref("Base")], unevaluatedProperties: false })).toBe(
    `z.looseObject({}).check($unevaluated({ when: [[$part1, { names: ["t"] }]] }, false)).check($all([z.union([$part1, zBase])]))
const $part1 = z.looseObject({
  t: z.literal("a"),
});`,
  );
});

test("what a component looks at is a constant, also when it looks at itself", () => {
  const { after } = print({
    List: { type: "array", prefixItems: [{}], anyOf: [ref("List"), { items: {} }] },
    Given: ref("List"),
    Closed: { allOf: [ref("List")], unevaluatedItems: false },
  });
  expect(after.map(bare)).toEqual([
    "const $part1 = z.unknown().check($byType({\n  array: z.array(z.unknown()),\n}));",
    "const $plan1 = { count: 1, when: [[zList, () => $plan1], [$part1, { all: true }]] };",
  ]);
});

test("a discriminated union finds its members by their literals, also where they refer back to it", () => {
  const mapping = { a: "#/components/schemas/A", b: "#/components/schemas/B" };
  const { components } = print({
    Union: { oneOf: [ref("A"), ref("B")], discriminator: { propertyName: "t", mapping } },
    A: { ...circle("a"), properties: { t: { const: "a" }, next: ref("Union") } },
    B: circle("b"),
  });
  expect(components.map(({ constant, expression }) => `${constant} = ${bare(expression)}`)).toEqual([
    'zUnion = z.discriminatedUnion("t", [zA, zB])',
    'zA = z.looseObject({\n  t: z.literal("a"),\n  next: z.exactOptional(zUnion),\n})',
    'zB = z.looseObject({\n  t: z.literal("b"),\n})',
  ]);
});

test("members that are no objects of zod are found by a helper", () => {
  const named: NormalisedSchema = { allOf: [ref("Base"), circle("x")] };
  expect(printed({ oneOf: [circle("a"), named], discriminator: { propertyName: "t", mapping: { a: 0, x: 1 } } })).toBe(
    `z.unknown().check($dispatch("t", [
  ["a", z.looseObject({
  t: z.literal("a"),
})],
  ["x", z.unknown().check($all([zBase, z.looseObject({
    t: z.literal("x"),
  })]))],
]))`,
  );
});

test("helpers are there only when something needs them", () => {
  expect(print({ A: { type: "string" } }).before).toEqual([]);
  expect(
    print({ A: { type: "string", maxLength: 3 } }).before.map((text) => /function (\S+)\(/.exec(text)?.[1]),
  ).toEqual(["$fail", "$maxCharacters"]);
});
