import { isJsonObject } from "./json.ts";
import { parsePointer } from "./json-pointer.ts";
import type { Place } from "./schema-registry.ts";

/** Keys of maps by name: a component hoisted from a member is called by that name alone. */
const NAMESPACES: ReadonlySet<string> = new Set([
  "$defs",
  "callbacks",
  "definitions",
  "examples",
  "headers",
  "links",
  "mediaTypes",
  "parameters",
  "pathItems",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
]);

/** Keys that are left out of a name. */
const SILENT: ReadonlySet<string> = new Set(["content", "paths", "properties", "schema", "schemas"]);

/**
 * The name of a hoisted component: the last key that names it, the name of its file, or, for
 * an unnamed value, its title or the keys of its path.
 */
export function hoistedName(place: Place): string {
  const keys = parsePointer(place.pointer);
  const last = keys.at(-1);
  if (last === undefined) return clean(fileStem(place.file.uri)) || "Schema";
  const container = keys.at(-2);
  const isIndex = /^\d+$/.test(last);
  if ((container === undefined || NAMESPACES.has(container)) && !isIndex) return clean(last) || "Schema";
  const title = isJsonObject(place.value) ? place.value.title : undefined;
  return (typeof title === "string" && pascal(title)) || nameOfKeys(keys) || "Schema";
}

function nameOfKeys(keys: readonly string[]): string {
  let start = 0;
  // A member of a map is called by its key, without the keys of its path.
  for (const [index, key] of keys.entries()) {
    if (index > 0 && NAMESPACES.has(keys[index - 1] ?? "") && !/^\d+$/.test(key)) start = index;
  }
  return keys
    .slice(start)
    .filter((key) => !SILENT.has(key))
    .map((key) => (key === "items" ? "Item" : pascal(key)))
    .join("");
}

function fileStem(uri: string): string {
  const name = uri.split(/[/:]/).filter(Boolean).at(-1) ?? "";
  const stem = name.replace(/\.[^.]+$/, "").replace(/\.(schema|openapi)$/i, "");
  try {
    return decodeURIComponent(stem);
  } catch {
    return stem;
  }
}

function clean(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^_+|_+$/g, "");
}

function pascal(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
