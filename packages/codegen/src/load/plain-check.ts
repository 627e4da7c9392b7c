import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { childOf, isExtensionOf, type Kind, sectionOf } from "./map-document.ts";
import { DEFINITION_KEYS, NAMING_KEYS, SCHEMA_KEYS } from "./schema-keys.ts";

/**
 * Finds parts of a document that need no bundling, since all of their references point to its components.
 * In most documents that is everything, so this check keeps no positions.
 */
export class PlainCheck {
  readonly #components: JsonObject;
  readonly #known = new Map<Kind, Set<string>>();

  constructor(components: JsonObject) {
    this.#components = components;
  }

  isPlain(value: JsonValue, kind: Kind): boolean {
    if (kind === "schema") return this.#isPlainSchema(value);
    if (!isJsonObject(value)) return true;
    for (const key in value) {
      const member = value[key] ?? null;
      if (key === "$ref") {
        // References to path items and media types are inlined.
        if (kind === "pathItem" || kind === "media") return false;
        if (sectionOf(kind) !== undefined && (typeof member !== "string" || !this.isPlainRef(member, kind)))
          return false;
        continue;
      }
      const child = childOf(kind, key);
      if (!child || typeof member !== "object" || member === null) continue;
      if (child.shape === "one") {
        if (!this.isPlain(member, child.kind)) return false;
      } else if (Array.isArray(member)) {
        for (const entry of member) if (!this.isPlain(entry, child.kind)) return false;
      } else {
        for (const name in member) {
          const entry = member[name] ?? null;
          if (!isExtensionOf(child.kind, name, entry) && !this.isPlain(entry, child.kind)) return false;
        }
      }
    }
    return true;
  }

  /** Whether a reference points directly to a component of the document, with nothing to decode or follow. */
  isPlainRef(ref: string, kind: Kind): boolean {
    let known = this.#known.get(kind);
    if (!known) {
      const section = sectionOf(kind);
      const members = section === undefined ? undefined : this.#components[section];
      const names = isJsonObject(members) ? Object.keys(members).filter((name) => !/[/~%]/.test(name)) : [];
      known = new Set(names.map((name) => `#/components/${section}/${name}`));
      this.#known.set(kind, known);
    }
    return known.has(ref);
  }

  #isPlainSchema(value: JsonValue): boolean {
    if (!isJsonObject(value)) return true;
    for (const key in value) {
      const member = value[key] ?? null;
      if (key === "$ref") {
        if (typeof member !== "string" || !this.isPlainRef(member, "schema")) return false;
      } else if (NAMING_KEYS.has(key) || DEFINITION_KEYS.has(key) || key === "$dynamicRef") {
        return false;
      } else if (typeof member === "object" && member !== null) {
        if (key === "discriminator") {
          if (!this.#isPlainMapping(member)) return false;
          continue;
        }
        const shapes = SCHEMA_KEYS.get(key);
        if (!shapes) continue;
        if (Array.isArray(member)) {
          for (const entry of member) if (!this.#isPlainSchema(entry)) return false;
        } else if (shapes.includes("one")) {
          if (!this.#isPlainSchema(member)) return false;
        } else {
          for (const name in member) if (!this.#isPlainSchema(member[name] ?? null)) return false;
        }
      }
    }
    return true;
  }

  #isPlainMapping(discriminator: JsonValue): boolean {
    const mapping = isJsonObject(discriminator) ? discriminator.mapping : undefined;
    if (!isJsonObject(mapping)) return true;
    return Object.values(mapping).every(
      (target) =>
        typeof target !== "string" ||
        this.isPlainRef(target, "schema") ||
        this.isPlainRef(`#/components/schemas/${target}`, "schema"),
    );
  }
}
