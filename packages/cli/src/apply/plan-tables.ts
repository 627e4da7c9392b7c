import { type Client, getTable, listTables, type TableResponse } from "@starfix/client";
import { UserError } from "../user-error.ts";
import { diffJson } from "./json-diff.ts";
import { membersOfRequest, type RequestMember } from "./request-members.ts";
import type { SecretsOfArtifact } from "./resolve-secrets.ts";

/** A table as the compiler emitted it. */
export interface TableArtifact extends SecretsOfArtifact {
  readonly name: string;
}

/** What is to be done for one table. */
export type TableStep =
  | { readonly action: "create"; readonly name: string; readonly artifact: TableArtifact }
  | {
      readonly action: "update";
      readonly name: string;
      readonly artifact: TableArtifact;
      /** The version that is changed: the service refuses when it has another one by then. */
      readonly version: number;
      /** JSON pointers of the fields that differ. */
      readonly fields: readonly string[];
    }
  | { readonly action: "unchanged"; readonly name: string };

/** How many tables are asked for at once. */
const CONCURRENCY = 8;
/** The table itself, by which it is found, and its revision. */
const IDENTITY: ReadonlySet<string> = new Set(["type", "name", "version"]);
/** What the service takes where the contract states no default. @see reference/polaris-api.md, 4.2 */
const UNSTATED_DEFAULTS: Readonly<Record<string, unknown>> = {
  schemaMode: "flexible",
  clusteringColumns: [],
  description: "",
};

/** Reads the declared tables that are on the service. */
export async function surveyTables(
  client: Client,
  artifacts: readonly TableArtifact[],
): Promise<readonly TableResponse[]> {
  const there = new Set((await listTables(client)).values.map(({ name }) => name));
  const names = artifacts.map(({ name }) => name).filter((name) => there.has(name));
  const tables: TableResponse[] = [];
  for (let start = 0; start < names.length; start += CONCURRENCY) {
    const some = names.slice(start, start + CONCURRENCY);
    tables.push(...(await Promise.all(some.map((tableName) => getTable(client, { tableName })))));
  }
  return tables;
}

/** Compares what is wanted with what is there. A member that is absent counts as its default. */
export function planTables(
  artifacts: readonly TableArtifact[],
  existing: readonly TableResponse[],
): readonly TableStep[] {
  const byName = new Map(existing.map((table) => [table.name, table]));
  return artifacts.map((artifact) => planTable(artifact, byName.get(artifact.name)));
}

function planTable(artifact: TableArtifact, existing: TableResponse | undefined): TableStep {
  const { name, path } = artifact;
  if (existing === undefined) return { action: "create", name, artifact };
  const { type } = Object(artifact.json);
  if (type !== existing.type) {
    throw new UserError(
      `table ${JSON.stringify(name)} is of type ${existing.type} on the server and ${String(type)} here (${path}): the type cannot change; give the table another name, or drop the one on the server`,
    );
  }
  const members = membersOfRequest(existing.type === "aggregate" ? "AggregateTableRequest" : "DetailTableRequest");
  const changes = diffJson(definitionOf(existing, members), definitionOf(artifact.json, members));
  if (changes.length === 0) return { action: "unchanged", name };
  return { action: "update", name, artifact, version: existing.version, fields: changes.map(({ pointer }) => pointer) };
}

/** What a definition says of a table, without what is a default or set by the service. */
function definitionOf(table: unknown, members: ReadonlyMap<string, RequestMember>): object {
  const entries = Object.entries(Object(table)).flatMap(([name, value]: [string, unknown]) => {
    const member = members.get(name);
    // The service may answer members that this contract does not know.
    if (member === undefined || member.readOnly || IDENTITY.has(name)) return [];
    const given = name === "schema" && Array.isArray(value) ? value.filter((column) => !isTime(column)) : value;
    const { default: unstated } = member.default === undefined ? { default: UNSTATED_DEFAULTS[name] } : member;
    const absent = given === null || JSON.stringify(given) === JSON.stringify(unstated);
    return absent ? [] : [[name, sortKeys(given)]];
  });
  return Object.fromEntries(entries);
}

/** Every table has this column, declared or not. */
function isTime(column: unknown): boolean {
  return typeof column === "object" && column !== null && "name" in column && column.name === "__time";
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, member]) => [key, sortKeys(member)]));
}
