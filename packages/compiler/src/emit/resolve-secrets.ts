import type { SecretRef } from "@starfix/dsl";
import { jsonPointer } from "./json-pointer.ts";

/** Where a secret stands in an artifact. */
export interface SecretPlace {
  readonly name: string;
  /** JSON pointer into the artifact. */
  readonly pointer: string;
}

/**
 * Writes `${NAME}` for each reference and says where, so that a `${…}` that a user wrote elsewhere stays as it is. What
 * holds no reference is not copied: that is nearly everything, ten thousand times, and is seen at once.
 */
export function resolveSecrets(request: unknown): { json: unknown; secrets: readonly SecretPlace[] } {
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

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (holdsSecret(item)) return true;
    return false;
  }
  if (isSecretRef(value)) return true;
  for (const key in value) {
    if (holdsSecret(value[key as keyof typeof value])) return true;
  }
  return false;
}

/** Known by its mark: the definitions are bundled with their own copy of the class. */
export function isSecretRef(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "~secret" in value;
}
