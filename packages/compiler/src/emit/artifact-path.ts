import type { DefinitionNode } from "@starfix/dsl";
import { sha256 } from "./sha256.ts";

const folders = { connection: "connections", table: "tables", job: "jobs" };

/** File systems take names of 255 bytes; the ending and a temporary name need some of them. */
const LONGEST = 200;

/** Nearly every name: nothing in it is to be written in another way. */
const PLAIN = /^[\w.-]+$/;

/**
 * The path of an artifact relative to the output folder, with `/`. The name of a table may hold nearly any character: what
 * some file system would not take is written as `%` and its bytes, and a name that gets too long ends in a hash.
 *
 * @example
 * artifactPath("table", "Sessions: all");
 * // => "tables/Sessions%3A%20all.json"
 */
export function artifactPath(kind: DefinitionNode["kind"], name: string): string {
  if (name.length <= LONGEST && PLAIN.test(name)) return `${folders[kind]}/${name}.json`;
  const encoded = encodeURIComponent(name).replaceAll(
    /[!'()*~]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const file =
    encoded.length <= LONGEST
      ? encoded
      : `${encoded.slice(0, LONGEST - 17).replace(/%.?$/, "")}-${sha256(name).slice(0, 16)}`;
  return `${folders[kind]}/${file}.json`;
}
