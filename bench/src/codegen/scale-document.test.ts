import { expect, test } from "vitest";
import { doubleDocument, halveDocument } from "./scale-document.ts";
import { syntheticDocument } from "./synthetic.ts";

const pathTo = (name: string): object => ({
  get: { operationId: `get${name}`, responses: { 200: { schema: { $ref: `#/components/schemas/${name}` } } } },
});
const document = {
  openapi: "3.1.0",
  paths: { "/cat": pathTo("Cat"), "/dog": pathTo("Dog") },
  components: {
    schemas: {
      Cat: { properties: { tail: { $ref: "#/components/schemas/Tail" } } },
      Dog: { oneOf: [{ $ref: "#/components/schemas/Cat/properties/tail" }] },
      Tail: { properties: { cat: { $ref: "#/components/schemas/Cat" } } },
    },
    securitySchemes: { key: { type: "http" } },
  },
};

test("half a document keeps every other path and what it reaches, cycles included", () => {
  const half = halveDocument(document);
  expect(half).toEqual({
    openapi: "3.1.0",
    paths: { "/cat": document.paths["/cat"] },
    components: {
      schemas: { Cat: document.components.schemas.Cat, Tail: document.components.schemas.Tail },
      securitySchemes: { key: { type: "http" } },
    },
  });
});

test("a doubled document has twins that refer to twins, and leaves what was there alone", () => {
  expect(doubleDocument(document)).toEqual({
    openapi: "3.1.0",
    paths: {
      ...document.paths,
      "/twin/cat": {
        get: { operationId: "getCat-twin", responses: { 200: { schema: { $ref: "#/components/schemas/CatTwin" } } } },
      },
      "/twin/dog": {
        get: { operationId: "getDog-twin", responses: { 200: { schema: { $ref: "#/components/schemas/DogTwin" } } } },
      },
    },
    components: {
      schemas: {
        ...document.components.schemas,
        CatTwin: { properties: { tail: { $ref: "#/components/schemas/TailTwin" } } },
        DogTwin: { oneOf: [{ $ref: "#/components/schemas/CatTwin/properties/tail" }] },
        TailTwin: { properties: { cat: { $ref: "#/components/schemas/CatTwin" } } },
      },
      securitySchemes: { key: { type: "http" } },
    },
  });
});

test("sizes go with it: twice the bytes doubled", () => {
  const whole = syntheticDocument(64);
  const bytes = (given: object): number => JSON.stringify(given).length;
  expect(bytes(doubleDocument(whole)) / bytes(whole)).toBeCloseTo(2, 1);
  expect(bytes(halveDocument(whole))).toBeLessThan(bytes(whole));
});
