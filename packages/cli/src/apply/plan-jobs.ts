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

/** A run of the same job with another body that has or will have its rows. */
export interface EarlierRun {
  /** Undefined when a POST was under way of which the ledger has neither id nor body. */
  readonly jobId: string | undefined;
  /** Undefined when it is not known whether the job exists. */
  readonly executionStatus: string | undefined;
  /** Its body; undefined when neither the service nor the ledger has it any more. */
  readonly spec: unknown;
  /** Whether it is known by its data and table only, not by the name of the artifact. */
  readonly guessed: boolean;
}

/** Rows that a job would replace. */
export interface ReplacedRows {
  readonly tableName: string;
  /** Undefined when all rows of the table go. */
  readonly intervals: readonly string[] | undefined;
  /** Rows that the table has now; undefined when the service gives none. */
  readonly tableRows: number | undefined;
}

/** What is known of one job artifact before anything is done. */
export interface JobFacts {
  readonly artifact: JobArtifact;
  readonly entry: LedgerEntry | undefined;
  /** The job of the ledger's id as it is now, or the one that was found by what it asks for. */
  readonly remote: RemoteJob | undefined;
  /** Whether the user asked to post the job again. */
  readonly rerun: boolean;
  /** Jobs of the service that ask for the same and are not to be taken for the one that a rerun makes. */
  readonly others: readonly string[];
  readonly earlier: EarlierRun | undefined;
  readonly replaces: ReplacedRows | undefined;
}

/** What is to be done for one job. */
export type JobStep =
  | {
      readonly action: "create";
      readonly artifact: JobArtifact;
      /** Why a job that was posted before is posted again: `failed earlier`. */
      readonly again: string | undefined;
      readonly others: readonly string[];
    }
  | { readonly action: "already_ran"; readonly artifact: JobArtifact; readonly jobId: string; readonly rows: JobRows }
  /** Posted from here earlier, and not at its end. */
  | { readonly action: "wait"; readonly artifact: JobArtifact; readonly jobId: string }
  /** On the service, but not in the ledger. */
  | { readonly action: "adopt"; readonly artifact: JobArtifact; readonly remote: RemoteJob };

/** A job that is only posted with `--rerun`. */
export interface JobStop {
  readonly artifact: JobArtifact;
  readonly earlier: EarlierRun | undefined;
  readonly replaces: ReplacedRows | undefined;
}

/** Decides for each job, without doing anything. */
export function planJobs(facts: readonly JobFacts[]): {
  readonly steps: readonly JobStep[];
  /** Jobs of which one is enough to do nothing at all. */
  readonly stops: readonly JobStop[];
} {
  const steps = facts.map(planJob);
  const stops = facts.filter(
    ({ rerun, earlier, replaces }, index) =>
      steps[index]?.action === "create" && !rerun && (earlier !== undefined || replaces !== undefined),
  );
  return { steps, stops };
}

function planJob({ artifact, entry, remote, rerun, others, earlier }: JobFacts): JobStep {
  if (entry?.state === "ended" && entry.status === "completed") {
    if (rerun) return { action: "create", artifact, again: "ran", others };
    // Since then another body replaced its rows.
    if (earlier !== undefined) return { action: "create", artifact, again: undefined, others };
    const { jobId, rowsRead, rowsPersisted, rowsSkipped } = entry;
    return { action: "already_ran", artifact, jobId, rows: { rowsRead, rowsPersisted, rowsSkipped } };
  }
  if (remote === undefined || hasBroken(remote.executionStatus)) {
    // The POST of a rerun that never took effect.
    if (entry?.completed !== undefined && !rerun) {
      const { jobId, rowsRead, rowsPersisted, rowsSkipped } = entry.completed;
      return { action: "already_ran", artifact, jobId, rows: { rowsRead, rowsPersisted, rowsSkipped } };
    }
    const broke = remote?.executionStatus ?? (entry?.state === "ended" ? entry.status : undefined);
    return {
      action: "create",
      artifact,
      again: broke ?? (earlier === undefined ? undefined : "ran with another body"),
      others,
    };
  }
  const { jobId, executionStatus, rows } = remote;
  const own = entry?.state === "posted" && entry.jobId === jobId;
  if (!own) {
    const isNew = entry === undefined && executionStatus === "completed";
    return rerun && isNew
      ? { action: "create", artifact, again: "ran", others }
      : { action: "adopt", artifact, remote };
  }
  if (executionStatus === "completed") return { action: "already_ran", artifact, jobId, rows };
  return { action: "wait", artifact, jobId };
}

/** Whether a job ended without its rows, so that posting it again ingests nothing twice. */
export function hasBroken(executionStatus: string): boolean {
  return executionStatus === "failed" || executionStatus === "canceled";
}
