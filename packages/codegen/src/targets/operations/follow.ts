import { isJsonObject, type JsonObject, type JsonValue } from "../../load/json.ts";
import { getAtPointer, localRefPointer } from "../../load/json-pointer.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";

/** Follows references to objects other than schemas. */
export function follow(document: NormalisedDocument, value: JsonValue): JsonObject | undefined {
  let current: JsonValue | undefined = value;
  for (let depth = 0; depth < 100 && isJsonObject(current) && typeof current.$ref === "string"; depth++) {
    current = getAtPointer(document.root, localRefPointer(current.$ref) ?? "");
  }
  return isJsonObject(current) ? current : undefined;
}
