import {
  type Client,
  getJob,
  getJobMetrics,
  type IngestionJobTotals,
  isNotFound,
  type JobResponse,
} from "@starfix/client";
import { canonicalSpec } from "./canonical-spec.ts";
import { JobFinder } from "./find-job.ts";
import type { Ledger } from "./ledger.ts";
import type { JobRows, LedgerEntry, LedgerKey } from "./ledger-entry.ts";
import { type EarlierRun, hasBroken, type JobArtifact, type JobFacts, planJobs, type RemoteJob } from "./plan-jobs.ts";
import { findReplacedRows, isReplacing } from "./replaced-rows.ts";

/** A POST that was on its way when its sender died is stored within this time, in milliseconds. */
export const SETTLING: number = 3_000;

type KnownJobs = Pick<Ledger, "get" | "entries" | "otherBodies">;

/** One job artifact, and what it is posted as. */
export interface SurveyedJob {
  readonly artifact: JobArtifact;
  readonly key: LedgerKey;
  readonly body: unknown;
  /** Whether the user asked to post the job again. */
  readonly rerun: boolean;
}

interface Survey {
  readonly client: Client;
  readonly ledger: KnownJobs;
  readonly finder: JobFinder;
  /** Ids of jobs that artifacts of this project made; grows as more are found. */
  readonly taken: Set<string>;
  readonly settling: number;
}

/** Asks the service for whatever the ledger does not know for sure. Writes nothing, here or there. */
export async function surveyJobs(
  client: Client,
  ledger: KnownJobs,
  jobs: readonly SurveyedJob[],
  settling: number,
): Promise<readonly JobFacts[]> {
  const taken = takenJobs(
    ledger,
    jobs.map(({ key }) => key),
  );
  const survey: Survey = { client, ledger, finder: new JobFinder(client), taken, settling };
  const found: { readonly job: SurveyedJob; readonly facts: JobFacts }[] = [];
  for (const job of jobs) {
    const facts = await surveyJob(job, survey);
    if (facts.remote !== undefined) taken.add(facts.remote.jobId);
    found.push({ job, facts });
  }
  // Only now is each job taken that belongs to another artifact.
  const all: JobFacts[] = [];
  for (const { job, facts } of found) all.push(await addConsequences(job, facts, survey));
  return all;
}

async function surveyJob({ artifact, key, body, rerun }: SurveyedJob, survey: Survey): Promise<JobFacts> {
  const { client, ledger, finder, taken } = survey;
  const entry = ledger.get(key);
  const facts = { artifact, entry, rerun, earlier: undefined, replaces: undefined };
  const others = rerun ? (await finder.findAll({ body, taken: new Set() })).map(({ id }) => id) : [];
  const completed = entry?.state === "ended" && entry.status === "completed";
  const bodies = ledger.otherBodies(key);
  if (completed) {
    // Another body that ran since then may have replaced the rows of this one.
    const since = isReplacing(body) ? bodies.filter(({ at }) => at > entry.at) : [];
    return { ...facts, others, remote: undefined, earlier: await earlierRun(since, survey) };
  }
  let remote = entry?.state === "posted" ? await readRemote(client, entry.jobId) : undefined;
  if (remote === undefined || hasBroken(remote.executionStatus)) {
    const until = entry?.state === "intent" ? Date.parse(entry.at) + survey.settling : 0;
    const apart = entry?.state === "intent" ? new Set([...taken, ...entry.others]) : taken;
    const found = (await sameJob(body, bodies, client)) ?? (await finder.find({ body, taken: apart, until }));
    if (found !== undefined) remote = await remoteOf(client, found);
  }
  const isOpen = remote === undefined || hasBroken(remote.executionStatus);
  return { ...facts, others, remote, earlier: isOpen ? await earlierRun(bodies, survey) : undefined };
}

/** Adds what posting the job would do to rows that are there. */
async function addConsequences({ body, rerun }: SurveyedJob, facts: JobFacts, survey: Survey): Promise<JobFacts> {
  if (rerun || planJobs([facts]).steps[0]?.action !== "create") return facts;
  const { client, finder, taken } = survey;
  const replaces = await findReplacedRows(client, body);
  // Where the ledger was lost or is on another machine, an earlier body is known by the data that it reads.
  const similar = facts.earlier === undefined ? await finder.findSameSource({ body, taken }) : undefined;
  const earlier = similar === undefined ? facts.earlier : earlierOf(similar, true);
  return { ...facts, earlier, replaces };
}

