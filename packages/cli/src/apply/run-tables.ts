import { type Client, createTable, PolarisError, type TableRequest, updateTable } from "@starfix/client";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";
import type { TableArtifact, TableStep } from "./plan-tables.ts";
import { resolveSecrets } from "./resolve-secrets.ts";

/** What became of one table. */
export interface TableResult {
  readonly name: string;
  readonly action: TableStep["action"];
}

/** What the effect needs. */
export interface RunTablesProps {
  readonly client: Client;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Carries out the steps, one after the other. Throws a UserError that names the table that the service refuses. */
export async function runTables(steps: readonly TableStep[], props: RunTablesProps): Promise<readonly TableResult[]> {
  const results: TableResult[] = [];
  for (const step of steps) {
    const { name, action } = step;
    try {
      props.output.line(`${name}: table ${await runTable(step, props)}`);
    } catch (error) {
      if (!(error instanceof PolarisError)) throw error;
      throw new UserError(`table ${JSON.stringify(name)}: ${error.message}`, {
        cause: error,
        json: { tables: results },
      });
    }
    results.push({ name, action });
  }
  return results;
}

async function runTable(step: TableStep, { client, env }: RunTablesProps): Promise<string> {
  switch (step.action) {
    case "create":
      await createTable(client, { body: bodyOf(step.artifact, env) });
      return "created";
    case "update": {
      const body = { ...bodyOf(step.artifact, env), version: step.version };
      await updateTable(client, { tableName: step.name, body });
      return `updated (${step.fields.join(", ")})`;
    }
    case "unchanged":
      return "unchanged";
    default:
      throw new Error(`unexpected step: ${JSON.stringify(step satisfies never)}`);
  }
}

function bodyOf(artifact: TableArtifact, env: RunTablesProps["env"]): TableRequest {
  // The compiler validated the artifact; the service validates it again.
  return resolveSecrets(artifact, env) as TableRequest;
}
