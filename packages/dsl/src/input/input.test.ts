import { expect, test } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import { z as z3 } from "zod/v3";
import { fromJsonSchema, fromZod } from "../input.ts";
import { fromZod3 } from "../zod3.ts";

test("a zod 4 object gives the type of each column", () => {
  const schema = z.object({
    city: z.string(),
    at: z.iso.datetime(),
    day: z.date(),
    visits: z.int(),
    total: z.bigint(),
    length: z.number().nullable(),
    open: z.boolean(),
    kind: z.enum(["a", "b"]),
    tags: z.array(z.string()).optional(),
    counts: z.array(z.int()),
    lengths: z.array(z.number()).default([]),
    place: z.object({ lat: z.number() }),
    visitors: z.array(z.object({ name: z.string() })),
    labels: z.record(z.string(), z.string()),
    parsed: z.string().transform(Number),
    mixed: z.union([z.int(), z.number()]),
  });
  expect(fromZod(schema)).toEqual({
    city: "string",
    at: "string",
    day: "string",
    visits: "long",
    total: "long",
    length: "double",
    open: "string",
    kind: "string",
    tags: "stringArray",
    counts: "longArray",
    lengths: "doubleArray",
    place: "json",
    visitors: "json",
    labels: "json",
    parsed: "string",
    mixed: "double",
  });
  expect(fromZod(mini.object({ city: mini.string() }))).toEqual({ city: "string" });
});

test("a zod 3 object gives the same types", () => {
  const schema = z3.object({
    city: z3.string(),
    at: z3.date(),
    visits: z3.number().int(),
    length: z3.number().nullable(),
    tags: z3.array(z3.string()).optional(),
    place: z3.object({ lat: z3.number() }),
    parsed: z3.string().transform(Number),
  });
  expect(fromZod3(schema)).toEqual({
    city: "string",
    at: "string",
    visits: "long",
    length: "double",
    tags: "stringArray",
    place: "json",
    parsed: "string",
  });
});

test("a JSON Schema gives the types of its properties, through references", () => {
  const schema = {
    $defs: { City: { type: "string", enum: ["Perth"] } },
    type: "object",
    properties: {
      city: { $ref: "#/$defs/City" },
      visits: { type: ["integer", "null"] },
      size: { anyOf: [{ type: "integer" }, { type: "number" }, { type: "null" }] },
      level: { enum: [1, 2, null] },
      tags: { type: "array", items: { type: "string" } },
      grid: { type: "array", items: { type: "array", items: { type: "number" } } },
    },
  } as const;
  expect(fromJsonSchema(schema)).toEqual({
    city: "string",
    visits: "long",
    size: "double",
    level: "long",
    tags: "stringArray",
    grid: "json",
  });
  expect(
    fromJsonSchema({
      $ref: "#/definitions/Koala",
      definitions: { Koala: { properties: { city: { type: "string" } } } },
    }),
  ).toEqual({ city: "string" });
});

test("neither zod is mistaken for the other", () => {
  // @ts-expect-error an object of zod 3
  expect(() => fromZod(z3.object({ city: z3.string() }))).toThrow(
    "received one of zod 3: call fromZod3() of @starfix/dsl/zod3",
  );
  // @ts-expect-error an object of zod 4
  expect(() => fromZod3(z.object({ city: z.string() }))).toThrow(
    "received one of zod 4: call fromZod() of @starfix/dsl/input",
  );
});

test.each([
  [
    "text or a number",
    () => fromZod(z.object({ id: z.union([z.string(), z.number()]) })),
    "invalid input at #/properties/id: expected one type of column, not string or double",
  ],
  [
    "anything",
    () => fromZod(z.object({ any: z.unknown() })),
    "invalid input at #/properties/any: expected a schema with a type",
  ],
  [
    "nothing but null",
    () => fromZod(z.object({ no: z.null() })),
    "invalid input at #/properties/no: expected a type other than null",
  ],
  [
    "items of several types",
    () => fromZod3(z3.object({ ids: z3.array(z3.union([z3.string(), z3.number()])) })),
    "invalid input at #/properties/ids/items: expected one type of column",
  ],
  [
    "a reference to nothing",
    () => fromJsonSchema({ properties: { a: { $ref: "#/$defs/None" } } }),
    "invalid input at #/properties/a: expected a reference to something that is there",
  ],
  [
    "a circle of references",
    () => fromJsonSchema({ $defs: { A: { $ref: "#/$defs/A" } }, properties: { a: { $ref: "#/$defs/A" } } }),
    "expected a reference that ends somewhere",
  ],
  ["no object", () => fromZod(z.string()), "invalid input schema: expected a JSON Schema of an object with properties"],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});

test("what is no schema is refused", () => {
  // @ts-expect-error a text is no schema
  expect(() => fromZod("city")).toThrow("invalid input schema: expected an object of zod 4");
  // @ts-expect-error a text is no schema
  expect(() => fromZod3("city")).toThrow("invalid input schema: expected an object of zod 3");
});
