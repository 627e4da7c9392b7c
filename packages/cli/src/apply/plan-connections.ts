import type { ConnectionResponse } from "@starfix/client";
import { UserError } from "../user-error.ts";
import type { SecretsOfArtifact } from "./resolve-secrets.ts";

/** A connection as the compiler emitted it. */
export interface ConnectionArtifact extends SecretsOfArtifact {
  readonly name: string;
}

/** What is to be done for one connection. */
export type ConnectionStep =
  | { readonly action: "create"; readonly name: string; readonly artifact: ConnectionArtifact }
  | {
      readonly action: "update";
      readonly name: string;
      readonly artifact: ConnectionArtifact;
      /** Members that differ. */
      readonly fields: readonly string[];
      /** Members that the artifact does not have and an empty text takes away. */
      readonly emptied: readonly string[];
    }
  | { readonly action: "unchanged"; readonly name: string };

/** Never compared: the name is the key, and no answer shows secrets. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["name", "type", "secrets"]);
/** What the service adds on its own. */
const READ_ONLY: ReadonlySet<string> = new Set([
  "submittedByUser",
  "submittedOnTimestamp",
  "modifiedByUser",
  "modifiedOnTimestamp",
]);
/** Members for which an empty text means the same as absence. */
const CAN_BE_EMPTY: ReadonlySet<string> = new Set(["description", "prefix"]);

/** Compares what is wanted with what is there. Secrets are not compared, and sent along when another member differs. */
export function planConnections(
  artifacts: readonly ConnectionArtifact[],
  existing: readonly ConnectionResponse[],
): readonly ConnectionStep[] {
  const byName = new Map(existing.map((connection) => [connection.name, connection]));
  return artifacts.map((artifact) => planConnection(artifact, byName.get(artifact.name)));
}

function planConnection(artifact: ConnectionArtifact, existing: ConnectionResponse | undefined): ConnectionStep {
  const { name } = artifact;
  if (existing === undefined) return { action: "create", name, artifact };
  const wanted = members(artifact.json);
  const found = members(existing);
  if (wanted.type !== found.type) {
    throw new UserError(
      `connection ${name} is of type ${String(found.type)} on the server and ${String(wanted.type)} here (${artifact.path}): the type cannot change; give the connection another name, or delete the one on the server`,
    );
  }
  const compared = Object.keys(wanted).filter((key) => !NOT_COMPARED.has(key));
  const fields = compared.filter((key) => !same(key, wanted[key], found[key]));
  const surplus = Object.keys(found).filter(
    (key) => !(key in wanted) && !NOT_COMPARED.has(key) && !READ_ONLY.has(key) && !same(key, undefined, found[key]),
  );
  // A member that the service added to its answers and nobody here knows is none of our business.
  const emptied = surplus.filter((key) => CAN_BE_EMPTY.has(key));
  if (surplus.includes("awsAssumedRoleArn")) {
    throw new UserError(
      `connection ${name} has awsAssumedRoleArn on the server and not here (${artifact.path}): the service has no way to take it off; delete the connection on the server and run again, or give it another name`,
    );
  }
  if (fields.length + emptied.length === 0) return { action: "unchanged", name };
  return { action: "update", name, artifact, fields, emptied };
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function same(key: string, wanted: unknown, found: unknown): boolean {
  const plain = (value: unknown) => (value === null || (value === "" && CAN_BE_EMPTY.has(key)) ? undefined : value);
  return JSON.stringify(plain(wanted)) === JSON.stringify(plain(found));
}
