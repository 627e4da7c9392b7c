import fc from "fast-check";
import { expect, test } from "vitest";
import { CodegenError } from "../issue.ts";
import { rebundle } from "./bundle.ts";
import { bundleSchema } from "./bundle-schema.ts";
import { isJsonObject, type JsonValue } from "./json.ts";
import { parseText } from "./load-document.ts";

const REFS = [
  "#",
  "#/",
  "#/components/schemas/A",
  "#/components/schemas/B/properties/x",
  "#a",
  "x.yaml",
  "%",
  "#/%",
  "http://[",
];

/** Documents with every kind of place that references are followed from, and values that do not belong there. */
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, 7, "", "a", [], {}, ...REFS),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(
            ...["$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs", "properties", "items", "allOf"],
            ...["discriminator", "mapping", "paths", "/a", "get", "parameters", "responses", "callbacks", "content"],
            ...["components", "schemas", "A", "B", "x", "schema", "examples", "__proto__", "constructor", "toString"],
          ),
          tie("value"),
        ),
        { maxLength: 4 },
      )
      // Members that are named __proto__ stay data.
      .map(
        (members): JsonValue =>
          JSON.parse(`{${members.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`).join()}}`),
      ),
  ),
})).value;

/** Whether an action ends well or with issues; any other error fails. */
function endsWell(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    expect(error.issues.length).toBeGreaterThan(0);
    for (const { line, column } of error.issues) expect(Math.min(line, column)).toBeGreaterThan(0);
    return false;
  }
}

test("any document is bundled or refused with a place", () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(value, value, fc.boolean(), (schemas, rest, isJson) => {
      const document = { openapi: "3.1.0", paths: { "/a": rest }, components: { schemas: { A: schemas, B: rest } } };
      const text = JSON.stringify(document, null, 1);
      seen.add(endsWell(() => rebundle(parseText(text, isJson ? "api.json" : "api.yaml"))));
    }),
    {
      numRuns: 400,
      examples: [
        [null, { $ref: "#/components/schemas/B/properties/x" }, true],
        [{ $ref: "#/components/schemas/B/x" }, { $ref: "#/components/schemas/A/x" }, false],
      ],
    },
  );
  expect(seen.size).toBe(2);
});

test("any schema is bundled or refused", () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(value, (schema) => {
      seen.add(
        endsWell(() => {
          const { root } = bundleSchema(schema);
          expect(isJsonObject(root)).toBe(true);
        }),
      );
    }),
    { numRuns: 400 },
  );
  expect(seen.size).toBe(2);
});

const TEXT = `openapi: 3.1.0
paths:
  /a: &a { get: { responses: { '200': { $ref: '#/components/responses/R' } } } }
  /b: *a
components:
  responses: { R: { description: "r", content: { 'a/b': { schema: { $ref: "#/components/schemas/S" } } } } }
  schemas:
    S: { type: [object, 'null'], properties: { s: { $ref: '#/components/schemas/S' } } }
`;

test("a text with a part cut out, doubled or replaced is read or refused with a place", () => {
  const seen = new Set<boolean>();
  const index = fc.nat(TEXT.length);
  // Of long changes only one in a hundred is still readable.
  const length = fc.oneof(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -TEXT.length, max: TEXT.length }));
  const piece = fc.constantFrom(
    "",
    "{",
    "}",
    "[",
    ": ",
    "\n",
    "\t",
    "&a ",
    "*a",
    "- ",
    '"',
    "'",
    "---\n",
    "!!set ",
    "<<: *a",
    "\0",
    "💥",
  );
  fc.assert(
    fc.property(index, length, piece, fc.constantFrom("api.yaml", "api.json"), (from, removed, replacement, file) => {
      const text = TEXT.slice(0, from) + replacement + TEXT.slice(Math.max(0, from + removed));
      seen.add(endsWell(() => rebundle(parseText(text, file))));
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
});
