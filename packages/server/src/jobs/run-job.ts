import {
  BucketError,
  type Engine,
  type PreparedJob,
  type RunOutcome,
  type RunState,
  runIdOf,
  type SelectionIssue,
  type SourceAccess,
  selectObjects,
} from "@starfix/engine";
import { type CheckedJob, decodeCheckedJob, encodeCheckedJob } from "@starfix/rules";
import type { Services } from "../context.ts";
import { stackOf } from "../log.ts";
import { SecretBoxError } from "../secrets/secret-box.ts";
import { openSource } from "../sources/open-source.ts";
import { preciseTime } from "../timestamps.ts";
import { checkJob } from "./check-job.ts";
import { failure, NO_TOTALS } from "./failures.ts";
import type { HeldJob } from "./held-job.ts";

/** The part of the services that running a job needs. */
export interface RunServices extends Pick<Services, "store" | "sources" | "clock" | "log" | "prepared"> {
  readonly engine: Engine;
}

/** A run that an engine loses is started again; after this many losses the job fails. */
const MAX_STARTS = 3;

const CANCELED: RunOutcome = { status: "canceled", totals: NO_TOTALS };

/**
 * Runs a held job to its outcome, or goes on with the run that another server started. Undefined when the job is no longer
 * held. It never throws: an unexpected error is a failed job, and the log has its stack.
 */
export async function runJob(services: RunServices, held: HeldJob): Promise<RunOutcome | undefined> {
  try {
    return await run(services, held);
  } catch (error) {
    if (held.over.aborted) return undefined;
    if (error instanceof JobStopped) return error.outcome;
    const { engine, log } = services;
    log({ level: "error", message: "unexpected error while running job", jobId: held.id, stack: stackOf(error) });
    return (
      (await outcomeAfterError(engine, held).catch(() => undefined)) ??
      failure("internal_error", "the server could not run the job; its log says why")
    );
  }
}

/** Ends a job before its run has started. */
class JobStopped extends Error {
  readonly outcome: RunOutcome;
  constructor(outcome: RunOutcome) {
    super(`job ${outcome.status}`);
    this.outcome = outcome;
  }
}

async function run(services: RunServices, held: HeldJob): Promise<RunOutcome | undefined> {
  const { engine } = services;
  let attempt = held.record.attempt;
  let state: RunState = attempt === 0 ? { state: "unknown" } : await stateNow(engine, runIdOf(held.id, attempt));
  // An engine does not start a canceled run again; if no one asked for the cancellation, the job gets a new run.
  const isBrokenOff = state.state === "ended" && state.outcome.status === "canceled" && !held.cancelRequested.aborted;
  if (state.state === "ended" && !isBrokenOff) return state.outcome;
  if (attempt === 0 || isBrokenOff) attempt += 1;
  const runId = runIdOf(held.id, attempt);
  for (let starts = 0; starts < MAX_STARTS; starts += 1) {
    if (state.state !== "running") {
      if (held.cancelRequested.aborted) return CANCELED;
      await start(services, held, attempt);
    }
    state = await follow(services, held, runId);
    if (state.state === "ended") return state.outcome;
    if (held.over.aborted) return undefined;
  }
  return failure("internal_error", `the engine lost the run of the job ${MAX_STARTS} times`);
}

async function start(services: RunServices, held: HeldJob, attempt: number): Promise<void> {
  const { clock, engine, log } = services;
  const { startedTimestamp = preciseTime(clock()) } = held.record;
  // The attempt is on the record before the engine knows it: the next holder of the job finds the run.
  await held.save({ executionStatus: "running", attempt, startedTimestamp, totals: NO_TOTALS, progress: 0 });
  held.over.throwIfAborted();
  log({ level: "info", message: "job started", jobId: held.id });
  const prepared = await prepare(services, held);
  const access = await openAccess(services, held, prepared.job);
  held.over.throwIfAborted();
  if (held.cancelRequested.aborted) throw new JobStopped(CANCELED);
  await engine.start(runIdOf(held.id, attempt), prepared, access);
}

