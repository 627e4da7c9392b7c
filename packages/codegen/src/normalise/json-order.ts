import { type JsonValue, setMember } from "../load/json.ts";

/** The value with the keys of all objects sorted by code unit; the same object if they are sorted already. */
export function sortJson<TValue extends JsonValue>(value: TValue): TValue;
export function sortJson(value: JsonValue): JsonValue {
  return isInOrder(value) ? value : sorted(value);
}

function isInOrder(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const keys = Object.keys(value);
  return isSorted(keys) && keys.every((key) => isInOrder(value[key] ?? null));
}

function sorted(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const result: Record<string, JsonValue> = {};
  for (const key of sortedKeys(value)) setMember(result, key, sorted(value[key] ?? null));
  return result;
}

/** The keys of an object sorted by code unit. */
export function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  return isSorted(keys) ? keys : keys.sort();
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return false;
  return true;
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((member, index) => isSameJson(member, right[index]));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSameJson(Reflect.get(left, key), Reflect.get(right, key)));
}

/** A text that is the same only for equal values. */
export function jsonKey(value: JsonValue): string {
  return JSON.stringify(sortJson(value));
}
