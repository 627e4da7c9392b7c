import { expect, test } from "vitest";
import type { JsonValue } from "../../load/json.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { runTarget } from "../../testing/target-context.ts";
import { TYPESCRIPT_VERSIONS, typecheck } from "../../testing/typecheck.ts";
import { createTypesTarget } from "./types-target.ts";

interface Samples {
  readonly schema: NormalisedSchema;
  readonly valid: readonly JsonValue[];
  /** Invalid values that the type refuses. */
  readonly refused: readonly JsonValue[];
}

const ref = (name: string): NormalisedSchema => ({ $ref: `#/components/schemas/${name}` });

const samples: Readonly<Record<string, Samples>> = {
  Open: {
    schema: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "integer" } },
      additionalProperties: { type: "boolean" },
      required: ["a"],
    },
    valid: [{ a: "x" }, { a: "x", b: 1, c: true, "d-e": false }],
    refused: [{ b: 1 }, { a: 1 }, { a: "x", c: {} }],
  },
  Closed: {
    schema: { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    valid: [{}, { a: "x" }],
    refused: [{ b: 1 }, { a: null }],
  },
  Empty: { schema: { type: "object", additionalProperties: false }, valid: [{}], refused: [{ a: 1 }, 1] },
  Extended: {
    schema: {
      type: "object",
      properties: { name: { type: "string" }, "x-known": { type: "number" } },
      patternProperties: { "^x-": { type: ["number", "boolean"] } },
      required: ["name"],
    },
    valid: [{ name: "n" }, { name: "n", "x-known": 1, "x-other": true }],
    refused: [
      { name: "n", "x-other": "s" },
      { name: "n", other: 1 },
    ],
  },
  Tuple: {
    schema: {
      type: "array",
      prefixItems: [{ type: "string" }, { type: "number" }],
      items: { type: "boolean" },
      minItems: 1,
    },
    valid: [["a"], ["a", 1], ["a", 1, true, false]],
    refused: [[], [1], ["a", "b"], ["a", 1, "c"]],
  },
  Pair: {
    schema: { type: "array", prefixItems: [{ type: "string" }, {}], items: { not: {} }, minItems: 2 },
    valid: [
      ["a", null],
      ["a", { b: 1 }],
    ],
    refused: [["a"], ["a", 1, 2]],
  },
  Literals: {
    schema: { enum: ["a", 1, null, [1, "b"], { c: [true] }] },
    valid: ["a", 1, null, [1, "b"], { c: [true] }],
    refused: ["b", 2, false, [1], { c: [false] }, {}],
  },
  Either: {
    schema: {
      type: "object",
      properties: { a: { type: "string" } },
      oneOf: [
        { properties: { b: { type: "string" } }, required: ["b"] },
        { properties: { c: { type: "number" } }, required: ["c"] },
      ],
    },
    valid: [{ b: "x" }, { a: "x", c: 1 }],
    refused: [{ a: "x" }, { a: 1, b: "x" }, { c: "x" }],
  },
  Shape: {
    schema: {
      oneOf: [ref("Circle"), ref("Square")],
      discriminator: {
        propertyName: "kind",
        mapping: { circle: "#/components/schemas/Circle", square: "#/components/schemas/Square" },
      },
    },
    valid: [
      { kind: "circle", r: 1 },
      { kind: "square", side: 1, next: { kind: "circle", r: 1 } },
    ],
    refused: [{ kind: "circle", side: 1 }, { kind: "other" }, {}],
  },
  Circle: {
    schema: {
      type: "object",
      properties: { kind: { const: "circle" }, r: { type: "number" } },
      required: ["kind", "r"],
    },
    valid: [{ kind: "circle", r: 1 }],
    refused: [{ kind: "square", r: 1 }],
  },
  Square: {
    schema: {
      allOf: [
        { type: "object", properties: { next: ref("Shape") } },
        { properties: { kind: { const: "square" }, side: { type: "number" } }, required: ["kind", "side"] },
      ],
    },
    valid: [{ kind: "square", side: 1 }],
    refused: [{ kind: "square" }, { kind: "square", side: 1, next: 1 }],
  },
  Json: {
    schema: {
      anyOf: [
        { type: ["string", "number", "boolean", "null"] },
        { type: "array", items: ref("Json") },
        { type: "object", additionalProperties: ref("Json") },
      ],
    },
    valid: [null, [1, ["a", { b: [true] }]], { a: { b: { c: {} } } }],
    refused: [],
  },
  Left: {
    schema: { anyOf: [{ type: "array", items: ref("Right") }, { type: "string" }] },
    valid: ["a", [["b"], 1]],
    refused: [1, [[2, true]]],
  },
  Right: { schema: { anyOf: [ref("Left"), { type: "number" }] }, valid: [1, ["a", 1]], refused: [true, [false]] },
  Animal: {
    schema: { oneOf: [ref("Lion"), ref("Zebra")] },
    valid: [{ kind: "lion" }, { kind: "zebra" }],
    refused: [{ kind: "other" }, {}],
  },
  Lion: {
    schema: { allOf: [ref("Animal"), { type: "object", properties: { kind: { const: "lion" } }, required: ["kind"] }] },
    valid: [{ kind: "lion" }],
    refused: [{ kind: "zebra" }],
  },
  Zebra: {
    schema: {
      allOf: [ref("Animal"), { type: "object", properties: { kind: { const: "zebra" } }, required: ["kind"] }],
    },
    valid: [{ kind: "zebra" }],
    refused: [{ kind: "lion" }],
  },
  Endless: { schema: { anyOf: [ref("Endless"), { type: "string" }] }, valid: ["x"], refused: [] },
  Typeless: {
    schema: { properties: { a: { type: "string" } } },
    valid: [1, "x", null, [1], { a: "x" }, true],
    refused: [{ a: 1 }],
  },
  Never: { schema: { not: {} }, valid: [], refused: [1, null, {}] },
  Lengthy: {
    schema: { type: "array", items: { type: "string", maxLength: 3 }, minItems: 1, maxItems: 2, uniqueItems: true },
    valid: [["a"], ["a", "b"]],
    refused: [[1], "a"],
  },
  Conditional: {
    schema: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      if: { properties: { a: { const: "x" } } },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: { properties: { b: {} }, required: ["b"] },
      dependentRequired: { b: ["a"] },
    },
    valid: [{ a: "x", b: "y" }, { a: "y" }, {}],
    refused: [{ a: 1 }],
  },
  Default: {
    schema: { type: "object", properties: { a: { type: "string", default: "x" } } },
    valid: [{}, { a: "y" }],
    refused: [{ a: 1 }],
  },
};

