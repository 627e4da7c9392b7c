import type { JobRows, LedgerEntry } from "./ledger-entry.ts";
import type { SecretsOfArtifact } from "./resolve-secrets.ts";

/** A job as the compiler emitted it. */
export interface JobArtifact extends SecretsOfArtifact {
  readonly name: string;
  readonly sha256: string;
}

/** A job on the service that this artifact made, or that asks for exactly the same. */
export interface RemoteJob {
  readonly jobId: string;
  readonly executionStatus: string;
  readonly rows: JobRows;
}

/** What is known of one job artifact before anything is done. */
export interface JobFacts {
  readonly artifact: JobArtifact;
  readonly entry: LedgerEntry | undefined;
  /** The job of the ledger's id as it is now, or the one that was found by what it asks for. */
  readonly remote: RemoteJob | undefined;
}

/** What is to be done for one job. */
export type JobStep =
  | {
      readonly action: "create";
      readonly artifact: JobArtifact;
      /** How the run before this one ended, when there was one. */
      readonly earlier: string | undefined;
    }
  | { readonly action: "already_ran"; readonly artifact: JobArtifact; readonly jobId: string; readonly rows: JobRows }
  /** Posted from here earlier, and not at its end. */
  | { readonly action: "wait"; readonly artifact: JobArtifact; readonly jobId: string }
  /** On the service, but not in the ledger. */
  | { readonly action: "adopt"; readonly artifact: JobArtifact; readonly remote: RemoteJob };

/** Decides for each job, without doing anything. */
export function planJobs(facts: readonly JobFacts[]): readonly JobStep[] {
  return facts.map(planJob);
}

function planJob({ artifact, entry, remote }: JobFacts): JobStep {
  if (entry?.state === "ended" && entry.status === "completed") {
    const { jobId, rowsRead, rowsPersisted, rowsSkipped } = entry;
    return { action: "already_ran", artifact, jobId, rows: { rowsRead, rowsPersisted, rowsSkipped } };
  }
  if (remote === undefined || hasBroken(remote.executionStatus)) {
    const earlier = remote?.executionStatus ?? (entry?.state === "ended" ? entry.status : undefined);
    return { action: "create", artifact, earlier };
  }
  const { jobId, executionStatus, rows } = remote;
  const own = entry?.state === "posted" && entry.jobId === jobId;
  if (!own) return { action: "adopt", artifact, remote };
  if (executionStatus === "completed") return { action: "already_ran", artifact, jobId, rows };
  return { action: "wait", artifact, jobId };
}

/** Whether a job ended without its rows, so that posting it again ingests nothing twice. */
export function hasBroken(executionStatus: string): boolean {
  return executionStatus === "failed" || executionStatus === "canceled";
}
