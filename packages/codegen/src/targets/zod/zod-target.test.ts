import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";

async function printed(schema: object): Promise<string> {
  const text = await emit("zod", documentOf({ Base: { type: "string" }, Given: schema }));
  return /export const zGiven: z\.ZodType<Given> = ([\s\S]*?);\n/.exec(text)?.[1] ?? "";
}

test.each<[object, string]>([
  [{}, "z.unknown()"],
  [{ type: "string" }, "z.string()"],
  [{ type: "string", format: "date-time" }, "z.iso.datetime({ offset: true })"],
  [{ type: "string", format: "date" }, "z.iso.date()"],
  [{ type: "string", format: "uuid" }, "z.guid()"],
  [{ type: "string", format: "password" }, "z.string()"],
  [{ type: "string", minLength: 1 }, "z.string().check(characters(1, Number.POSITIVE_INFINITY))"],
  [{ type: "string", maxLength: 9 }, "z.string().check(characters(0, 9))"],
  [{ type: "string", pattern: '^"a"$' }, 'z.string().regex(new RegExp("^\\"a\\"$", "u"))'],
  [{ type: ["string", "null"] }, "z.nullable(z.string())"],
  [{ type: ["string", "integer"] }, "z.union([z.string(), z.int()])"],
  [{ type: "null" }, "z.null()"],
  [{ type: "integer", format: "int64", minimum: 1, maximum: 5 }, "z.int().min(1).max(5)"],
  [{ type: "integer", format: "int32" }, "z.int().min(-2147483648).max(2147483647)"],
  [{ type: "number", exclusiveMinimum: 0, multipleOf: 2 }, "z.number().gt(0).multipleOf(2)"],
  [{ enum: ["a", "b"] }, 'z.enum(["a", "b"])'],
  [{ enum: ["a", 1, null] }, 'z.literal(["a", 1, null])'],
  [{ const: 3 }, "z.literal(3)"],
  [{ type: "array", items: { type: "boolean" }, minItems: 1 }, "z.array(z.boolean()).min(1)"],
  [{ type: "object" }, "z.looseObject({})"],
  [{ type: "object", additionalProperties: { type: "integer" } }, "z.record(z.string(), z.int())"],
  [
    { type: "object", additionalProperties: false, required: ["a"], properties: { a: {}, "b-c": {} } },
    'z.strictObject({\n  a: z.unknown(),\n  "b-c": z.exactOptional(z.unknown()),\n})',
  ],
  [
    { type: "object", properties: { a: {} }, additionalProperties: { type: "integer" } },
    "z.object({\n  a: z.exactOptional(z.unknown()),\n}).catchall(z.int())",
  ],
  [{ $ref: "#/components/schemas/Base" }, "zBase"],
  [{ anyOf: [{ $ref: "#/components/schemas/Base" }, { type: "null" }] }, "z.nullable(zBase)"],
  [{ anyOf: [{ type: "string" }, { type: "boolean" }] }, "z.union([z.string(), z.boolean()])"],
  [{ oneOf: [{ type: "string" }, { type: "boolean" }] }, "z.xor([z.string(), z.boolean()])"],
  [{ type: "array", items: { $ref: "#/components/schemas/Given" } }, "z.array(z.lazy(() => zGiven))"],
  [{ type: "string", default: "x" }, "z.string()"],
])("%j", async (given, want) => {
  expect(await printed(given)).toBe(want);
});

test("members of a discriminated union stay open to it, whatever their order", async () => {
  const member = (name: string): object => ({
    type: "object",
    required: ["t"],
    properties: { t: { const: name }, next: { $ref: "#/components/schemas/Node" } },
  });
  const union = {
    oneOf: [{ $ref: "#/components/schemas/Leaf" }, { $ref: "#/components/schemas/Branch" }],
    discriminator: { propertyName: "t" },
  };
  const text = await emit("zod", documentOf({ Node: union, Leaf: member("leaf"), Branch: member("branch") }));
  expect(text.slice(text.indexOf("const open"))).toMatchInlineSnapshot(`
    "const openLeaf = z.looseObject({
      t: z.literal("leaf"),
      next: z.exactOptional(z.lazy(() => zNode)),
    });

    export const zLeaf: z.ZodType<Leaf> = openLeaf;

    const openBranch = z.looseObject({
      t: z.literal("branch"),
      next: z.exactOptional(z.lazy(() => zNode)),
    });

    export const zBranch: z.ZodType<Branch> = openBranch;

    export const zNode: z.ZodType<Node> = z.discriminatedUnion("t", [openLeaf, openBranch]);
    "
  `);
});

test("components come after those they refer to", async () => {
  const text = await emit(
    "zod",
    documentOf({ A: { type: "array", items: { $ref: "#/components/schemas/B" } }, B: { type: "string" } }),
  );
  expect(text.indexOf("zB:")).toBeLessThan(text.indexOf("zA:"));
  expect(text).not.toContain("lazy");
});

test("the length check is there only when something needs it", async () => {
  expect(await emit("zod", documentOf({ A: { type: "string" } }))).not.toContain("characters");
});
