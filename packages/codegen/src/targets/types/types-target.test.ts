import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";

/** The member that the component becomes, on one line. */
async function printed(schema: object): Promise<string> {
  const text = await emit("types", documentOf({ Base: { type: "string" }, Given: schema }));
  const match = /\n {8}Given: ([\s\S]*?);\n {4}\};\n/.exec(text);
  return (match?.[1] ?? "").replace(/\/\*\*[\s\S]*?\*\/\s*/g, "").replace(/\s+/g, " ");
}

test.each<[string, object, string]>([
  [
    "a closed object",
    {
      type: "object",
      additionalProperties: false,
      required: ["a"],
      properties: { a: { type: "string" }, b: { type: "integer" } },
    },
    "{ a: string; b?: number; }",
  ],
  [
    "a member with a default stays optional",
    { type: "object", properties: { a: { type: "boolean", default: false } } },
    "{ a?: boolean; }",
  ],
  ["an object of anything", { type: "object" }, "Record<string, unknown>"],
  ["a nullable list", { type: ["array", "null"], items: { type: "string" } }, "string[] | null"],
  ["a literal", { type: "string", const: "s3" }, '"s3"'],
  ["an enum with null", { type: ["string", "null"], enum: ["a", null] }, '"a" | null'],
  ["a reference", { $ref: "#/components/schemas/Base" }, 'components["schemas"]["Base"]'],
  ["merged allOf", { allOf: [{ properties: { a: { type: "string" } } }, { required: ["a"] }] }, "{ a: string; }"],
])("%s", async (_, given, want) => {
  expect(await printed(given)).toBe(want);
});

test("each component has an alias with its description", async () => {
  const text = await emit(
    "types",
    documentOf({ "my.thing": { description: "A thing. */ still", type: "string" }, Record: { type: "string" } }),
  );
  expect(text).toContain('/** A thing. *\\/ still */\nexport type myThing = components["schemas"]["my.thing"];');
  expect(text).toContain('export type RecordSchema = components["schemas"]["Record"];');
});

test("two components that come to one name are refused", async () => {
  const document = documentOf({ "a-b": { type: "string" }, "a.B": { type: "string" } });
  await expect(emit("types", document)).rejects.toThrow(/name_collision: .*a-b and a\.B both become aB/);
});
