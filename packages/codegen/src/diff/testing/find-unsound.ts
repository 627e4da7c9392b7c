import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject, JsonValue } from "../../load/json.ts";
import type { NormalisedDocument, NormalisedSchema } from "../../normalise/normalised-document.ts";
import { compareDocuments, type FoundChange } from "../compare-documents.ts";
import { drawFrom, mutate, randomSchema } from "./random-schema.ts";
import { randomValue } from "./random-value.ts";

type Schemas = Readonly<Record<"Root" | "A" | "B", NormalisedSchema>>;

/** A document with an operation that sends the component Root, and one that returns it. */
export function documentWith(schemas: Readonly<Record<string, NormalisedSchema>>): NormalisedDocument {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Root" } } };
  const root = {
    openapi: "3.1.0",
    paths: {
      "/sent": { post: { requestBody: { content }, responses: { "200": { description: "" } } } },
      "/read": { get: { responses: { "200": { description: "", content } } } },
    },
    // Schemas contain only JSON; their members are readonly where those of JSON are not.
    components: { schemas: schemas as unknown as JsonObject },
  };
  return { root, schemas: new Map(Object.entries(schemas)), variants: new Map() };
}

function validatorOf(schemas: Readonly<Record<string, NormalisedSchema>>): (value: JsonValue) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
  const validate = ajv.compile({ $ref: "#/components/schemas/Root", components: { schemas } });
  return (value) => validate(value) === true;
}

/** A value that contradicts the comparison. */
export interface Unsound {
  readonly side: "request" | "response";
  readonly value: JsonValue;
  readonly old: Schemas;
  readonly new: Schemas;
  readonly changes: readonly FoundChange[];
}

/**
 * Changes a random schema and looks for a value that contradicts the comparison: valid for the sender, invalid
 * for the reader, without a breaking change. Returns how many values changed their validity.
 */
export function findUnsound(seed: number): Unsound | number {
  const draw = drawFrom(seed);
  const old: Schemas = {
    Root: randomSchema(draw, 2),
    A: guarded(randomSchema(draw, 2)),
    B: guarded(randomSchema(draw, 1)),
  };
  const place = (["Root", "A", "B"] as const)[draw(3)] ?? "Root";
  const changed = mutate(draw, old[place], 2);
  const next: Schemas = { ...old, [place]: place === "Root" ? changed : guarded(changed) };
  const changes = compareDocuments(documentWith(old), documentWith(next));
  const breaks = (side: string): boolean => changes.some((each) => each.breaks === side || each.breaks === "both");
  if (breaks("request") && breaks("response")) return 0;
  const takesOld = validatorOf(old);
  const takesNew = validatorOf(next);
  let compared = 0;
  for (const [side, sender, takes, wanted] of [
    ["request", old, takesOld, takesNew],
    ["response", next, takesNew, takesOld],
  ] as const) {
    if (breaks(side)) continue;
    const schemas = new Map(Object.entries(sender));
    for (let count = 0; count < 20; count++) {
      const value = randomValue(draw, sender.Root, schemas, 3);
      if (!takes(value)) continue;
      compared++;
      if (!wanted(value)) return { side, value, old, new: next, changes };
    }
  }
  return compared;
}

/** Prevents components that are only a reference or a union of references, which could be endless. */
export function guarded(schema: NormalisedSchema): NormalisedSchema {
  const text = JSON.stringify({ ...schema, properties: undefined, items: undefined, prefixItems: undefined });
  return text.includes("$ref") ? { type: "object", properties: { a: schema } } : schema;
}
