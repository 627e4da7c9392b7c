import type { DefinitionNode } from "@starfix/dsl";
import { sha256 } from "./sha256.ts";

const folders = { connection: "connections", table: "tables", job: "jobs" };

/** File systems allow names of 255 bytes; the extension and a temporary suffix need some of them. */
const LONGEST = 200;

/** Names that need no encoding, which are nearly all. */
const PLAIN = /^[\w.-]+$/;

/**
 * The path of an artifact relative to the output folder, with `/`. The name of a table may have nearly any character: those
 * that some file system refuses are percent-encoded, and a name that is too long ends with a hash.
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
