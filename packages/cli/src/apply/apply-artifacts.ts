import { type Client, listConnections } from "@starfix/client";
import type { ManifestImport } from "@starfix/compiler";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";
import { describeStops, formatStops } from "./format-stops.ts";
import { Ledger } from "./ledger.ts";
import type { LedgerKey } from "./ledger-entry.ts";
import { type ConnectionArtifact, planConnections } from "./plan-connections.ts";
import { type JobArtifact, planJobs } from "./plan-jobs.ts";
import type { TableArtifact, TableStep } from "./plan-tables.ts";
import { requireImports } from "./require-imports.ts";
import { requireSecrets, resolveSecrets } from "./resolve-secrets.ts";
import { type ConnectionResult, runConnections } from "./run-connections.ts";
import { type JobResult, runJobs } from "./run-jobs.ts";
import { runTables, type TableResult } from "./run-tables.ts";
import { SETTLING, surveyJobs } from "./survey-jobs.ts";

/** What `apply` needs once the definitions are compiled. */
export interface ApplyArtifactsProps {
  readonly client: Client;
  readonly connections: readonly ConnectionArtifact[];
  readonly tables: readonly TableArtifact[];
  readonly jobs: readonly JobArtifact[];
  /** What the jobs use of other packages, which make it. */
  readonly imports?: readonly ManifestImport[];
  /** Names of jobs that are posted again, or may replace rows. */
  readonly rerun?: readonly string[];
  /** Folder of the project; the ledger lies in it. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  readonly signal: AbortSignal;
  /** Milliseconds in which a job whose answer was lost shows up on the server; tests have less patience. */
  readonly settling?: number;
}

export interface ApplyResult {
  readonly connections: readonly ConnectionResult[];
  readonly tables: readonly TableResult[];
  readonly jobs: readonly JobResult[];
}

/**
 * Surveys the service, plans, and carries the plan out: connections, then tables, then jobs. Throws a UserError before
 * anything is written when a job needs the user's word or breaks a rule of the service, and with all results when a job failed.
 */
export async function applyArtifacts(props: ApplyArtifactsProps): Promise<ApplyResult> {
  const { client, env, output, signal, settling = SETTLING } = props;
  const rerun = new Set(props.rerun);
  requireKnown(rerun, props.jobs);
  const keyOf = ({ name, sha256 }: JobArtifact): LedgerKey => ({
    url: client.url,
    project: client.projectId,
    job: name,
    sha256,
  });
  const ledger = await Ledger.open(props.folder);
  try {
    // Reading can be broken off at any time, writing not: its answer would be lost.
    const reader = client.with({ signal });
    const { values } = await listConnections(reader);
    requireImports(props.imports ?? [], values);
    const connectionSteps = planConnections(props.connections, values);
    const tableSteps = await stepsOfTables(reader, props.tables);
    const changed = [...connectionSteps, ...tableSteps].flatMap((step) =>
      step.action === "unchanged" ? [] : [step.artifact],
    );
    const isDone = (artifact: JobArtifact) => !rerun.has(artifact.name) && ledger.isCompleted(keyOf(artifact));
    requireSecrets([...changed, ...props.jobs.filter((artifact) => !isDone(artifact))], env);
    const jobs = props.jobs.map((artifact) => ({
      artifact,
      key: keyOf(artifact),
      body: isDone(artifact) ? artifact.json : resolveSecrets(artifact, env),
      rerun: rerun.has(artifact.name),
    }));
    const bodies = new Map(jobs.map(({ artifact, body }) => [artifact, body]));
    const { steps: jobSteps, stops } = planJobs(await surveyJobs(reader, ledger, jobs, settling));
    if (stops.length > 0) throw new UserError(formatStops(stops), { json: { stopped: describeStops(stops) } });
    const posted = jobSteps.flatMap(({ action, artifact }) => (action === "create" ? [artifact] : []));
    if (posted.length > 0) {
      // It loads the parser of expressions, which an apply without a change does not need.
      const { checkJobs } = await import("./check-jobs.ts");
      await checkJobs(reader, { ...props, jobs: posted, existing: values });
    }

    const connections = await runConnections(connectionSteps, { client, output, env });
    const tables = await runTables(tableSteps, { client, output, env });
    const { results, failure } = await runJobs(jobSteps, {
      client,
      ledger,
      output,
      signal,
      settling,
      keyOf: (step) => keyOf(step.artifact),
      bodyOf: (step) => bodies.get(step.artifact),
    });
    const result = { connections, tables, jobs: results };
    if (failure !== undefined) throw new UserError(failure, { json: result });
    return result;
  } finally {
    await ledger.close();
  }
}

async function stepsOfTables(reader: Client, tables: readonly TableArtifact[]): Promise<readonly TableStep[]> {
  if (tables.length === 0) return [];
  // It loads the contract's JSON Schemas, which nothing else here needs.
  const { planTables, surveyTables } = await import("./plan-tables.ts");
  return planTables(tables, await surveyTables(reader, tables));
}

function requireKnown(rerun: ReadonlySet<string>, jobs: readonly JobArtifact[]): void {
  const names = jobs.map(({ name }) => name);
  const unknown = [...rerun].filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new UserError(
    `--rerun names no job of the project: ${unknown.join(", ")}; expected ${names.length === 0 ? "none, as there is no job" : `one of ${names.join(", ")}`}`,
  );
}
