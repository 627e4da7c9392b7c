import { expect, test } from "vitest";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { runTarget } from "../../testing/target-context.ts";
import { createTypesTarget } from "./types-target.ts";

const ref = (name: string): NormalisedSchema => ({ $ref: `#/components/schemas/${name}` });
const never: NormalisedSchema = { not: {} };
const BASES: Readonly<Record<string, NormalisedSchema>> = {
  Base: { type: "string" },
  Other: { type: "object", properties: { o: { type: "string" } } },
  Wide: { type: ["string", "object"] },
};

async function types(schemas: Readonly<Record<string, NormalisedSchema>>): Promise<string> {
  const { files } = await runTarget(createTypesTarget(), schemas);
  return files.get("types.gen.d.ts") ?? "";
}

/** What the component is an alias of, on one line and without comments. */
async function printed(schema: NormalisedSchema): Promise<string> {
  const text = await types({ ...BASES, Given: schema });
  const match = /\nexport type Given =([\s\S]*?);\n(?:\n|$)/.exec(text);
  return (match?.[1] ?? "")
    .replace(/\/\*\*[\s\S]*?\*\/\s*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

test.each<[string, NormalisedSchema, string]>([
  [
    "a closed object",
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "integer" } },
      additionalProperties: false,
      required: ["a"],
    },
    "{ a: string; b?: number; }",
  ],
  [
    "a member with a default stays optional",
    { type: "object", properties: { a: { type: "boolean", default: false } } },
    "{ a?: boolean; }",
  ],
  [
    "what only the service sets is read only",
    { type: "object", properties: { a: { type: "string", readOnly: true } } },
    "{ readonly a?: string; }",
  ],
  [
    "names that are no identifiers are quoted",
    { type: "object", properties: { "a-b": {}, "1": {}, "": {}, "a\u2028": {} } },
    '{ "1"?: unknown; "a-b"?: unknown; ""?: unknown; "a\\u2028"?: unknown; }',
  ],
  ["an object of anything", { type: "object" }, "Record<string, unknown>"],
  ["an object of anything, said", { type: "object", additionalProperties: {} }, "Record<string, unknown>"],
  ["an object of nothing", { type: "object", additionalProperties: false }, "Record<string, never>"],
  ["a map", { type: "object", additionalProperties: ref("Base") }, "{ [key: string]: Base; }"],
  [
    "an open object with optional members",
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      additionalProperties: { type: "number" },
    },
    "{ a?: string; b?: string; [key: string]: string | number | undefined; }",
  ],
  [
    "an open object with required members",
    { type: "object", properties: { a: ref("Other") }, additionalProperties: { type: "number" }, required: ["a"] },
    "{ a: Other; [key: string]: Other | number; }",
  ],
  [
    "an object open to anything",
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: {} },
    "{ a?: string; [key: string]: unknown; }",
  ],
  [
    "members of an object inside an index are on one line",
    {
      type: "object",
      properties: {
        a: {
          type: "object",
          description: "d",
          properties: { b: { type: "array", items: { type: ["string", "null"] } } },
        },
      },
      additionalProperties: { type: "number" },
    },
    "{ a?: { b?: (string | null)[]; }; [key: string]: { b?: (string | null)[]; } | number | undefined; }",
  ],
  [
    "names by a pattern",
    { type: "object", properties: { a: { type: "string" } }, patternProperties: { "[0-9]": { type: "number" } } },
    "{ a?: string; [key: string]: string | number | undefined; }",
  ],
  [
    "names by what they start with",
    {
      type: "object",
      properties: { a: { type: "string" }, "x-b": { type: "boolean" } },
      patternProperties: { "^x-": { type: "number" } },
    },
    '{ a?: string; "x-b"?: boolean; [key: `x-${string}`]: boolean | number | undefined; }',
  ],
  [
    "patterns and the rest",
    {
      type: "object",
      patternProperties: { "^a": { type: "number" } },
      additionalProperties: { type: "string" },
    },
    "{ [key: string]: number | string; }",
  ],
  [
    "patterns of a closed object",
    { type: "object", patternProperties: { "^a": { type: "number" } }, additionalProperties: false },
    "{ [key: `a${string}`]: number; }",
  ],
  [
    "unevaluated members of an object without members of a composition",
    {
      type: "object",
      properties: { a: { type: "string" } },
      unevaluatedProperties: { type: "number" },
      required: ["a"],
    },
    "{ a: string; [key: string]: string | number; }",
  ],
  ["a nullable list", { type: ["array", "null"], items: { type: "string" } }, "string[] | null"],
  ["a list of a union", { type: "array", items: { type: ["string", "null"] }, minItems: 1 }, "(string | null)[]"],
  ["a list of anything", { type: "array" }, "unknown[]"],
  ["a list of nothing", { type: "array", items: never }, "[]"],
  ["a list of at most nothing", { type: "array", items: { type: "string" }, maxItems: 0 }, "[]"],
  [
    "an open tuple",
    { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    "[string?, number?, ...unknown[]]",
  ],
  [
    "a closed tuple",
    { type: "array", prefixItems: [{ type: "string" }, { type: ["number", "null"] }], items: never, minItems: 1 },
    "[string, (number | null)?]",
  ],
  [
    "a tuple with a tail",
    { type: "array", prefixItems: [ref("Base")], items: { anyOf: [ref("Base"), { type: "null" }] }, minItems: 1 },
    "[Base, ...(Base | null)[]]",
  ],
  [
    "a tuple cut short",
    { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], maxItems: 1, minItems: 1 },
    "[string]",
  ],
  ["a tuple that an impossible item ends", { type: "array", prefixItems: [{ type: "string" }, never] }, "[string?]"],
  [
    "unevaluated items",
    { type: "array", prefixItems: [{ type: "string" }], unevaluatedItems: false, minItems: 1 },
    "[string]",
  ],
  [
    "unevaluated items next to a composition may be evaluated there",
    { type: "array", prefixItems: [{ type: "string" }], unevaluatedItems: false, anyOf: [{ minItems: 3 }, {}] },
    "[string?, ...unknown[]]",
  ],
  ["a literal", { type: "string", const: "s3" }, '"s3"'],
  ["null alone", { const: null }, "null"],
  ["a literal array", { const: [1, "a", [], null] }, '[1, "a", [], null]'],
  ["a literal object", { const: { a: { "b-c": -1.5 }, d: {} } }, '{ a: { "b-c": -1.5 }; d: Record<string, never> }'],
  ["an enum with null", { type: ["string", "null"], enum: ["a", null] }, '"a" | null'],
  ["an enum of everything", { enum: [1, "1", true, null, [2], { a: 3 }] }, '1 | "1" | true | null | [2] | { a: 3 }'],
  ["a number too large to read", { const: Number.POSITIVE_INFINITY }, "number"],
  ["several types", { type: ["string", "integer", "number", "boolean"] }, "string | number | boolean"],
  ["formats", { type: "string", format: "binary" }, "string"],
  ["anything", {}, "unknown"],
  ["nothing", never, "never"],
  ["no null is not said by a type", { not: { type: "null" } }, "unknown"],
  ["a reference", ref("Base"), "Base"],
  ["a reference to nothing", ref("Gone"), "unknown"],
  ["a nullable reference", { anyOf: [ref("Base"), { type: "null" }] }, "Base | null"],
  [
    "keywords that only a check can hold to",
    {
      type: "object",
      propertyNames: { pattern: "^a" },
      minProperties: 1,
      if: { required: ["a"], properties: { a: {} } },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: { properties: { b: { type: "string" } } },
      else: never,
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: never },
    },
    "Record<string, unknown>",
  ],
  ["contains", { type: "array", contains: { type: "string" }, minContains: 1 }, "unknown[]"],
  [
    "members hold for objects only where no type is said",
    { properties: { a: { type: "string" } } },
    "{ a?: string; } | unknown[] | string | number | boolean | null",
  ],
  ["a typeless length", { maxLength: 3 }, "unknown"],
  [
    "a composition next to members",
    {
      type: "object",
      properties: { a: { type: "string" } },
      anyOf: [
        { properties: { b: { type: "string" } }, required: ["b"] },
        { properties: { c: {} }, required: ["c"] },
      ],
    },
    "{ a?: string; } & ({ b: string; } | { c: unknown; })",
  ],
  [
    "oneOf and anyOf at once, of which only one kind is left",
    { oneOf: [ref("Base"), ref("Other")], anyOf: [ref("Base"), { type: "null" }] },
    "Base",
  ],
  ["the kind next to members that imply it", { type: "object", oneOf: [ref("Other"), ref("Base")] }, "Other"],
  [
    "the kind next to members that do not imply it",
    { type: "string", anyOf: [ref("Wide"), ref("Base")] },
    "string & (Wide | Base)",
  ],
  ["members that say no kind", { type: "string", anyOf: [{ maxLength: 1 }, { minLength: 3 }] }, "string"],
  [
    "a member of a hierarchy",
    { allOf: [ref("Other"), { properties: { t: { type: "string", const: "x" } }, required: ["t"] }] },
    'Other & { t: "x"; }',
  ],
  ["members that nothing meets", { allOf: [ref("Base"), { type: "number" }] }, "never"],
  ["an impossible member of a union", { oneOf: [never, ref("Base")] }, "Base"],
  [
    "the same member twice",
    { anyOf: [{ type: "string", minLength: 1 }, { type: "string" }, ref("Base")] },
    "string | Base",
  ],
  ["a list of members at once", { type: "array", items: { allOf: [ref("Other"), ref("Wide")] } }, "(Other & Wide)[]"],
])("%s", async (_, given, want) => {
  expect(await printed(given)).toBe(want);
});

