import {
  BucketError,
  type JobOutcome,
  type JobRecord,
  planJob,
  type RunOptions,
  type SelectionIssue,
  selectObjects,
} from "@starfix/engine";
import type { Services } from "../context.ts";
import { stackOf } from "../log.ts";
import { SecretBoxError } from "../secrets/secret-box.ts";
import { openSource } from "../sources/open-source.ts";
import { failure, NO_COUNTERS } from "./failures.ts";
import { requestAsRun } from "./job-mappings.ts";
import { lastAttempt } from "./last-attempt.ts";

/** Runs one stored job to its outcome. It never throws: a fault of ours is a failed job, and the log has its stack. */
export async function runJob(services: RunServices, record: JobRecord, options: RunOptions): Promise<JobOutcome> {
  try {
    return await attempt(services, record, options);
  } catch (error) {
    if (options.signal.aborted) return { status: "canceled", counters: NO_COUNTERS };
    if (error instanceof BucketError) return failure("could_not_connect_to_source", error.message);
    if (error instanceof SecretBoxError) return failure("could_not_connect_to_source", error.message);
    services.log({ level: "error", message: "a job broke the server", jobId: record.id, stack: stackOf(error) });
    // The engine may have committed before it broke; what it recorded is the truth.
    const last = await lastAttempt(services.engine, record.id).catch(() => undefined);
    return last?.outcome ?? failure("internal_error", "the server could not run the job; its log says why");
  }
}

/** The part of the services that running a job needs. */
export type RunServices = Pick<Services, "engine" | "store" | "sources" | "log">;

async function attempt(services: RunServices, record: JobRecord, options: RunOptions): Promise<JobOutcome> {
  const { engine, store, sources } = services;
  const { outcome, runId } = await lastAttempt(engine, record.id);
  if (outcome !== undefined) return outcome;
  const { connectionName } = record.spec.source;
  const connection = await store.connections.get(connectionName);
  if (connection === undefined) {
    return failure("could_not_connect_to_source", `the connection ${JSON.stringify(connectionName)} is gone`);
  }
  const table = await engine.table(record.spec.target.tableName);
  const planned = planJob(requestAsRun(record), { jobId: runId, connection, table });
  if ("issues" in planned) {
    const reasons = planned.issues.map((issue) => `${issue.pointer}: ${issue.message}`).join("; ");
    return failure("could_not_connect_to_source", `the job no longer fits its connection or table: ${reasons}`);
  }
  const { plan } = planned;
  const bucket = openSource(sources, connection);
  const selected = await selectObjects(bucket, plan.selection, { prefix: connection.prefix }, options.signal);
  if ("issues" in selected) return nothingToRead(selected.issues);
  options.signal.throwIfAborted();
  return await engine.run(plan, selected.objects, options);
}

/** More reasons than this make a message that nobody reads. */
const MOST_REASONS = 10;

function nothingToRead(issues: readonly SelectionIssue[]): JobOutcome {
  const reasons = issues.slice(0, MOST_REASONS).map(({ message, name }) => `${name}: ${message}`);
  const more = issues.length > MOST_REASONS ? [`and ${issues.length - MOST_REASONS} more`] : [];
  const code = issues.every((issue) => issue.code === "no_match") ? "no_rows_ingested" : "could_not_connect_to_source";
  return failure(code, [...reasons, ...more].join("; "));
}
