import { joinPointer } from "../load/json-pointer.ts";
import type { Report } from "./normalise-schema.ts";

/** Says `exclusiveMinimum: true` of OpenAPI 3.0 and `example` as 3.1 does, and holds patterns to what engines take. */
export function modernise(draft: Record<string, unknown>, pointer: string, isVersion30: boolean, report: Report): void {
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const flag = draft[exclusive];
    if (typeof flag !== "boolean") continue;
    delete draft[exclusive];
    if (!isVersion30) {
      report(
        "invalid_schema",
        joinPointer(pointer, exclusive),
        `expected ${exclusive} to be a number, received ${flag}`,
      );
    } else if (flag && draft[bound] !== undefined) {
      draft[exclusive] = draft[bound];
      delete draft[bound];
    }
  }
  if (draft.example !== undefined) draft.examples ??= [draft.example];
  delete draft.example;
  // OpenAPI has another `examples`, an object, beside a schema; here it only describes.
  if (!Array.isArray(draft.examples)) delete draft.examples;
  delete draft.uniqueItems;
  if (typeof draft.pattern === "string") {
    try {
      new RegExp(draft.pattern, "u");
    } catch {
      report(
        "invalid_schema",
        joinPointer(pointer, "pattern"),
        `expected a regular expression (ECMA-262, unicode), received ${draft.pattern}`,
      );
    }
  }
}