test("an alias that is a part of itself says nothing there, one behind an array or an object does", async () => {
  const text = await types({
    Bare: { anyOf: [ref("Bare"), { type: "string" }] },
    Left: { anyOf: [ref("Right"), { type: "string" }] },
    List: { anyOf: [{ type: "array", items: ref("List") }, { type: "string" }] },
    Map: { anyOf: [{ type: "object", additionalProperties: ref("Map") }, { type: "string" }] },
    Near: { anyOf: [ref("Left"), { type: "null" }] },
    Right: { allOf: [ref("Left"), { type: "string" }] },
  });
  expect(text.slice(text.indexOf("export type Bare"))).toBe(`export type Bare = unknown;

export type Left = Right | string;

export type List = List[] | string;

export type Map = {
  [key: string]: Map;
} | string;

export type Near = Left | null;

export type Right = string;
`);
});

test("a base that lists its kinds, each of which starts from the base, is the union of what they add", async () => {
  const kind = (name: string): NormalisedSchema => ({
    allOf: [ref("Pet"), { type: "object", properties: { kind: { const: name } }, required: ["kind"] }],
  });
  const text = await types({ Cat: kind("cat"), Dog: kind("dog"), Pet: { oneOf: [ref("Cat"), ref("Dog")] } });
  expect(text.slice(text.indexOf("export type Cat"))).toBe(`export type Cat = {
  kind: "cat";
};

export type Dog = {
  kind: "dog";
};

export type Pet = Cat | Dog;
`);
});

