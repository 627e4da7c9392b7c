import { documentOf, emit } from "./emit.ts";

/** A reference to the component of `operationDocument`. */
export const thing: { readonly $ref: string } = { $ref: "#/components/schemas/Thing" };

/** Ordinary responses. */
export const ok: { readonly "200": object } = {
  "200": { description: "ok", content: { "application/json": { schema: thing } } },
};

/** The parameter of the path `/…/{id}`. */
export const id: object = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** A document with one operation, `doIt`. */
export function operationDocument(path: string, method: string, operation: object, rest: object = {}): object {
  return documentOf(
    { Thing: { type: "object" }, Error: { type: "object" } },
    { paths: { [path]: { [method]: { operationId: "doIt", responses: ok, ...operation }, ...rest } } },
  );
}

/** The printed operation of a document, without the rest of the file. */
export async function printedOperation(document: object): Promise<string> {
  const text = await emit("operations", document);
  const start = text.search(/export (?:interface|type) DoItInput|\/\*\*\n \* .*\n?.*`[A-Z]+ \//);
  return text.slice(start, text.indexOf("/** The ids of all operations. */")).trimEnd();
}

/** An operation with a form of these members, all required. */
export const form = (properties: object, more: object = {}): object => ({
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": { schema: { type: "object", properties, required: Object.keys(properties) }, ...more },
    },
  },
});
