import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";

async function printed(schema: object): Promise<unknown> {
  const text = await emit("json-schema", documentOf({ "Ba se": { type: "string" }, Given: schema }));
  return JSON.parse(/GivenJsonSchema: JsonSchema = ([\s\S]*?\n\});/.exec(text)?.[1] ?? "");
}

const head = { $schema: "https://json-schema.org/draft/2020-12/schema", $id: "https://starfix.dev/schema/Given.json" };

test.each<[string, object, object]>([
  [
    "references are relative",
    { type: "array", items: { $ref: "#/components/schemas/Ba se" } },
    { type: "array", items: { $ref: "Ba%20se.json" } },
  ],
  [
    "integers are held to those that JSON.parse keeps",
    { type: "integer", minimum: 0 },
    { type: "integer", minimum: 0, maximum: 9007199254740991 },
  ],
  [
    "int32 has bounds",
    { type: "integer", format: "int32" },
    { type: "integer", minimum: -2147483648, maximum: 2147483647 },
  ],
  ["asserted formats stay", { type: "string", format: "uuid" }, { type: "string", format: "uuid" }],
  ["other formats are left out", { type: "string", format: "password" }, { type: "string" }],
  ["extensions and discriminators are left out", { type: "string", "x-a": 1 }, { type: "string" }],
  [
    "annotations stay",
    { type: "string", description: "d", default: "x", deprecated: true },
    { description: "d", type: "string", default: "x", deprecated: true },
  ],
])("%s", async (_, given, want) => {
  expect(await printed(given)).toEqual({ ...head, ...want });
});

test("all schemas are listed", async () => {
  const text = await emit("json-schema", documentOf({ A: { type: "string" }, B: { type: "string" } }));
  expect(text).toContain("export const jsonSchemas: readonly JsonSchema[] = [\n  AJsonSchema,\n  BJsonSchema,\n];");
});
