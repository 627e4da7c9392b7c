import { DefinitionError, refuse } from "../definition-error.ts";
import type { AboutNode, AllowedWarning } from "./about-node.ts";

/** What `about()` says of a definition. */
export interface AboutOptions {
  /**
   * Who answers for the definition, in 1 to 100 characters.
   *
   * @default the owner in `starfix.config.ts`, else the name of the package
   */
  readonly owner?: string;
  /**
   * Where the owner is reached: an address, a channel, a URL, in 1 to 200 characters.
   *
   * @default the contact in `starfix.config.ts`
   */
  readonly contact?: string;
  /**
   * Words to find it by, added to the tags of `starfix.config.ts`: letters, digits and the characters `. _ : / -`.
   *
   * @default none
   */
  readonly tags?: readonly string[];
}

const tagPattern = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u;

/** Checks what `about()` is given. */
export function parseAbout(options: AboutOptions): AboutNode {
  if (typeof options !== "object" || options === null) {
    refuse("about", 'an object such as { owner: "Data platform" }', options);
  }
  for (const key of Object.keys(options)) {
    if (key !== "owner" && key !== "contact" && key !== "tags") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of about(): expected owner, contact or tags`);
    }
  }
  const { owner, contact, tags } = options;
  return {
    ...(owner !== undefined && { owner: parseOwner("owner", owner) }),
    ...(contact !== undefined && { contact: parseLine("contact", "an address such as #data-platform", 200, contact) }),
    ...(tags !== undefined && { tags: parseTags(tags) }),
  };
}

/** Checks the owners whose jobs write a table. */
export function parseWriters(owners: readonly unknown[]): readonly string[] {
  const expected = "owners of jobs such as @acme/growth, as starfix list names them";
  if (owners.length === 0) refuse("writers", `${expected}, one at least`, owners);
  const parsed = owners.map((owner) => parseOwner("writer", owner));
  return Object.freeze([...new Set(parsed)]);
}

/** Checks the warning that `.allow()` silences. Whether there is such a code is for the compiler to say. */
export function parseAllowed(code: unknown, reason: unknown): AllowedWarning {
  if (typeof code !== "string" || !/^[a-z][a-z_]*$/.test(code)) {
    return refuse("code", "the code of a warning such as reads_its_target", code);
  }
  const expected = "why the warning does not apply here";
  return Object.freeze({ code, reason: parseLine(`reason for ${code}`, expected, 500, reason) });
}

function parseOwner(what: string, value: unknown): string {
  return parseLine(what, "a name such as Data platform or @acme/growth", 100, value);
}

/** One line of text. It stands in lists and in messages. */
function parseLine(what: string, expected: string, longest: number, value: unknown): string {
  const isLine =
    typeof value === "string" && value.trim() === value && value !== "" && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
  if (!isLine || value.length > longest) {
    return refuse(what, `${expected}: 1 to ${longest} characters on one line, no blank at either end`, value);
  }
  return value;
}

function parseTags(tags: unknown): readonly string[] {
  const expected = 'a list of words such as ["pii", "team:growth"]: letters, digits and the characters . _ : / -';
  if (!Array.isArray(tags)) return refuse("tags", expected, tags);
  const parsed = tags.map((tag: unknown) =>
    typeof tag === "string" && tagPattern.test(tag) ? tag : refuse("tag", expected, tag),
  );
  return Object.freeze([...new Set(parsed)]);
}
