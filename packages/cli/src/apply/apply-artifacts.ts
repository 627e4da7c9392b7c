import { type Client, listConnections } from "@starfix/client";
import type { ManifestImport } from "@starfix/compiler";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";
import { Ledger } from "./ledger.ts";
import type { LedgerKey } from "./ledger-entry.ts";
import { type ConnectionArtifact, planConnections } from "./plan-connections.ts";
import { type JobArtifact, planJobs } from "./plan-jobs.ts";
import { requireImports } from "./require-imports.ts";
import { requireSecrets, resolveSecrets } from "./resolve-secrets.ts";
import { type ConnectionResult, runConnections } from "./run-connections.ts";
import { type JobResult, runJobs } from "./run-jobs.ts";
import { SETTLING, surveyJobs } from "./survey-jobs.ts";

/** What `apply` needs once the definitions are compiled. */
export interface ApplyArtifactsProps {
  readonly client: Client;
  readonly connections: readonly ConnectionArtifact[];
  readonly jobs: readonly JobArtifact[];
  /** What the jobs use of other packages, which make it. */
  readonly imports?: readonly ManifestImport[];
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
  readonly jobs: readonly JobResult[];
}

/** Surveys the service, plans, and carries the plan out. Throws a UserError when a job broke, with all results. */
export async function applyArtifacts(props: ApplyArtifactsProps): Promise<ApplyResult> {
  const { client, env, output, signal, settling = SETTLING } = props;
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
    const changed = connectionSteps.flatMap((step) => (step.action === "unchanged" ? [] : [step.artifact]));
    const isDone = (artifact: JobArtifact) => ledger.isCompleted(keyOf(artifact));
    requireSecrets([...changed, ...props.jobs.filter((artifact) => !isDone(artifact))], env);
    const jobs = props.jobs.map((artifact) => ({
      artifact,
      key: keyOf(artifact),
      body: isDone(artifact) ? artifact.json : resolveSecrets(artifact, env),
    }));
    const bodies = new Map(jobs.map(({ artifact, body }) => [artifact, body]));
    const jobSteps = planJobs(await surveyJobs(reader, ledger, jobs, settling));

    const connections = await runConnections(connectionSteps, { client, output, env });
    const { results, problem } = await runJobs(jobSteps, {
      client,
      ledger,
      output,
      signal,
      settling,
      keyOf: (step) => keyOf(step.artifact),
      bodyOf: (step) => bodies.get(step.artifact),
    });
    const result = { connections, jobs: results };
    if (problem !== undefined) throw new UserError(problem, { json: result });
    return result;
  } finally {
    await ledger.close();
  }
}
