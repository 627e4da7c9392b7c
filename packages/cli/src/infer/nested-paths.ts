import type { JsonValue } from "@starfix/engine";
import { kindOf, type ValueKind } from "./value-kind.ts";

/** A path within a json field, as JSON_VALUE takes it, and its value. */
export interface NestedPath {
  readonly path: string;
  readonly kinds: readonly ValueKind[];
}

/** A field with names for keys has a path for each; more than these add nothing. */
const MAX_PATHS = 100;
const MAX_DEPTH = 6;

/** Collects the paths of the scalars within objects and lists. */
export class NestedPaths {
  readonly #paths = new Map<string, Set<ValueKind>>();
  /** Whether there are more paths than are kept. */
  cut = false;

  add(value: JsonValue): void {
    this.#visit(value, "$", 0);
  }

  /** In the order in which they were met. */
  list(): readonly NestedPath[] {
    return [...this.#paths].map(([path, kinds]) => ({ path, kinds: [...kinds] }));
  }

  #visit(value: JsonValue, path: string, depth: number): void {
    if (value === null) return;
    const kind = kindOf(value);
    if (kind === "object" && depth < MAX_DEPTH) {
      // What is left of JsonValue after the kinds before it.
      for (const [name, member] of Object.entries(value as { readonly [name: string]: JsonValue })) {
        this.#visit(member, `${path}${step(name)}`, depth + 1);
      }
    } else if (kind === "list" && depth < MAX_DEPTH) {
      for (const element of value as readonly JsonValue[]) this.#visit(element, `${path}[*]`, depth + 1);
    } else this.#note(path, kind);
  }

  #note(path: string, kind: ValueKind): void {
    const kinds = this.#paths.get(path);
    if (kinds !== undefined) kinds.add(kind);
    else if (this.#paths.size < MAX_PATHS) this.#paths.set(path, new Set([kind]));
    else this.cut = true;
  }
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "\\'")}']`;
}
