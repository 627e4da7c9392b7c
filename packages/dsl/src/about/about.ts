import { withMetadata } from "../definition-builder.ts";
import { refuse } from "../definition-error.ts";
import type { AboutNode } from "./about-node.ts";
import { type AboutOptions, parseAbout } from "./parse-about.ts";

/** A builder of a definition of any kind, complete or not. */
export interface AnyBuilder {
  allow(code: string, reason: string): unknown;
  toNode(): unknown;
}

/**
 * Says whose a definition is, how its owner is reached, and by which words it is found. The request stays as it is: the
 * manifest has it, and `starfix list` shows it. Calling it again replaces what is said again.
 *
 * @example
 * export const lake = about(
 *   s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake"),
 *   { owner: "Data platform", contact: "#data-platform", tags: ["pii"] },
 * );
 * // => in the manifest: "owner": "Data platform", "contact": "#data-platform", "tags": ["pii"]
 *
 * @throws DefinitionError for a text of several lines, a tag that is no word, and an unknown option.
 */
export function about<TBuilder extends AnyBuilder>(definition: TBuilder, options: AboutOptions): TBuilder {
  return withSaid(definition, parseAbout(options));
}

/**
 * Keeps a definition to the package that it stands in: `starfix check` refuses a job of another package that uses it.
 * For a type error too, mark the export with the tag `@internal`, and let `stripInternal` of TypeScript leave it out of
 * the declarations of the package; `starfix check` sees to it that the tag is there.
 *
 * @example
 * /** @internal *\/
 * export const raw = internal(
 *   s3Connection("raw").bucket("acme-raw").region("us-east-1").role("arn:aws:iam::012345678901:role/raw"),
 * );
 * // => in the manifest: "internal": true
 */
export function internal<TBuilder extends AnyBuilder>(definition: TBuilder): TBuilder {
  return withSaid(definition, { internal: true });
}

function withSaid<TBuilder extends AnyBuilder>(definition: TBuilder, said: AboutNode): TBuilder {
  return (
    withMetadata(definition, said) ?? refuse("definition", 'a builder such as s3Connection("demo-conn")', definition)
  );
}