/** A line for each value; the compiler names the line of one that it should not take, or should. */
async function project(): Promise<Record<string, string>> {
  const schemas = Object.fromEntries(Object.entries(samples).map(([name, { schema }]) => [name, schema]));
  const { files } = await runTarget(createTypesTarget(), schemas);
  const lines = Object.entries(samples).flatMap(([name, { valid, refused }]) => [
    ...valid.map((value, index) => `export const ${name}_${index}: types.${name} = ${JSON.stringify(value)};`),
    ...refused.flatMap((value, index) => [
      "// @ts-expect-error: the schema refuses it, and so does the type",
      `export const ${name}_not_${index}: types.${name} = ${JSON.stringify(value)};`,
    ]),
  ]);
  return {
    "types.gen.d.ts": files.get("types.gen.d.ts") ?? "",
    "values.ts": `import type * as types from "./types.gen.js";\n${lines.join("\n")}\n`,
  };
}

test.each(TYPESCRIPT_VERSIONS)(
  "types take the valid values and refuse the invalid ones under TypeScript %s",
  async (version) => {
    const files = await project();
    expect(await typecheck(files, { version })).toEqual([]);
    expect(await typecheck(files, { version, modules: "bundler" })).toEqual([]);
  },
  300_000,
);

test("a value that a type takes and should not is found", async () => {
  const files = await project();
  const wrong = `${files["values.ts"]}export const wrong: types.Closed = { a: 1 };\n`;
  const errors = await typecheck({ ...files, "values.ts": wrong });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^values\.ts:\d+: Type 'number' is not assignable to type 'string'/);
}, 300_000);
