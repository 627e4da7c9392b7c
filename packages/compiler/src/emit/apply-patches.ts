import type { Patch } from "@starfix/dsl";
import { isSecretRef } from "./resolve-secrets.ts";

type Body = Readonly<Record<string, unknown>>;

/** Members that identify the resource, which a patch may not change. */
const fixed = ["type", "name"];

/**
 * Passes a copy of the body through each patch, and returns the last result, or in `message` why a result is no body. References
 * to secrets stay references, so a patch may move or add one.
 */
export function applyPatches(
  request: Body,
  patches: readonly Patch[],
): { readonly request: Body } | { readonly message: string } {
  let current = request;
  for (const patch of patches) {
    let patched: unknown;
    try {
      patched = patch(copy(current));
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) };
    }
    if (!isPlain(patched)) return { message: `expected it to return the whole request, received ${nameOf(patched)}` };
    current = patched;
  }
  for (const key of fixed) {
    if (current[key] !== request[key]) {
      return {
        message: `expected ${key} to stay ${JSON.stringify(request[key])}, received ${JSON.stringify(current[key])}`,
      };
    }
  }
  return { request: current };
}

function copy<TValue>(value: TValue): TValue {
  if (typeof value !== "object" || value === null || isSecretRef(value)) return value;
  // A copy with the same members has the same type.
  if (Array.isArray(value)) return value.map(copy) as TValue;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)])) as TValue;
}

function isPlain(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Promise);
}

function nameOf(value: unknown): string {
  if (value instanceof Promise) return "a promise";
  return Array.isArray(value) ? "a list" : value === null ? "null" : typeof value;
}
