import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { parsePointer } from "./json-pointer.ts";

/** An editable view of a JSON value: the containers around a change are copied, all others are shared. */
export class CopyOnWrite {
  root: JsonValue;
  readonly #own = new WeakSet<object>();

  constructor(root: JsonValue) {
    this.root = root;
  }

  /** The container at a pointer, safe to write to; undefined where there is none. */
  open(pointer: string): JsonObject | JsonValue[] | undefined {
    let value = this.#owned(this.root);
    if (value === undefined) return undefined;
    this.root = value;
    for (const key of parsePointer(pointer)) {
      if (!Object.hasOwn(value, key)) return undefined;
      // Arrays and objects are both indexed by key here, which TypeScript cannot express.
      const parent = value as JsonObject;
      const member = this.#owned(parent[key] ?? null);
      if (member === undefined) return undefined;
      Object.defineProperty(parent, key, { value: member, writable: true, enumerable: true, configurable: true });
      value = member;
    }
    return value;
  }

  #owned(value: JsonValue): JsonObject | JsonValue[] | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    if (this.#own.has(value)) return value;
    const copy = isJsonObject(value) ? { ...value } : [...value];
    this.#own.add(copy);
    return copy;
  }
}
