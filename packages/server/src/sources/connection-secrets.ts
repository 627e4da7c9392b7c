import type { ConnectionRecord } from "@starfix/engine";
import type { SecretBox } from "../secrets/secret-box.ts";

/** Access keys as they lie, encrypted, in a connection. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Encrypts the access keys of a connection; only a connection of this name can be read again. */
export function sealAccessKeys(box: SecretBox, name: string, keys: AccessKeys): string {
  return box.seal(JSON.stringify([keys.accessKeyId, keys.accessKeySecret]), name);
}

/** The access keys of a connection; undefined when it signs in by a role. */
export function openAccessKeys(box: SecretBox, record: ConnectionRecord): AccessKeys | undefined {
  if (record.secrets === undefined) return undefined;
  const [accessKeyId, accessKeySecret] = JSON.parse(box.open(record.secrets, record.name)) as [string, string];
  return { accessKeyId, accessKeySecret };
}
