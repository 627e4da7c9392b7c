import { createHash, randomInt, randomUUID } from "node:crypto";
import type { KeyRecord, Store } from "@starfix/store";
import { isPermission, PERMISSIONS, type Permission } from "./permissions.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 43 characters of 62 hold 256 bits. */
const KEY_LENGTH = 43;

export interface CreateApiKeyOptions {
  /** What the key may do; at least one. */
  readonly permissions: readonly Permission[];
  /** @default the clock of the machine */
  readonly clock?: () => Date;
}

/** A new API key. `key` is the secret: it is here this one time and kept nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly key: string;
  /** The form that names the key in answers and logs. */
  readonly redacted: string;
  readonly permissions: readonly Permission[];
}

/**
 * Makes an API key and stores its SHA-256 hash; the key itself is only in the answer. Throws on an unknown permission.
 *
 * @example
 * const { key } = await createApiKey(store, { permissions: ["ManageConnections", "AccessQueries"] });
 * // => "pok_" and 43 letters and digits
 */
export async function createApiKey(store: Store, options: CreateApiKeyOptions): Promise<ApiKey> {
  const { permissions, clock = () => new Date() } = options;
  const unknown = permissions.find((name) => !isPermission(name));
  if (permissions.length === 0 || unknown !== undefined) {
    const received = unknown === undefined ? "none" : JSON.stringify(unknown);
    throw new Error(`invalid permissions: expected some of ${PERMISSIONS.join(", ")}, received ${received}`);
  }
  const key = `pok_${Array.from({ length: KEY_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("")}`;
  const record: KeyRecord = {
    id: randomUUID(),
    hash: hashKey(key),
    redacted: redactKey(key),
    permissions,
    createdOnTimestamp: clock().toISOString(),
  };
  await store.keys.add(record.hash, record);
  return { id: record.id, key, redacted: record.redacted, permissions };
}

/** SHA-256 of a key, hex. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("hex");
}

function redactKey(key: string): string {
  return `${key.slice(0, 10)}...${key.slice(-6)}`;
}
