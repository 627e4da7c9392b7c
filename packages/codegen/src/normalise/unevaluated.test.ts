import { expect, test } from "vitest";
import { normaliseSchemas, ref } from "../testing/normalise-schemas.ts";

const part = (name: string): object => ({ type: "object", properties: { [name]: { type: "string" } } });
const options = { anyOf: [part("a"), { required: ["b"] }] };

test.each<[string, object, object]>([
  [
    "without composition, it is additionalProperties",
    { ...part("a"), unevaluatedProperties: false },
    { ...part("a"), additionalProperties: false },
  ],
  [
    "it sees what the members of allOf say once they are merged",
    { allOf: [part("a"), ref("Part")], unevaluatedProperties: { type: "integer" } },
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      additionalProperties: { type: "integer" },
    },
  ],
  [
    "it has no effect next to additionalProperties",
    { ...part("a"), additionalProperties: true, unevaluatedProperties: false },
    { ...part("a"), additionalProperties: {} },
  ],
  [
    "with a union next to it, it is kept, and no further names become evaluated",
    { ...options, unevaluatedProperties: false },
    {
      unevaluatedProperties: false,
      anyOf: [part("a"), { type: "object", required: ["b"] }],
    },
  ],
  [
    "with a reference next to it, it is kept",
    { ...ref("Part"), unevaluatedProperties: false },
    { unevaluatedProperties: false, allOf: [ref("Part")] },
  ],
  [
    "in a member of allOf, it sees that member only",
    { allOf: [{ ...part("a"), unevaluatedProperties: { type: "string" } }, { minProperties: 1 }] },
    { ...part("a"), additionalProperties: { type: "string" }, minProperties: 1 },
  ],
  [
    "of items, it is items",
    { type: "array", prefixItems: [{}], unevaluatedItems: false },
    { type: "array", prefixItems: [{}], items: { not: {} } },
  ],
  [
    "of items next to contains, it is kept",
    { type: "array", contains: { type: "string" }, unevaluatedItems: false },
    { type: "array", contains: { type: "string" }, unevaluatedItems: false },
  ],
])("%s", (_, given, want) => {
  const { Given } = normaliseSchemas({ Part: part("b"), Given: given });
  expect(Given).toEqual(want);
});
