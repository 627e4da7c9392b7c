import type { ConnectionResponse } from "@starfix/client";
import { connectionDescriptors, type MemberDescriptor, type ResourceDescriptor } from "@starfix/schema/descriptors";
import { UserError } from "../user-error.ts";
import { diffJson } from "./json-diff.ts";
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
      /** Names of the members that differ. */
      readonly fields: readonly string[];
      /** Members that the artifact does not have, with the value that clears each. */
      readonly cleared: Readonly<Record<string, unknown>>;
      /** Names of the members that no answer shows in full: they are sent along. */
      readonly secret: readonly string[];
    }
  | { readonly action: "unchanged"; readonly name: string };

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
  const { members: descriptors } = descriptorOf(wanted.type);
  const changeable = descriptors.filter((member) => member.changeable === true);
  const differing = changeable.filter((member) => member.secret !== true && differs(member, wanted, found));
  const fields = differing.filter((member) => hasValue(wanted[member.name]));
  const surplus = differing.filter((member) => !fields.includes(member));
  const fixed = surplus.find((member) => member.default === undefined);
  if (fixed !== undefined) {
    throw new UserError(
      `connection ${name} has ${fixed.name} on the server and not here (${artifact.path}): the service has no way to remove it; delete the connection on the server and run again, or give it another name`,
    );
  }
  if (differing.length === 0) return { action: "unchanged", name };
  return {
    action: "update",
    name,
    artifact,
    fields: fields.map((member) => member.name),
    cleared: Object.fromEntries(surplus.map((member) => [member.name, member.default])),
    secret: changeable
      .filter((member) => member.secret === true || member.secretParts !== undefined)
      .map((member) => member.name),
  };
}

function descriptorOf(type: unknown): ResourceDescriptor {
  const descriptor = Object.entries(connectionDescriptors).find(([kind]) => kind === type)?.[1];
  if (descriptor === undefined)
    throw new Error(`a connection artifact of the type ${String(type)} passed the compiler`);
  return descriptor;
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Null and an absent member count as the default. */
function differs(member: MemberDescriptor, wanted: Record<string, unknown>, found: Record<string, unknown>): boolean {
  const [one, other] = [wanted, found].map((values) => shownOf(values[member.name] ?? member.default, member));
  return diffJson(one, other).length > 0;
}

/** The value as answers show it. */
function shownOf(value: unknown, { secretParts = [] }: MemberDescriptor): unknown {
  return secretParts.reduce((rest, pointer) => without(rest, pointer.split("/").slice(1)), value);
}

function without(value: unknown, [key, ...path]: readonly string[]): unknown {
  if (key === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { [key]: part, ...rest } = members(value);
  return path.length === 0 || part === undefined ? rest : { ...rest, [key]: without(part, path) };
}
