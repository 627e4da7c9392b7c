import { type Client, type ConnectionResponse, getTable, isNotFound, type TableResponse } from "@starfix/client";
import {
  checkJob,
  declaredTable,
  formatRuleIssue,
  type KnownConnection,
  type KnownTable,
  type RuleIssue,
} from "@starfix/rules";
import type { CreateJobRequest, TableRequest } from "@starfix/schema";
import { UserError } from "../user-error.ts";
import type { ConnectionArtifact } from "./plan-connections.ts";
import type { JobArtifact } from "./plan-jobs.ts";
import type { TableArtifact } from "./plan-tables.ts";

/** What there is once the connections and tables are applied. */
export interface CheckJobsProps {
  /** The jobs that are to be posted, in their order. */
  readonly jobs: readonly JobArtifact[];
  readonly connections: readonly ConnectionArtifact[];
  readonly tables: readonly TableArtifact[];
  /** The connections of the service. */
  readonly existing: readonly ConnectionResponse[];
}

/**
 * Checks every job with the rules of the service, over the connections and tables that it will find there. Throws a UserError
 * with all that the service would refuse. What the engine of the service cannot run is only known to the service.
 */
export async function checkJobs(
  client: Client,
  { jobs, connections, tables, existing }: CheckJobsProps,
): Promise<void> {
  // The compiler checked the artifacts with the contract.
  const declared = connections.map(({ json }) => json as KnownConnection);
  const knownConnections = new Map([...existing, ...declared].map((connection) => [connection.name, connection]));
  const knownTables = await tablesOf(client, jobs, tables);
  const lines: string[] = [];
  for (const { name, path, json } of jobs) {
    const request = json as CreateJobRequest;
    const { issues } = checkJob(request, {
      complete: true,
      connection: (connection) => knownConnections.get(connection),
      table: (table) => knownTables.get(table),
    });
    lines.push(...issues.filter(({ severity }) => severity === "error").map((issue) => lineOf(name, path, issue)));
    // A later job may read or fill the table that this one creates.
    const created = createdTable(request);
    if (created !== undefined && !knownTables.has(created)) knownTables.set(created, { name: created, columns: [] });
  }
  if (lines.length > 0) {
    throw new UserError(`nothing was applied: the service would refuse these jobs\n${lines.join("\n")}`);
  }
}

function lineOf(name: string, path: string, issue: RuleIssue): string {
  return `  ${name} (${path}) ${issue.pointer}: ${issue.code}: ${formatRuleIssue(issue)}`;
}

/** The tables that the jobs name, as they will be. */
async function tablesOf(
  client: Client,
  jobs: readonly JobArtifact[],
  artifacts: readonly TableArtifact[],
): Promise<Map<string, KnownTable>> {
  const known = new Map<string, KnownTable>();
  const names = new Set(jobs.flatMap(({ json }) => tableNames(json as CreateJobRequest)));
  for (const tableName of names) {
    const declared = artifacts.find(({ name }) => name === tableName)?.json as TableRequest | undefined;
    const stored = await getTable(client, { tableName }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    const table = knownTable(declared ?? stored, stored);
    if (table !== undefined) known.set(tableName, table);
  }
  return known;
}

function knownTable(
  definition: TableRequest | TableResponse | undefined,
  stored: TableResponse | undefined,
): KnownTable | undefined {
  if (definition === undefined) return undefined;
  const declared = declaredTable(definition);
  const names = new Set(declared.columns.map(({ name }) => name));
  // Columns that jobs added. The answer does not show which are measures, so their types are left out, too.
  const found = (stored?.queryableSchema ?? [])
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => ({ name, role: "dimension" as const }));
  return { ...declared, columns: [...declared.columns, ...found] };
}

function tableNames(request: CreateJobRequest): readonly string[] {
  if (request.type !== "batch") return [];
  return [request.target.tableName, ...(request.source.type === "table" ? [request.source.tableName] : [])];
}

function createdTable(request: CreateJobRequest): string | undefined {
  return request.type === "batch" && request.createTableIfNotExists ? request.target.tableName : undefined;
}
