import { z } from "zod";
import type { Json } from "./synthetic.ts";

/** An object of 20 properties as a document states it: what is parsed to compare generated zod with hand-written. */
export const ITEM_SCHEMA: Json = {
  type: "object",
  required: [
    "id",
    "name",
    "sku",
    "price",
    "currency",
    "quantity",
    "active",
    "createdAt",
    "tags",
    "dimensions",
    "owner",
  ],
  properties: {
    id: { type: "string", format: "uuid" },
    name: { type: "string", minLength: 1, maxLength: 200 },
    description: { type: "string" },
    sku: { type: "string", pattern: "^[A-Z]{2}-\\d{4}$" },
    price: { type: "number", minimum: 0 },
    currency: { type: "string", enum: ["CHF", "EUR", "USD"] },
    quantity: { type: "integer", minimum: 0 },
    weight: { type: ["number", "null"] },
    active: { type: "boolean" },
    createdAt: { type: "string", format: "date-time" },
    updatedAt: { type: "string", format: "date-time" },
    tags: { type: "array", items: { type: "string" }, maxItems: 10 },
    states: { type: "array", items: { type: "string", enum: ["new", "used", "broken"] } },
    rating: { type: "number", minimum: 0, maximum: 5 },
    contact: { type: "string", format: "email" },
    dimensions: {
      type: "object",
      required: ["width", "height"],
      properties: { width: { type: "number" }, height: { type: "number" }, depth: { type: "number" } },
    },
    owner: { type: "object", required: ["name"], properties: { name: { type: "string" }, team: { type: "string" } } },
    attributes: { type: "object", additionalProperties: { type: "string" } },
    notes: { type: ["string", "null"] },
    revision: { type: "integer", exclusiveMinimum: 0 },
  },
};

/** One component for one item, one for a list of 20, and an operation for each: some peers emit those only. */
export const ITEM_DOCUMENT: Json = {
  openapi: "3.1.0",
  info: { title: "Items", version: "1.0.0" },
  paths: { "/item": answers("Item"), "/items": answers("Items") },
  components: {
    schemas: {
      Item: ITEM_SCHEMA,
      Items: { type: "array", minItems: 20, maxItems: 20, items: { $ref: "#/components/schemas/Item" } },
    },
  },
};

function answers(component: string): Json {
  const schema = { $ref: `#/components/schemas/${component}` };
  const ok = { description: "As it is.", content: { "application/json": { schema } } };
  return { get: { operationId: `get${component}`, responses: { 200: ok } } };
}

/** The item as one writes it by hand; `object` says what becomes of unknown keys. */
function itemByHand(object: (shape: z.core.$ZodLooseShape) => z.ZodType): z.ZodType {
  return object({
    id: z.uuid(),
    name: z.string().min(1).max(200),
    description: z.string().optional(),
    sku: z.string().regex(/^[A-Z]{2}-\d{4}$/),
    price: z.number().min(0),
    currency: z.enum(["CHF", "EUR", "USD"]),
    quantity: z.int().min(0),
    weight: z.number().nullable().optional(),
    active: z.boolean(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }).optional(),
    tags: z.array(z.string()).max(10),
    states: z.array(z.enum(["new", "used", "broken"])).optional(),
    rating: z.number().min(0).max(5).optional(),
    contact: z.email().optional(),
    dimensions: object({ width: z.number(), height: z.number(), depth: z.number().optional() }),
    owner: object({ name: z.string(), team: z.string().optional() }),
    attributes: z.record(z.string(), z.string()).optional(),
    notes: z.string().nullable().optional(),
    revision: z.int().gt(0).optional(),
  });
}

/** Keeps unknown keys, as the document says: the equal of what is generated. */
export const itemByHandLoose: z.ZodType = itemByHand((shape) => z.looseObject(shape));

/** Drops unknown keys: `z.object`, zod's own default. */
export const itemByHandStrip: z.ZodType = itemByHand((shape) => z.object(shape));

/** An item with all 20 properties. */
export function itemOf(index: number): Json {
  return {
    id: `3f0c2a54-8b1d-4c6e-9a70-${String(index).padStart(12, "0")}`,
    name: `Item ${index}`,
    description: "Made of oak, oiled twice.",
    sku: `AB-${String(1000 + index)}`,
    price: 19.5 + index,
    currency: "CHF",
    quantity: index,
    weight: null,
    active: index % 2 === 0,
    createdAt: "2024-02-29T12:34:56Z",
    updatedAt: "2024-03-01T00:00:00Z",
    tags: ["wood", "oak", "small"],
    states: ["new", "used"],
    rating: 4.5,
    contact: `owner-${index}@example.org`,
    dimensions: { width: 10, height: 20.5, depth: 3 },
    owner: { name: "Workshop", team: "carpentry" },
    attributes: { colour: "natural", grain: "fine" },
    notes: null,
    revision: index + 1,
  };
}
