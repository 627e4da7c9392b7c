import { jsonPointer } from "../emit/json-pointer.ts";

/** How one JSON value differs from another, by the pointers of its fields. */
export interface JsonChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Compares two JSON values. A field that only one of them has is listed once, without the fields below it; lists are compared by
 * index.
 *
 * @example
 * jsonChanges({ a: 1, b: [1], c: 2 }, { a: 1, b: [1, 2], d: 2 });
 * // => { added: ["/b/1", "/d"], removed: ["/c"], changed: [] }
 */
export function jsonChanges(before: unknown, after: unknown): JsonChanges {
  const changes = { added: [] as string[], removed: [] as string[], changed: [] as string[] };
  const visit = (one: unknown, other: unknown, path: readonly string[]): void => {
    if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
      if (JSON.stringify(one) !== JSON.stringify(other)) changes.changed.push(jsonPointer(path));
      return;
    }
    for (const key of Object.keys(one)) {
      if (!Object.hasOwn(other, key)) changes.removed.push(jsonPointer([...path, key]));
    }
    for (const [key, value] of Object.entries(other)) {
      if (Object.hasOwn(one, key)) visit(Reflect.get(one, key), value, [...path, key]);
      else changes.added.push(jsonPointer([...path, key]));
    }
  };
  visit(before, after, []);
  return { added: changes.added.sort(), removed: changes.removed.sort(), changed: changes.changed.sort() };
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
