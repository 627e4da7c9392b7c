import type { JsonObject, JsonValue } from "../../load/json.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import type { TargetContext } from "../target.ts";
import type { TypeScope } from "./type-scope.ts";

/** One operation in its document. */
export interface OperationPlace {
  readonly document: NormalisedDocument;
  readonly context: TargetContext;
  readonly scope: TypeScope;
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
  readonly pointer: string;
  /** Name of the type alias for its entry in `paths`. */
  readonly typesName: string;
}

export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
