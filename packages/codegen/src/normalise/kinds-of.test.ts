import { expect, test } from "vitest";
import { parseText } from "../load/load-document.ts";
import { normaliseDocument } from "./normalise-document.ts";
import type { NormalisedSchema } from "./normalised-document.ts";

function normalise(schemas: object): Record<string, NormalisedSchema> {
  const document = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {}, components: { schemas } };
  return Object.fromEntries(normaliseDocument(parseText(JSON.stringify(document, null, 1), "api.json")).schemas);
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const base = {
  description: "An animal.",
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" }, name: { type: "string" } },
  discriminator: { propertyName: "kind", mapping: { koala: ref("Koala").$ref, bear: "Koala", emu: ref("Emu").$ref } },
};
const koala = { allOf: [ref("Animal"), { type: "object", properties: { kind: { enum: ["koala", "bear"] } } }] };
const emu = { type: "object", required: ["kind"], properties: { kind: { const: "emu" } }, additionalProperties: false };

test("a discriminator without oneOf stands for the kinds of its mapping, each once", () => {
  const { Animal } = normalise({ Animal: base, Koala: koala, Emu: emu });
  expect(Animal).toEqual({
    description: "An animal.",
    oneOf: [ref("Koala"), ref("Emu")],
    discriminator: {
      propertyName: "kind",
      mapping: { koala: ref("Koala").$ref, bear: ref("Koala").$ref, emu: ref("Emu").$ref },
    },
  });
});

test("a kind takes from the base what all have in common, whichever comes first", () => {
  const want = {
    type: "object",
    properties: { kind: { type: "string", enum: ["koala", "bear"] }, name: { type: "string" } },
    required: ["kind"],
  };
  expect(normalise({ Animal: base, Koala: koala, Emu: emu }).Koala).toEqual(want);
  expect(normalise({ Koala: koala, Emu: emu, Animal: base }).Koala).toEqual(want);
});

test("a base that may be null is a union that may be null, and its kinds may not", () => {
  const { Animal, Koala } = normalise({ Animal: { ...base, type: ["object", "null"] }, Koala: koala, Emu: emu });
  expect(Animal?.anyOf).toEqual([expect.objectContaining({ oneOf: [ref("Koala"), ref("Emu")] }), { type: "null" }]);
  expect(Koala?.type).toBe("object");
});

test.each([
  ["a mapping to nowhere", { ...base.discriminator, mapping: { koala: "Nobody" } }],
  ["a mapping to a schema without the value", { ...base.discriminator, mapping: { wombat: "Emu" } }],
  ["no mapping", { propertyName: "kind" }],
])("a base with %s stays an object", (_, discriminator) => {
  const { Animal } = normalise({ Animal: { ...base, discriminator }, Emu: emu });
  expect(Animal).toMatchObject({ type: "object", properties: { name: { type: "string" } } });
  expect(Animal).not.toHaveProperty("oneOf");
});

test("kinds that cannot be told apart are refused", () => {
  const { required: _, ...loose } = emu;
  expect(() => normalise({ Animal: base, Koala: koala, Emu: loose })).toThrow(
    /invalid_discriminator: expected #\/components\/schemas\/Emu to require kind with a const/,
  );
});
