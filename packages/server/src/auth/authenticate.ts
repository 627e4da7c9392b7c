import { timingSafeEqual } from "node:crypto";
import type { KeyRecord, Store } from "@starfix/store";
import { ApiError } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { hashKey } from "./api-key.ts";
import type { Permission } from "./permissions.ts";
import { readCredentials } from "./read-credentials.ts";

/** Finds the key that a request came with, or throws 401. */
export async function authenticate(store: Store, header: string | undefined): Promise<KeyRecord> {
  for (const candidate of readCredentials(header)) {
    const hash = hashKey(candidate);
    const { record } = (await store.keys.get(hash)) ?? {};
    if (record !== undefined && isSameHash(record.hash, hash)) return record;
  }
  const received = header === undefined ? "no Authorization header" : "credentials of no key of this project";
  throw new ApiError(
    401,
    ERROR_CODE.invalidAuthentication,
    `invalid credentials: expected an API key, received ${received}`,
    {
      headers: { "www-authenticate": 'Basic realm="starfix"' },
    },
  );
}

/** Throws 403 unless the key has one of the permissions. */
export function requirePermission(key: KeyRecord, anyOf: readonly Permission[]): void {
  if (anyOf.some((permission) => key.permissions.includes(permission))) return;
  const received = key.permissions.join(", ");
  throw new ApiError(
    403,
    ERROR_CODE.forbidden,
    `missing permission: expected a key with ${anyOf.join(" or ")}, received one with ${received}`,
    { target: anyOf[0] ?? "" },
  );
}

function isSameHash(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, "hex"), Buffer.from(right, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
}
