import type { ConnectionResponse, CreateConnectionRequest, UpdateConnectionRequest } from "@starfix/schema";
import { connectionDescriptors, type MemberDescriptor } from "@starfix/schema/descriptors";
import type { ConnectionRecord } from "@starfix/store";
import type { SecretBox } from "../secrets/secret-box.ts";

type Values = Readonly<Record<string, unknown>>;

/** A connection as the server divides it: what responses show, and what they never show. */
export interface ConnectionParts {
  /** The members of the request except `type` and `name`, without what is secret. */
  readonly members: Values;
  /** What is secret, by the JSON pointer of its place in the request. */
  readonly secrets: Values;
}

function descriptorOf(type: ConnectionRecord["type"], name: string): MemberDescriptor | undefined {
  return connectionDescriptors[type].members.find((member) => member.name === name);
}

/** Divides a request; members that only the service sets are left out. */
export function partsOf(request: CreateConnectionRequest | UpdateConnectionRequest): ConnectionParts {
  const members: Record<string, unknown> = {};
  const secrets: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(request)) {
    const { readOnly, secret, secretParts = [] } = descriptorOf(request.type, name) ?? {};
    if (name === "type" || name === "name" || readOnly === true) continue;
    if (secret === true) {
      secrets[`/${name}`] = value;
      continue;
    }
    members[name] = secretParts.reduce<unknown>((left, pointer) => {
      const [inner, part] = takeAt(left, pointer.split("/").slice(1));
      if (part !== undefined) secrets[`/${name}${pointer}`] = part;
      return inner;
    }, value);
  }
  return { members, secrets };
}

/** The parts after an update: a member that gets its default is cleared, and a part of the secrets keeps the others. */
export function updatedParts(
  before: ConnectionParts,
  type: ConnectionRecord["type"],
  update: ConnectionParts,
): ConnectionParts {
  const members = Object.entries({ ...before.members, ...update.members }).filter(([name, value]) => {
    const descriptor = descriptorOf(type, name);
    const isDefault = descriptor !== undefined && "default" in descriptor && isSame(value, descriptor.default);
    return !(isDefault && name in update.members);
  });
  const secrets = Object.entries(update.secrets).map(
    ([pointer, value]) => [pointer, mergedSecret(before.secrets[pointer], value)] as const,
  );
  return { members: Object.fromEntries(members), secrets: { ...before.secrets, ...Object.fromEntries(secrets) } };
}

/** The request that would make such a connection. */
export function requestOf({ name, type }: Pick<ConnectionRecord, "name" | "type">, parts: ConnectionParts) {
  const request = Object.entries(parts.secrets).reduce<unknown>(
    (whole, [pointer, value]) => putAt(whole, pointer.split("/").slice(1), value),
    { type, name, ...parts.members },
  );
  // The parts came from requests that fit the schema.
  return request as CreateConnectionRequest;
}

/** A connection as it is answered: the members of the contract in its order, without secrets. */
export function connectionResponse(record: ConnectionRecord): ConnectionResponse {
  const { members, ...others } = record;
  const values: Values = { ...members, ...others };
  const shown = connectionDescriptors[record.type].members.filter(
    ({ name, secret }) => secret !== true && name in values,
  );
  // The members are those of the response of this type.
  return Object.fromEntries(shown.map(({ name }) => [name, values[name]])) as unknown as ConnectionResponse;
}

/** Encrypts what is secret of a connection; only a connection of this name can be read again. Undefined when nothing is. */
export function sealSecrets(box: SecretBox, name: string, secrets: Values): string | undefined {
  return Object.keys(secrets).length === 0 ? undefined : box.seal(JSON.stringify(secrets), name);
}

/** What is secret of a connection, decrypted. Throws SecretBoxError. */
export function openSecrets(box: SecretBox, { name, secrets }: Pick<ConnectionRecord, "name" | "secrets">): Values {
  if (secrets === undefined) return {};
  const opened: unknown = JSON.parse(box.open(secrets, name));
  // Before there were other secrets than access keys, their id and secret were sealed as a pair.
  if (!Array.isArray(opened)) return opened as Values; // Made by sealSecrets.
  const [accessKeyId, accessKeySecret] = opened;
  return { "/secrets": { type: "access_key", accessKeyId, accessKeySecret } };
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What an update of secrets leaves out stays, when they are of the kind that is there. */
function mergedSecret(kept: unknown, value: unknown): unknown {
  return isObject(kept) && isObject(value) && kept.type === value.type ? { ...kept, ...value } : value;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function takeAt(value: unknown, [key = "", ...rest]: readonly string[]): readonly [left: unknown, part: unknown] {
  if (!isObject(value) || !Object.hasOwn(value, key)) return [value, undefined];
  const { [key]: inner, ...others } = value;
  if (rest.length === 0) return [others, inner];
  const [left, part] = takeAt(inner, rest);
  return [{ ...value, [key]: left }, part];
}

function putAt(value: unknown, [key = "", ...rest]: readonly string[], part: unknown): unknown {
  const object = isObject(value) ? value : {};
  return { ...object, [key]: rest.length === 0 ? part : putAt(object[key], rest, part) };
}
