import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseText } from "../load/load-document.ts";
import { FIXED_SEED } from "../testing/fixed-seed.ts";
import { normaliseDocument } from "./normalise-document.ts";

const names = fc.constantFrom("a", "b", "c");
const count = fc.integer({ min: 0, max: 3 });
const scalar = fc.constantFrom(null, true, 0, 1, 2, 2.5, 6, "", "a", "ab", "abc");

const { value } = fc.letrec<{ value: unknown; list: unknown; object: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 2, withCrossShrink: true }, scalar, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(names, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));

const type = fc.constantFrom("array", "boolean", "integer", "null", "number", "object", "string");
const namesList = fc.uniqueArray(names, { maxLength: 2 });

/** A schema that may refer to the given components where it applies to the same value, and to all of them elsewhere. */
function schemas(inPlace: readonly string[], all: readonly string[]): fc.Arbitrary<unknown> {
  const refs = (names: readonly string[]) => names.map((name) => fc.constant({ $ref: `#/components/schemas/${name}` }));
  return fc.letrec<{ here: unknown; inside: unknown; keywords: unknown }>((tie) => {
    const here = tie("here");
    const inside = tie("inside");
    const members = fc.array(here, { minLength: 1, maxLength: 3 });
    const keywords: Record<string, fc.Arbitrary<unknown>> = {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      const: value,
      enum: fc.array(value, { minLength: 1, maxLength: 4 }),
      minLength: count,
      maxLength: count,
      pattern: fc.constantFrom("^a", "b$", "c"),
      minimum: count,
      exclusiveMinimum: count,
      maximum: count,
      exclusiveMaximum: fc.integer({ min: 1, max: 7 }),
      multipleOf: fc.constantFrom(1, 2, 3, 0.5),
      prefixItems: fc.array(inside, { minLength: 1, maxLength: 2 }),
      items: inside,
      contains: inside,
      minContains: count,
      maxContains: count,
      minItems: count,
      maxItems: count,
      uniqueItems: fc.boolean(),
      unevaluatedItems: inside,
      properties: fc.dictionary(names, inside, { maxKeys: 2, noNullPrototype: true }),
      patternProperties: fc.dictionary(fc.constantFrom("^a", "b", "[bc]"), inside, {
        maxKeys: 1,
        noNullPrototype: true,
      }),
      additionalProperties: inside,
      propertyNames: fc.constantFrom<unknown>({ pattern: "a" }, { enum: ["a", "b"] }, { maxLength: 1 }, false),
      required: namesList,
      minProperties: count,
      maxProperties: count,
      dependentRequired: fc.dictionary(names, namesList, { maxKeys: 1, noNullPrototype: true }),
      dependentSchemas: fc.dictionary(names, here, { maxKeys: 1, noNullPrototype: true }),
      unevaluatedProperties: inside,
      oneOf: members,
      anyOf: members,
    };
    for (const key of ["not", "if", "then", "else"]) keywords[key] = here;
    if (inPlace.length > 0) keywords.$ref = fc.constantFrom(...inPlace.map((name) => `#/components/schemas/${name}`));
    const entries = Object.entries(keywords).map(([key, arbitrary]) => fc.tuple(fc.constant(key), arbitrary));
    // What is merged is what goes wrong, so it comes as often as all else together.
    const composed = fc.tuple(fc.constant("allOf"), members);
    const words = fc.array(fc.oneof({ arbitrary: composed, weight: 8 }, ...entries), { maxLength: 4 });
    return {
      here: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.boolean(), ...refs(inPlace), tie("keywords")),
      inside: fc.oneof({ maxDepth: 2, withCrossShrink: true }, fc.boolean(), ...refs(all), tie("keywords")),
      keywords: words.map((list) => Object.fromEntries(list)),
    };
  }).keywords;
}

const all = ["A", "B", "Root"];
const documents = fc.record({
  A: schemas([], all),
  B: schemas(["A"], all),
  Root: schemas(["A", "B"], all),
});

/** ajv lets `[]` pass `{ prefixItems: […], contains: … }`; with `contains` in a member of its own it does not. */
function withContainsApart(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withContainsApart);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, withContainsApart(member)]));
  const { contains, minContains, maxContains, allOf, ...rest } = members;
  if (contains === undefined || !("prefixItems" in rest)) return members;
  const apart = Object.entries({ contains, minContains, maxContains }).filter(([, member]) => member !== undefined);
  return { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), Object.fromEntries(apart)] };
}

function validator(components: object): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  const validate = ajv.compile({
    components: { schemas: withContainsApart(components) },
    $ref: "#/components/schemas/Root",
  });
  return (given) => validate(given) === true;
}

test("a schema and its normal form accept and refuse the same values", () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(documents, fc.array(value, { minLength: 6, maxLength: 12 }), (given, values) => {
      const document = { openapi: "3.1.0", info: { title: "t", version: "1" }, components: { schemas: given } };
      const { schemas: normal } = normaliseDocument(parseText(JSON.stringify(document), "api.json"), {
        dialect: "json-schema",
        report: (code, pointer, message) => {
          if (code === "invalid_schema") throw new Error(`${pointer}: ${message}`);
        },
      });
      const source = validator(given);
      const result = validator(Object.fromEntries(normal));
      for (const each of values) {
        const isValid = source(each);
        seen[isValid ? "accepted" : "refused"]++;
        expect({ value: each, normal: normal.get("Root"), isValid: result(each) }).toEqual({
          value: each,
          normal: normal.get("Root"),
          isValid,
        });
      }
    }),
    { seed: FIXED_SEED, numRuns: 100 },
  );
  // Both results must be frequent.
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan((seen.accepted + seen.refused) / 20);
}, 300_000);