/** The job as prepared when it was posted here, or translated from what the record holds. */
async function prepare(services: RunServices, held: HeldJob): Promise<PreparedJob> {
  const kept = services.prepared.take(held.id);
  if (kept !== undefined) return kept;
  const { checked, request } = held.record;
  if (checked === null) {
    const result = await checkJob(services, request);
    if ("prepared" in result) {
      await held.save({ checked: encodeCheckedJob(result.prepared.job) });
      return result.prepared;
    }
    throw new JobStopped(noLongerFits(result.details.map(({ message, target }) => `${target}: ${message}`)));
  }
  const result = await services.engine.prepare(decodeCheckedJob(checked));
  if ("prepared" in result) return result.prepared;
  throw new JobStopped(noLongerFits(result.refusals.map(({ message, pointer = "" }) => `${pointer}: ${message}`)));
}

function noLongerFits(reasons: readonly string[]): RunOutcome {
  const message = `the job no longer fits its connection or table: ${reasons.join("; ")}`;
  return failure("could_not_connect_to_source", message);
}

async function openAccess(services: RunServices, held: HeldJob, job: CheckedJob): Promise<SourceAccess> {
  if (job.kind !== "batch" || job.source.kind !== "objects") return { objects: [] };
  const { connectionName, selection } = job.source;
  const { record: connection } = (await services.store.connections.get(connectionName)) ?? {};
  if (connection === undefined) {
    const message = `the connection ${JSON.stringify(connectionName)} is gone`;
    throw new JobStopped(failure("could_not_connect_to_source", message));
  }
  const signal = AbortSignal.any([held.over, held.cancelRequested]);
  try {
    const { bucket, prefix } = openSource(services.sources, connection);
    const selected = await selectObjects(bucket, selection, { prefix }, signal);
    if ("objects" in selected) return selected;
    throw new JobStopped(nothingToRead(selected.issues));
  } catch (error) {
    if (held.cancelRequested.aborted && !held.over.aborted) throw new JobStopped(CANCELED);
    if (!(error instanceof BucketError || error instanceof SecretBoxError)) throw error;
    throw new JobStopped(failure("could_not_connect_to_source", error.message));
  }
}

/** More reasons than this would make a message too long to read. */
const MAX_REASONS = 10;

function nothingToRead(issues: readonly SelectionIssue[]): RunOutcome {
  const reasons = issues.slice(0, MAX_REASONS).map(({ message, name }) => `${name}: ${message}`);
  const more = issues.length > MAX_REASONS ? [`and ${issues.length - MAX_REASONS} more`] : [];
  const code = issues.every((issue) => issue.code === "no_match") ? "no_rows_ingested" : "could_not_connect_to_source";
  return failure(code, [...reasons, ...more].join("; "));
}

/** Stores the progress of a run until it has ended, is unknown, or the job is no longer held. */
async function follow({ engine, log }: RunServices, held: HeldJob, runId: string): Promise<RunState> {
  const cancel = () => {
    engine.cancel(runId).catch((error: unknown) => {
      log({ level: "error", message: "a run could not be canceled", jobId: held.id, stack: stackOf(error) });
    });
  };
  if (held.cancelRequested.aborted) cancel();
  held.cancelRequested.addEventListener("abort", cancel, { once: true });
  try {
    for await (const state of engine.observe(runId, held.over)) {
      if (state.state !== "running") return state;
      held.saveProgress(state.progress);
    }
    return { state: "unknown" };
  } finally {
    held.cancelRequested.removeEventListener("abort", cancel);
  }
}

async function stateNow(engine: Engine, runId: string): Promise<RunState> {
  for await (const state of engine.observe(runId)) return state;
  return { state: "unknown" };
}

/** The engine may have committed before the error; what it knows of the run counts, and a run that goes on is stopped. */
async function outcomeAfterError(engine: Engine, { id, over, record }: HeldJob): Promise<RunOutcome | undefined> {
  const runId = runIdOf(id, record.attempt);
  await engine.cancel(runId);
  for await (const state of engine.observe(runId, over)) {
    if (state.state === "ended") return state.outcome;
    if (state.state === "unknown") return undefined;
  }
  return undefined;
}
