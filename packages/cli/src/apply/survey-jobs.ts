import {
  type Client,
  getJob,
  getJobMetrics,
  type IngestionJobTotals,
  type JobResponse,
  PolarisError,
} from "@starfix/client";
import { JobFinder } from "./find-job.ts";
import type { Ledger } from "./ledger.ts";
import type { JobRows, LedgerEntry, LedgerKey } from "./ledger-entry.ts";
import { hasBroken, type JobArtifact, type JobFacts, type RemoteJob } from "./plan-jobs.ts";

/** A POST that was on its way when its sender died is stored within this time, in milliseconds. */
export const SETTLING: number = 3_000;

type KnownJobs = Pick<Ledger, "get" | "entries" | "isCompleted">;

/** One job artifact, and what it is posted as. */
export interface SurveyedJob {
  readonly artifact: JobArtifact;
  readonly key: LedgerKey;
  readonly body: unknown;
}

/** Asks the service for whatever the ledger does not know for sure. Writes nothing, here or there. */
export async function surveyJobs(
  client: Client,
  ledger: KnownJobs,
  jobs: readonly SurveyedJob[],
  settling: number,
): Promise<readonly JobFacts[]> {
  const finder = new JobFinder(client);
  const taken = takenJobs(
    ledger,
    jobs.map(({ key }) => key),
  );
  const facts: JobFacts[] = [];
  for (const { artifact, key, body } of jobs) {
    const entry = ledger.get(key);
    let remote = await remoteOfEntry(client, entry);
    const isOpen = remote === undefined || hasBroken(remote.executionStatus);
    if (isOpen && !ledger.isCompleted(key)) {
      const until = entry?.state === "intent" ? Date.parse(entry.at) + settling : 0;
      const found = await finder.find({ body, taken, until });
      if (found !== undefined) remote = await readRemote(client, found);
    }
    if (remote !== undefined) taken.add(remote.jobId);
    facts.push({ artifact, entry, remote });
  }
  return facts;
}

/** Looks for a job whose answer was lost just now, a little while. */
export async function findLostJob(
  client: Client,
  { settling, ...wanted }: { readonly body: unknown; readonly taken: ReadonlySet<string>; readonly settling: number },
): Promise<string | undefined> {
  return (await new JobFinder(client).find({ ...wanted, until: Date.now() + settling }))?.id;
}

/** Ids that artifacts of this project stand for. An id of an artifact that is gone may be taken over: it was renamed. */
export function takenJobs(ledger: Pick<Ledger, "entries">, present: readonly LedgerKey[]): Set<string> {
  const nameOf = ({ url, project, job }: LedgerKey) => JSON.stringify([url, project, job]);
  const names = new Set(present.map(nameOf));
  const ids = ledger
    .entries()
    .flatMap((entry) => (entry.state !== "intent" && names.has(nameOf(entry.key)) ? [entry.jobId] : []));
  return new Set(ids);
}

async function remoteOfEntry(client: Client, entry: LedgerEntry | undefined): Promise<RemoteJob | undefined> {
  if (entry?.state !== "posted") return undefined;
  try {
    return await readRemote(client, await getJob(client, { jobId: entry.jobId }));
  } catch (error) {
    if (error instanceof PolarisError && error.status === 404) return undefined;
    throw error;
  }
}

async function readRemote(client: Client, { id, executionStatus }: JobResponse): Promise<RemoteJob> {
  const totals = executionStatus === "completed" ? (await getJobMetrics(client, { jobId: id })).totals : undefined;
  return { jobId: id, executionStatus, rows: readRows(totals ?? {}) };
}

/** The counters that are shown of a run. */
export function readRows(totals: IngestionJobTotals): JobRows {
  const { numRowsProcessed = null, numRowsPersisted = null, numRowsSkippedByError = null } = totals;
  return { rowsRead: numRowsProcessed, rowsPersisted: numRowsPersisted, rowsSkipped: numRowsSkippedByError };
}
