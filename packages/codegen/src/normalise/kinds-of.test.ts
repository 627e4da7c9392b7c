import { expect, test } from "vitest";
import { normaliseGiven, normaliseSchemas, ref } from "../testing/normalise-schemas.ts";

const base = {
  description: "An animal.",
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" }, name: { type: "string" } },
  discriminator: { propertyName: "kind", mapping: { koala: ref("Koala").$ref, bear: "Koala", emu: ref("Emu").$ref } },
};
const koala = { allOf: [ref("Animal"), { type: "object", properties: { kind: { enum: ["koala", "bear"] } } }] };
const emu = { type: "object", required: ["kind"], properties: { kind: { const: "emu" } }, additionalProperties: false };
const common = { type: "object", properties: base.properties, required: ["kind"] };
const stated = (value: string) => ({
  type: "object",
  properties: { kind: { type: "string", const: value } },
  required: ["kind"],
});

test("a discriminator without oneOf is a union of the kinds of its mapping, without duplicates", () => {
  const { Animal } = normaliseSchemas({ Animal: base, Koala: koala, Emu: emu });
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
  expect(normaliseSchemas({ Animal: base, Koala: koala, Emu: emu }).Koala).toEqual(want);
  expect(normaliseSchemas({ Koala: koala, Emu: emu, Animal: base }).Koala).toEqual(want);
});

test("a base that may be null is a union that may be null, and its kinds may not", () => {
  const { Animal, Koala } = normaliseSchemas({ Animal: { ...base, type: ["object", "null"] }, Koala: koala, Emu: emu });
  expect(Animal?.anyOf).toEqual([expect.objectContaining({ oneOf: [ref("Koala"), ref("Emu")] }), { type: "null" }]);
  expect(Koala?.type).toBe("object");
});

test("without a mapping the kinds are those whose allOf refers to the base, by their names", () => {
  const { Animal, Cub } = normaliseSchemas({
    Animal: { ...base, discriminator: { propertyName: "kind" } },
    Bear: { allOf: [ref("Animal"), { properties: { size: { type: "integer" } } }] },
    Cub: { allOf: [ref("Bear"), { properties: { age: { type: "integer" } } }] },
  });
  expect(Animal).toEqual({
    description: "An animal.",
    oneOf: [{ allOf: [ref("Bear"), stated("Bear")] }, { allOf: [ref("Cub"), stated("Cub")] }],
    discriminator: { propertyName: "kind", mapping: { Bear: 0, Cub: 1 } },
  });
  expect(Cub?.properties).toEqual({ ...base.properties, age: { type: "integer" }, size: { type: "integer" } });
});

test("a kind that is a base itself is the union of its own kinds", () => {
  const { Animal, Bear } = normaliseSchemas({
    Animal: { ...base, discriminator: { propertyName: "kind" } },
    Bear: { allOf: [ref("Animal"), { properties: { size: {} } }], discriminator: { propertyName: "kind" } },
    Cub: { allOf: [ref("Bear"), { properties: { kind: { const: "cub" } } }] },
  });
  expect(Bear).toMatchObject({ oneOf: [ref("Cub")], discriminator: { mapping: { cub: ref("Cub").$ref } } });
  expect(Animal).toMatchObject({ oneOf: [ref("Bear")], discriminator: { mapping: { cub: ref("Bear").$ref } } });
});

test("a base among its own kinds is there as what all have in common", () => {
  const { Animal } = normaliseSchemas({
    Animal: { ...base, discriminator: { propertyName: "kind", mapping: { any: "Animal", emu: "Emu" } } },
    Emu: emu,
  });
  expect(Animal?.oneOf?.[0]).toEqual({
    ...common,
    properties: { ...common.properties, kind: { type: "string", const: "any" } },
  });
  expect(Animal?.discriminator?.mapping).toEqual({ any: 0, emu: ref("Emu").$ref });
});

test("kinds extend a base that lists them without its list", () => {
  const { Pet, Cat } = normaliseSchemas({
    Pet: { ...common, oneOf: [ref("Cat"), ref("Dog")] },
    Cat: { allOf: [ref("Pet"), { properties: { purrs: {} } }] },
    Dog: { allOf: [ref("Pet"), { properties: { barks: {} } }] },
  });
  expect(Pet).toEqual({ ...common, oneOf: [ref("Cat"), ref("Dog")] });
  expect(Cat).toEqual({ ...common, properties: { ...common.properties, purrs: {} } });
});

test("in other places a base is the union of its kinds", () => {
  const { Owner } = normaliseSchemas({
    Animal: base,
    Koala: koala,
    Emu: emu,
    Owner: { type: "object", properties: { pet: { description: "Mine.", allOf: [ref("Animal")] } } },
  });
  expect(Owner?.properties?.pet).toEqual({ ...ref("Animal"), description: "Mine." });
});

test.each([
  ["a mapping to nowhere", { ...base.discriminator, mapping: { koala: "Nobody" } }],
  ["a mapping to a schema without the value", { ...base.discriminator, mapping: { wombat: "Emu" } }],
])("a base with %s stays an object, with a warning", (_, discriminator) => {
  const { schemas, issues } = normaliseGiven({
    components: { schemas: { Animal: { ...base, discriminator }, Emu: emu } },
  });
  expect(schemas.get("Animal")).toEqual({ description: "An animal.", ...common });
  expect(issues).toEqual([expect.stringMatching(/^invalid_discriminator \/components\/schemas\/Animal/)]);
});

test("a base without kinds is an object", () => {
  const { Animal } = normaliseSchemas({ Animal: { ...base, discriminator: { propertyName: "kind" } } });
  expect(Animal).toEqual({ description: "An animal.", ...common });
});
