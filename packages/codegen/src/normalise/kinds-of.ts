import { isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { joinPointer, localRefPointer } from "../load/json-pointer.ts";
import { sortedKeys } from "./json-order.ts";
import { componentOfRef } from "./normalised-document.ts";

/** A component with a discriminator that other components take their common part from. */
export interface Base {
  readonly propertyName: string;
  /** Names of the components that are its kinds, each once. */
  readonly kinds: readonly string[];
  /** From each literal that the document names to the `$ref` of its kind. */
  readonly mapping: Readonly<Record<string, string>>;
}

/**
 * Finds the components that stand for a union of kinds: those with a discriminator that others lead to by `allOf`, or
 * that list their kinds in a mapping.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#discriminator-object
 */
export class KindIndex {
  readonly #schemas: JsonObject;
  readonly #listed = new Map<string, ReadonlySet<string>>();
  readonly #heirs = new Map<string, string[]>();

  constructor(schemas: JsonObject) {
    this.#schemas = schemas;
    for (const name of sortedKeys(schemas)) {
      for (const parent of new Set(parentsOf(schemas[name] ?? null))) {
        const heirs = this.#heirs.get(parent);
        if (heirs) heirs.push(name);
        else this.#heirs.set(parent, [name]);
      }
    }
  }

  baseOf(name: string): Base | undefined {
    const schema = Object.hasOwn(this.#schemas, name) ? this.#schemas[name] : undefined;
    if (!isJsonObject(schema) || "$ref" in schema || !isJsonObject(schema.discriminator)) return undefined;
    const { propertyName, mapping } = schema.discriminator;
    if (typeof propertyName !== "string") return undefined;
    if ("oneOf" in schema || "anyOf" in schema) return undefined;
    const targets: JsonObject = {};
    for (const value of isJsonObject(mapping) ? sortedKeys(mapping) : []) {
      const target = isJsonObject(mapping) ? mapping[value] : undefined;
      const kind = typeof target === "string" ? this.componentOf(target) : undefined;
      setMember(targets, value, kind === undefined ? String(target) : `#${joinPointer("/components/schemas", kind)}`);
    }
    // Every target was set to a string.
    const refs = targets as Record<string, string>;
    const mapped = [...new Set(Object.values(refs))].flatMap((ref) => componentOfRef(ref) ?? []);
    const kinds = mapped.length > 0 ? mapped : this.#heirsOf(name);
    // A mapping that leads nowhere is a base all the same, so that it is looked at and reported.
    const isBase = kinds.length > 0 || Object.keys(refs).length > 0;
    return isBase ? { propertyName, kinds, mapping: refs } : undefined;
  }

  /** Whether a component is among the kinds that another lists in `oneOf` or `anyOf`, or those that these list. */
  isListed(name: string, kind: string): boolean {
    const known = this.#listed.get(name);
    if (known) return known.has(kind);
    const found = new Set(membersOf(this.#schemas[name] ?? null));
    // A set that grows while it is walked is walked to its end.
    for (const member of found) for (const next of membersOf(this.#schemas[member] ?? null)) found.add(next);
    this.#listed.set(name, found);
    return found.has(kind);
  }

  /** A mapping names a component, or refers to it. */
  componentOf(target: string): string | undefined {
    if (Object.hasOwn(this.#schemas, target)) return target;
    const pointer = localRefPointer(target);
    const name = pointer === undefined ? undefined : componentOfRef(`#${pointer}`);
    return name !== undefined && Object.hasOwn(this.#schemas, name) ? name : undefined;
  }

  /** All components whose `allOf` leads here; one that is a union itself stands for its own. */
  #heirsOf(name: string): string[] {
    const found = new Set<string>();
    const visit = (parent: string): void => {
      for (const heir of this.#heirs.get(parent) ?? []) {
        if (heir === name || found.has(heir)) continue;
        found.add(heir);
        const schema = this.#schemas[heir];
        if (!isJsonObject(schema) || !isJsonObject(schema.discriminator)) visit(heir);
      }
    };
    visit(name);
    return [...found].sort();
  }
}

/** The components that the `oneOf` and `anyOf` of a schema refer to. */
function membersOf(schema: JsonValue): string[] {
  if (!isJsonObject(schema)) return [];
  return [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list.flatMap(componentsOf) : []));
}

/** The components that the `allOf` of a schema refers to. */
function parentsOf(schema: JsonValue): string[] {
  if (!isJsonObject(schema) || !Array.isArray(schema.allOf)) return [];
  return schema.allOf.flatMap((member) => [...componentsOf(member), ...parentsOf(member)]);
}

function componentsOf(schema: JsonValue): string[] {
  if (!isJsonObject(schema) || typeof schema.$ref !== "string") return [];
  const pointer = localRefPointer(schema.$ref);
  const name = pointer === undefined ? undefined : componentOfRef(`#${pointer}`);
  return name === undefined ? [] : [name];
}