/** The job of an artifact of this name that asks for the same in other words. */
async function sameJob(
  body: unknown,
  bodies: readonly LedgerEntry[],
  client: Client,
): Promise<JobResponse | undefined> {
  const spec = canonicalSpec(body);
  for (const entry of bodies.toReversed()) {
    const job = entry.state === "intent" ? undefined : await readJob(client, entry.jobId);
    if (job !== undefined && !hasBroken(job.executionStatus) && canonicalSpec(job.spec) === spec) return job;
  }
  return undefined;
}

/** The last of these runs that has or will have its rows. */
async function earlierRun(bodies: readonly LedgerEntry[], survey: Survey): Promise<EarlierRun | undefined> {
  for (const entry of bodies.toReversed()) {
    const run = await aliveRun(entry, survey);
    if (run !== undefined) return run;
  }
  return undefined;
}

async function aliveRun(
  entry: LedgerEntry,
  { client, finder, taken, settling }: Survey,
): Promise<EarlierRun | undefined> {
  if (entry.state === "intent") {
    const { at, spec, others } = entry;
    if (spec === undefined) return { jobId: undefined, executionStatus: undefined, spec, guessed: false };
    const apart = new Set([...taken, ...others]);
    const job = await finder.find({ body: spec, taken: apart, until: Date.parse(at) + settling });
    if (job !== undefined) return earlierOf(job);
  }
  if (entry.state === "posted") {
    const job = await readJob(client, entry.jobId);
    if (job !== undefined && !hasBroken(job.executionStatus)) return earlierOf(job);
  }
  const completed = entry.state === "ended" && entry.status === "completed" ? entry : entry.completed;
  if (completed === undefined) return undefined;
  const { jobId, status } = completed;
  const job = await readJob(client, jobId);
  return job === undefined ? { jobId, executionStatus: status, spec: undefined, guessed: false } : earlierOf(job);
}

function earlierOf({ id, executionStatus, spec }: JobResponse, guessed = false): EarlierRun {
  return { jobId: id, executionStatus, spec, guessed };
}

/** Looks for a job whose answer was lost just now, a little while. */
export async function findLostJob(
  client: Client,
  { settling, ...wanted }: { readonly body: unknown; readonly taken: ReadonlySet<string>; readonly settling: number },
): Promise<string | undefined> {
  return (await new JobFinder(client).find({ ...wanted, until: Date.now() + settling }))?.id;
}

/** Ids that artifacts of this project have. An id of an artifact that is gone may be taken over: it was renamed. */
export function takenJobs(ledger: Pick<Ledger, "entries">, present: readonly LedgerKey[]): Set<string> {
  const nameOf = ({ url, project, job }: LedgerKey) => JSON.stringify([url, project, job]);
  const names = new Set(present.map(nameOf));
  const entries = ledger.entries().filter(({ key }) => names.has(nameOf(key)));
  return new Set(
    entries.flatMap((entry) => [
      ...(entry.state === "intent" ? [] : [entry.jobId]),
      ...(entry.completed === undefined ? [] : [entry.completed.jobId]),
    ]),
  );
}

async function readRemote(client: Client, jobId: string): Promise<RemoteJob | undefined> {
  const job = await readJob(client, jobId);
  return job && remoteOf(client, job);
}

/** Undefined for a job that the service does not have. */
async function readJob(client: Client, jobId: string): Promise<JobResponse | undefined> {
  try {
    return await getJob(client, { jobId });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function remoteOf(client: Client, { id, executionStatus }: JobResponse): Promise<RemoteJob> {
  const totals = executionStatus === "completed" ? (await getJobMetrics(client, { jobId: id })).totals : undefined;
  return { jobId: id, executionStatus, rows: readRows(totals ?? {}) };
}

/** The counters that are shown of a run. */
export function readRows(totals: IngestionJobTotals): JobRows {
  const { numRowsProcessed = null, numRowsPersisted = null, numRowsSkippedByError = null } = totals;
  return { rowsRead: numRowsProcessed, rowsPersisted: numRowsPersisted, rowsSkipped: numRowsSkippedByError };
}
