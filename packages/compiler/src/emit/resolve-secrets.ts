import type { SecretRef } from "@starfix/dsl";
import { jsonPointer } from "./json-pointer.ts";

/** A reference to a secret in an artifact. */
export interface SecretPlace {
  readonly name: string;
  /** JSON pointer into the artifact. */
  readonly pointer: string;
}

/**
 * Replaces each reference by `${NAME}` and returns their places, so that a `${…}` in other texts keeps its meaning. A request
 * without references, which is nearly every one, is not copied.
 */
export function resolveSecrets(request: object): { json: unknown; secrets: readonly SecretPlace[] } {
  if (!holdsSecret(request)) return { json: request, secrets: [] };
  const secrets: SecretPlace[] = [];
  const path: string[] = [];
  const visit = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (isSecretRef(value)) {
      secrets.push({ name: value.name, pointer: jsonPointer(path) });
      return String(value);
    }
    const changed: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      path.push(key);
      const resolved = visit(member);
      path.pop();
      if (resolved !== member) changed.push([key, resolved]);
    }
    if (changed.length === 0) return value;
    return Object.assign(Array.isArray(value) ? [...value] : { ...value }, Object.fromEntries(changed));
  };
  return { json: visit(request), secrets };
}

/** Runs over every member of every request, so it tests for objects before it calls itself. */
function holdsSecret(value: object): boolean {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === "object" && item !== null && holdsSecret(item)) return true;
    }
    return false;
  }
  if ("~secret" in value) return true;
  for (const key in value) {
    const member: unknown = value[key as keyof typeof value];
    if (typeof member === "object" && member !== null && holdsSecret(member)) return true;
  }
  return false;
}

/** Recognized by its mark, because definitions may be bundled with their own copy of the class. */
export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "~secret" in value;
}