test("descriptions stay inside their comments", async () => {
  const text = await types({
    "my.thing": { description: "A thing. */ still\r\nmore\u2028end", type: "string" },
    Record: {
      title: "Titled",
      type: "object",
      properties: {
        a: { type: "string", description: "One.", format: "date", pattern: "^*/$", default: "*/", deprecated: true },
      },
    },
  });
  expect(text).toContain(`/**
 * A thing. *\\/ still
 * more
 * end
 */
export type MyThing = string;
`);
  expect(text).toContain(`/** Titled */
export type RecordSchema = {
  /**
   * One.
   *
   * @format date
   * @pattern ^*\\/$
   * @default "*\\/"
   * @deprecated
   */
  a?: string;
};
`);
});

test("a long union is printed on several lines", async () => {
  const values = Array.from({ length: 12 }, (_, index) => `value number ${index}`);
  const text = await types({ Given: { enum: values } });
  expect(text).toContain('export type Given =\n  | "value number 0"\n  | "value number 1"\n');
});

test("an override replaces the type of its component and brings its imports", async () => {
  const { files } = await runTarget(
    createTypesTarget(),
    { Money: { type: "string" }, Price: { type: "object", properties: { net: ref("Money") } } },
    {
      override: (component) =>
        component === "Money"
          ? { type: "Decimal", imports: { types: ['import type { Decimal } from "decimal.js";'] } }
          : undefined,
    },
  );
  const text = files.get("types.gen.d.ts") ?? "";
  expect(text.startsWith('// header\nimport type { Decimal } from "decimal.js";\n\n')).toBe(true);
  expect(text).toContain("export type Money = Decimal;");
  expect(text).toContain("net?: Money;");
});

test("names with the same identifier are renamed and reported, names that differ in case are kept", async () => {
  const { files, reports } = await runTarget(createTypesTarget(), {
    "a-b": { type: "string" },
    "a.B": { type: "number" },
    aB: { type: "boolean" },
    AB: { type: "null" },
    class: { type: "string" },
  });
  const text = files.get("types.gen.d.ts") ?? "";
  expect(text.match(/^export type (?!\$|paths|webhooks|operations).*$/gm)).toEqual([
    "export type AB_2 = string;",
    "export type AB_3 = number;",
    "export type aB = boolean;",
    "export type AB = null;",
    "export type Class = string;",
  ]);
  expect(reports.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "name_collision /components/schemas/a-b",
    "name_collision /components/schemas/a.B",
  ]);
});
