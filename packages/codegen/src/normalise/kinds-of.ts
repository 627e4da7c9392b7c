import { isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { joinPointer, localRefPointer } from "../load/json-pointer.ts";
import { sortedKeys } from "./json-order.ts";
import { componentOfRef } from "./normalised-document.ts";

/** A component with a discriminator that other components extend with `allOf`. */
export interface Base {
  readonly propertyName: string;
  /** Names of the components of its kinds, without duplicates. */
  readonly kinds: readonly string[];
  /** From each literal of the document's mapping to the `$ref` of its kind. */
  readonly mapping: Readonly<Record<string, string>>;
}

/**
 * Finds the components that mean a union of kinds: those with a discriminator that others refer to in `allOf`, or
 * whose mapping lists the kinds.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#discriminator-object
 */
export class KindIndex {
  readonly #schemas: JsonObject;
  readonly #listed = new Map<string, ReadonlySet<string>>();
  readonly #derived = new Map<string, string[]>();

  constructor(schemas: JsonObject) {
    this.#schemas = schemas;
    for (const name of sortedKeys(schemas)) {
      for (const parent of new Set(parentsOf(schemas[name] ?? null))) {
        const names = this.#derived.get(parent);
        if (names) names.push(name);
        else this.#derived.set(parent, [name]);
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
    // Every target is a string.
    const refs = targets as Record<string, string>;
    const mapped = [...new Set(Object.values(refs))].flatMap((ref) => componentOfRef(ref) ?? []);
    const kinds = mapped.length > 0 ? mapped : this.#derivedFrom(name);
    // A component with an invalid mapping counts as a base, so that the mapping is checked and reported.
    const isBase = kinds.length > 0 || Object.keys(refs).length > 0;
    return isBase ? { propertyName, kinds, mapping: refs } : undefined;
  }

  /** Whether a component is a direct or indirect member of another component's `oneOf` or `anyOf`. */
  isListed(name: string, kind: string): boolean {
    const known = this.#listed.get(name);
    if (known) return known.has(kind);
    const found = new Set(membersOf(this.#schemas[name] ?? null));
    // Iterating over a set includes members that are added meanwhile.
    for (const member of found) for (const next of membersOf(this.#schemas[member] ?? null)) found.add(next);
    this.#listed.set(name, found);
    return found.has(kind);
  }

  /** The component of a mapping's target, which is a name or a reference. */
  componentOf(target: string): string | undefined {
    if (Object.hasOwn(this.#schemas, target)) return target;
    const pointer = localRefPointer(target);
    const name = pointer === undefined ? undefined : componentOfRef(`#${pointer}`);
    return name !== undefined && Object.hasOwn(this.#schemas, name) ? name : undefined;
  }

  /** All components whose `allOf` refers to this one; a union among them is listed, and not its members. */
  #derivedFrom(name: string): string[] {
    const found = new Set<string>();
    const visit = (parent: string): void => {
      for (const derived of this.#derived.get(parent) ?? []) {
        if (derived === name || found.has(derived)) continue;
        found.add(derived);
        const schema = this.#schemas[derived];
        if (!isJsonObject(schema) || !isJsonObject(schema.discriminator)) visit(derived);
      }
    };
    visit(name);
    return [...found].sort();
  }
}

/** The components referenced in `oneOf` and `anyOf` of a schema. */
function membersOf(schema: JsonValue): string[] {
  if (!isJsonObject(schema)) return [];
  return [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list.flatMap(componentsOf) : []));
}

/** The components referenced in `allOf` of a schema. */
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
