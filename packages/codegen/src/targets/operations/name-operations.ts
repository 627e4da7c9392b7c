import type { JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import { RESERVED, toIdentifier } from "../names.ts";
import type { TargetContext } from "../target.ts";
import { textOf } from "./operation-place.ts";

/** Names that the generated module declares or imports. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "ApiError",
  "CallOptions",
  "EncodedBody",
  "FetchTransportOptions",
  "FieldStyle",
  "FormField",
  "FormFile",
  "OperationId",
  "OperationInfo",
  "OperationRequest",
  "OperationValidators",
  "RawBody",
  "RuntimeTransport",
  "Transport",
  "ValidationError",
  "ValidationIssue",
  "Validator",
  "Validators",
  "encodeBody",
  "fetchTransport",
  "operations",
  "paths",
  "readAnswer",
  "requestTarget",
  "toHeaders",
  "toQuery",
  "toSegment",
  "undefined",
  "validatingTransport",
]);

/** Globals that generated code uses. */
const GLOBALS: ReadonlySet<string> = new Set(["Blob", "Object", "Promise", "ReadableStream", "Uint8Array"]);

export interface OperationNames {
  readonly id: string;
  readonly inputName: string;
  readonly typesName: string;
}

/**
 * Names each operation by its operationId, or by its method and path: `GET /pets/{petId}` → `getPetsPetId`. A
 * reserved word becomes `deleteOperation`, the second of two equal names `getPet_2`; both are reported.
 */
export function createNamer(
  context: TargetContext,
): (operation: JsonObject, place: { method: string; path: string; pointer: string }) => OperationNames {
  const taken = new Map<string, string>([...context.names.values()].map((name) => [name, "a component"]));
  for (const name of [...OWN_NAMES, ...GLOBALS]) taken.set(name, "the module itself");
  for (const name of RESERVED) taken.set(name, "the language");
  const next = new Map<string, number>();
  return (operation, { method, path, pointer }) => {
    const given = textOf(operation.operationId);
    const preferred = toIdentifier(given ?? `${method} ${path}`);
    const isFree = (id: string): boolean => !taken.has(id) && !taken.has(inputName(id)) && !taken.has(typesName(id));
    let id = preferred;
    if (!isFree(id)) {
      const owner = taken.get(preferred) ?? taken.get(inputName(preferred)) ?? taken.get(typesName(preferred));
      const isOperation = owner !== undefined && /^[A-Z]+ \//.test(owner);
      if (!isOperation) id = `${preferred}Operation`;
      let number = next.get(id) ?? 2;
      while (!isFree(id)) id = `${isOperation ? preferred : `${preferred}Operation`}_${number++}`;
      next.set(preferred, number);
      context.report(
        "renamed",
        given === undefined ? pointer : joinPointer(pointer, "operationId"),
        `expected a unique operationId, received ${preferred}, which ${owner} has; the function is named ${id}`,
      );
    }
    for (const name of [id, inputName(id), typesName(id)]) taken.set(name, `${method.toUpperCase()} ${path}`);
    return { id, inputName: inputName(id), typesName: typesName(id) };
  };
}

function pascal(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

function inputName(id: string): string {
  return `${pascal(id)}Input`;
}

function typesName(id: string): string {
  return `${pascal(id)}Types`;
}
