import { CodegenError, type Diagnostic } from "../diagnostic.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue } from "../load/json.ts";
import { getAtPointer, joinPointer, localRefPointer } from "../load/json-pointer.ts";
import type { LoadedDocument } from "../load/load-document.ts";
import { mapDocument } from "../load/map-document.ts";
import { SchemaNormaliser } from "./normalise-schema.ts";
import type { NormalisedDocument, NormalisedSchema } from "./normalised-document.ts";

/**
 * Brings an OpenAPI 3.0 or 3.1 document into the one form that targets read: OpenAPI 3.1, `allOf` merged, `nullable`
 * said by `type`, every `$ref` known to lead somewhere. References are kept.
 *
 * @throws {CodegenError} with every mistake, and everything that not every target can express.
 */
export function normaliseDocument(document: LoadedDocument): NormalisedDocument {
  const diagnostics: Diagnostic[] = [];
  const report = (code: Diagnostic["code"], pointer: string, message: string): void => {
    diagnostics.push({ ...document.locate(pointer), code, message, pointer });
  };
  const { root } = document;
  if (!isJsonObject(root)) {
    report("invalid_document", "", `expected an OpenAPI document, received ${describeValue(root)}`);
    throw new CodegenError(diagnostics);
  }
  const version = root.openapi;
  if (typeof version !== "string" || !/^3\.[01]\.\d+/.test(version)) {
    report("unsupported_version", "/openapi", `expected openapi: 3.0.x or 3.1.x, received ${describeValue(version)}`);
    throw new CodegenError(diagnostics);
  }
  for (const [key, expected] of [
    ["paths", "an object of paths"],
    ["components", "an object of components"],
  ] as const) {
    if (root[key] !== undefined && !isJsonObject(root[key])) {
      report("invalid_document", joinPointer("", key), `expected ${expected}, received ${describeValue(root[key])}`);
    }
  }
  const normaliser = new SchemaNormaliser(root, version.startsWith("3.0."), report);
  const mapped = mapDocument(root, {
    schema: (value, pointer) => asJson(normaliser.normalise(value, pointer)),
    ref: (ref, pointer) => checkRef(root, ref, pointer, report),
  });
  normaliser.checkDiscriminators();
  if (diagnostics.length > 0) throw new CodegenError(diagnostics);
  return { root: { ...mapped, openapi: "3.1.0" }, schemas: normaliser.components() };
}

function checkRef(root: JsonObject, ref: JsonValue, pointer: string, report: SchemaNormaliser["report"]): void {
  if (typeof ref !== "string") {
    report("unknown_ref", pointer, `expected $ref to be a string, received ${describeValue(ref)}`);
    return;
  }
  const target = localRefPointer(ref);
  if (target === undefined) {
    report(
      "external_ref",
      pointer,
      `expected a reference into this document (#/…), received ${ref}; bundle the document first`,
    );
  } else if (getAtPointer(root, target) === undefined) {
    report("unknown_ref", pointer, `expected ${ref} to lead somewhere, there is nothing`);
  }
}

function asJson(schema: NormalisedSchema): JsonObject {
  // A normalised schema holds JSON only; its members are readonly where JSON's are not.
  return schema as JsonObject;
}
