/**
 * A JSON pointer to a place in a request, after RFC 6901.
 *
 * @example
 * jsonPointer(["source", "uris", 0]);
 * // => "/source/uris/0"
 */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
