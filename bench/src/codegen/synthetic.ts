/** A JSON object of a document that is made here. */
export type Json = { readonly [key: string]: unknown };

/**
 * An OpenAPI 3.1 document of `count` schemas and twice as many operations: objects with references, unions with a
 * discriminator, enums, lists, maps, recursion and `allOf`. The same count gives the same document.
 */
export function syntheticDocument(count: number): Json {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`invalid count: expected a whole number above zero, received ${count}`);
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    openapi: "3.1.0",
    info: { title: `Synthetic ${count}`, version: "1.0.0" },
    paths: Object.fromEntries(numbers.map((index) => [`/resource-${index}/{id}`, pathItem(index)])),
    components: { schemas: Object.fromEntries(numbers.map((index) => [nameOf(index), schemaOf(index)])) },
  };
}

const SHAPES = ["object", "object", "object", "enum", "object", "union", "object", "extension"] as const;

function nameOf(index: number): string {
  return `Model${index}`;
}

function ref(index: number): Json {
  return { $ref: `#/components/schemas/${nameOf(index)}` };
}

function schemaOf(index: number): Json {
  const shape = SHAPES[index % SHAPES.length];
  switch (shape) {
    case "object":
      return objectSchema(index);
    case "enum":
      return {
        type: "string",
        description: `States of ${index}.`,
        enum: Array.from({ length: 3 + (index % 9) }, (_, n) => `state-${index}-${n}`),
      };
    case "union":
      return unionSchema(index);
    case "extension":
      return {
        description: `Extends another model with number ${index}.`,
        allOf: [
          ref(index - 1),
          { type: "object", required: ["extra"], properties: { extra: { type: "string", minLength: 1 } } },
        ],
      };
    default:
      throw new Error(`unexpected shape: ${shape}`);
  }
}

function objectSchema(index: number): Json {
  // References stay in a block, and lead to itself or backwards: some peers write a schema out wherever it is used, and
  // come to no end where everything reaches everything.
  const block = index - (index % SHAPES.length);
  return {
    type: "object",
    description: `The model of number ${index}, with a sentence that says what it is for.`,
    required: ["id", "kind", "createdAt"],
    properties: {
      id: { type: "string", format: "uuid", description: "Identifies it." },
      kind: { type: "string", const: `kind-${index}` },
      createdAt: { type: "string", format: "date-time" },
      name: { type: "string", minLength: 1, maxLength: 200, pattern: "^[A-Za-z][\\w -]*$" },
      size: { type: "integer", minimum: 0, maximum: 1_000_000, default: 10 },
      ratio: { type: ["number", "null"], exclusiveMinimum: 0 },
      active: { type: "boolean" },
      tags: { type: "array", items: { type: "string" }, maxItems: 50 },
      labels: { type: "object", additionalProperties: { type: "string" } },
      children: { type: "array", items: ref(index) },
      first: ref(block),
      choice: { anyOf: [{ type: "string" }, { type: "integer" }, ref(Math.max(block, index - 1))] },
    },
  };
}

/** A union of the two objects before it, told apart by `kind`. */
function unionSchema(index: number): Json {
  const members = [index - 1, index - 3];
  return {
    description: `One of two models, by kind ${index}.`,
    oneOf: members.map(ref),
    discriminator: {
      propertyName: "kind",
      mapping: Object.fromEntries(
        members.map((member) => [`kind-${member}`, `#/components/schemas/${nameOf(member)}`]),
      ),
    },
  };
}

function pathItem(index: number): Json {
  const answer = { description: "As it is now.", content: { "application/json": { schema: ref(index) } } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } };
  return {
    parameters: [id],
    get: {
      operationId: `getModel${index}`,
      summary: `Reads model ${index}.`,
      parameters: [{ name: "fields", in: "query", schema: { type: "array", items: { type: "string" } } }],
      responses: { 200: answer },
    },
    put: {
      operationId: `putModel${index}`,
      summary: `Replaces model ${index}.`,
      requestBody: { required: true, content: { "application/json": { schema: ref(index) } } },
      responses: { 200: answer },
    },
  };
}
