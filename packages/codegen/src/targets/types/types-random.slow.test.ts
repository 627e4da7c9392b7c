import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../load/json.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { runTarget } from "../../testing/target-context.ts";
import { typecheck } from "../../testing/typecheck.ts";
import { createTypesTarget } from "./types-target.ts";

const SEED = 20_240_229;
const KEYS = ["a", "b"] as const;

const literal = fc.constantFrom<JsonValue>("x", "y", 1, 2, true, null, [], ["x"], {}, { a: 1 });
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    literal,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 2 }),
  ),
})).value;

const type = fc.constantFrom("array", "boolean", "integer", "null", "number", "object", "string");

/**
 * Schemas in the normal form. Objects name every key that a value can have, or speak of the rest: members that nothing
 * speaks of are not part of a type.
 */
const schema: fc.Arbitrary<NormalisedSchema> = fc.letrec<{ schema: NormalisedSchema }>((tie) => {
  const inner = tie("schema");
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const both = fc.record({ a: inner, b: inner });
  return {
    schema: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      type.map((each) => ({ type: each }) as NormalisedSchema),
      fc.uniqueArray(type, { minLength: 1, maxLength: 3 }).map((types) => ({ type: types }) as NormalisedSchema),
      fc
        .uniqueArray(literal, { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) })
        .map((each) => ({ enum: each })),
      literal.map((each) => ({ const: each })),
      fc.constantFrom<NormalisedSchema>({}, { not: {} }, { type: "string", minLength: 2 }, { maxLength: 1 }),
      fc.record({ type: fc.constant("array" as const), items: inner }),
      fc.record({ type: fc.constant("array" as const), prefixItems: list, items: inner, minItems: fc.nat(3) }),
      fc.record({ type: fc.constant("array" as const), prefixItems: list, maxItems: fc.nat(3) }),
      fc.record({
        type: fc.constant("array" as const),
        prefixItems: list,
        unevaluatedItems: fc.constant(false as const),
      }),
      fc.record(
        { type: fc.constant("object" as const), properties: both, required: fc.subarray([...KEYS]) },
        { requiredKeys: ["properties", "required"] },
      ),
      fc.record({
        type: fc.constant("object" as const),
        properties: inner.map((each) => ({ a: each })),
        additionalProperties: fc.oneof(inner, fc.constant(false as const)),
      }),
      fc.record({ type: fc.constant("object" as const), patternProperties: fc.record({ "^a": inner, b: inner }) }),
      fc.record({ anyOf: list }),
      fc.record({ oneOf: list }),
      fc.record({ allOf: list }),
      fc.record({ properties: both, anyOf: list, allOf: list }),
      fc.record({ type: fc.constant("object" as const), properties: both, oneOf: list }),
    ),
  };
}).schema;

test("no random schema takes a value that its type refuses", async () => {
  const schemas = fc.sample(schema, { numRuns: 400, seed: SEED });
  const values = fc.sample(value, { numRuns: 80, seed: SEED });
  const named = Object.fromEntries(schemas.map((each, index) => [`S${index}`, each]));
  const { files } = await runTarget(createTypesTarget(), named);
  const ajv = new Ajv2020({ strict: false });
  const lines: string[] = [];
  for (const [name, each] of Object.entries(named)) {
    const validate = ajv.compile(each);
    for (const given of values)
      if (validate(given)) lines.push(`export const _${lines.length}: t.${name} = ${JSON.stringify(given)};`);
  }
  expect(lines.length).toBeGreaterThan(2000);
  const types = files.get("types.gen.d.ts") ?? "";
  const uses = `import type * as t from "./types.gen.js";\n${lines.join("\n")}\n`;
  const errors = await typecheck({ "types.gen.d.ts": types, "values.ts": uses });
  const found = errors.slice(0, 5).map((error) => {
    const line = lines[Number(/^values\.ts:(\d+)/.exec(error)?.[1] ?? 0) - 2] ?? "";
    const name = /t\.(\w+)/.exec(line)?.[1] ?? "";
    return { error, line, schema: JSON.stringify(named[name]) };
  });
  expect(found).toEqual([]);
}, 120_000);
