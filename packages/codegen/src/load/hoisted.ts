import type { DynamicScope } from "./dynamic-scope.ts";
import { hoistedName } from "./hoisted-name.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";
import { type Kind, sectionOf } from "./map-document.ts";
import type { Place } from "./schema-registry.ts";

/** A referenced value that becomes a component. */
export interface Hoisted {
  readonly kind: Kind;
  readonly place: Place;
  readonly scope: DynamicScope;
  /** Empty until names are assigned. */
  name: string;
  value: JsonValue | undefined;
}

/** Identifies a component: the same place in the same dynamic scope. */
export function keyOf(kind: Kind, { file, pointer }: Place, scope: DynamicScope): string {
  return `${kind} ${file.uri}#${pointer} ${scope.key}`;
}

/** The pointer to the component in the bundled document; it must have a name. */
export function pointerTo({ kind, name }: Hoisted): string {
  return joinPointer("/components", sectionOf(kind) ?? "", name);
}

/**
 * Assigns names that no component has yet. A name depends only on the value and its place,
 * never on the order in which references were found.
 */
export function nameAll(all: readonly Hoisted[], components: JsonObject): void {
  const taken = new Map<Kind, Set<string>>();
  const unnamed = all
    .filter(({ name }) => name === "")
    .map((hoisted) => ({ hoisted, key: keyOf(hoisted.kind, hoisted.place, hoisted.scope) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  for (const { hoisted } of unnamed) {
    const { kind, place } = hoisted;
    const present = components[sectionOf(kind) ?? ""];
    const names = taken.get(kind) ?? new Set(isJsonObject(present) ? Object.keys(present) : []);
    taken.set(kind, names);
    const base = hoistedName(place);
    let name = base;
    for (let number = 2; names.has(name); number++) name = `${base}${number}`;
    names.add(name);
    hoisted.name = name;
  }
}
