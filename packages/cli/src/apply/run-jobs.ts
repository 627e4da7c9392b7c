import {
  type Client,
  ConnectionLostError,
  type CreateJobRequest,
  createJob,
  JobFailedError,
  jobProblem,
  PolarisError,
  waitForJob,
} from "@starfix/client";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";
import { formatCount, formatRows } from "./format-rows.ts";
import type { Ledger } from "./ledger.ts";
import type { JobRows, LedgerKey } from "./ledger-entry.ts";
import type { JobStep } from "./plan-jobs.ts";
import { findLostJob, readRows, takenJobs } from "./survey-jobs.ts";

/** What became of one job. */
export interface JobResult extends JobRows {
  readonly id: string;
  readonly jobId: string | null;
  readonly action: JobStep["action"];
  /** Execution status of the service, or `not_started` after an earlier job failed. */
  readonly status: string;
}

/** What the effect needs. */
export interface RunJobsProps {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly settling: number;
  readonly keyOf: (step: JobStep) => LedgerKey;
  readonly bodyOf: (step: JobStep) => unknown;
}

/** On a screen that cannot be written over, a line of progress this often, in milliseconds. */
const PLAIN_PROGRESS = 2_000;

/** Carries out the steps, one after the other, and stops at the first job that fails. */
export async function runJobs(
  steps: readonly JobStep[],
  props: RunJobsProps,
): Promise<{ readonly results: readonly JobResult[]; readonly failure: string | undefined }> {
  const results: JobResult[] = [];
  let failure: string | undefined;
  for (const step of steps) {
    if (failure === undefined) {
      try {
        results.push(await runJob(step, props));
      } catch (error) {
        if (!(error instanceof JobFailedError)) throw withResults(error, results);
        results.push(resultOf(step, error.job.id, error.job.executionStatus, readRows(error.totals)));
        failure = `${step.artifact.name}: ${error.message}`;
      }
    } else {
      results.push(resultOf(step, null, "not_started", readRows({})));
    }
  }
  return { results, failure };
}

async function runJob(step: JobStep, props: RunJobsProps): Promise<JobResult> {
  const { output, ledger, keyOf, signal } = props;
  const { name } = step.artifact;
  if (signal.aborted) throw new UserError("interrupted; run `starfix apply` again to go on");
  switch (step.action) {
    case "already_ran": {
      const { jobId, rows } = step;
      if (ledger.get(keyOf(step))?.state !== "ended") await end(props, step, jobId, "completed", rows);
      output.line(`${name}: already ran (job ${jobId}, ${formatCount(rows.rowsPersisted)} rows)`);
      return resultOf(step, jobId, "completed", rows);
    }
    case "adopt": {
      const { jobId, executionStatus, rows } = step.remote;
      await ledger.append(keyOf(step), { event: "posted", jobId, adopted: true });
      if (executionStatus !== "completed") {
        output.line(`${name}: found on the server as job ${jobId}, waiting for it`);
        return wait(step, jobId, props);
      }
      await end(props, step, jobId, executionStatus, rows);
      output.line(`${name}: already ran (job ${jobId}, ${formatCount(rows.rowsPersisted)} rows)`);
      return resultOf(step, jobId, executionStatus, rows);
    }
    case "wait":
      output.line(`${name}: posted earlier as job ${step.jobId}, waiting for it`);
      return wait(step, step.jobId, props);
    case "create": {
      if (step.again !== undefined) output.line(`${name}: ${step.again} earlier, posting it again`);
      const jobId = await post(step, props);
      return wait(step, jobId, props);
    }
    default:
      throw new Error(`unexpected step: ${JSON.stringify(step satisfies never)}`);
  }
}

async function post(
  step: JobStep & { readonly action: "create" },
  { client, ledger, output, settling, keyOf, bodyOf }: RunJobsProps,
): Promise<string> {
  const { artifact, others } = step;
  const { name } = artifact;
  const key = keyOf(step);
  const body = bodyOf(step);
  await ledger.append(key, { event: "intent", spec: artifact.json, ...(others.length > 0 && { others }) });
  try {
    // The compiler validated the artifact; the service validates it again. It is not stopped by a signal, as then its
    // answer would be lost.
    const id = jobIdOf(await createJob(client, { body: body as CreateJobRequest }));
    await ledger.append(key, { event: "posted", jobId: id });
    output.line(`${name}: posted as job ${id}`);
    return id;
  } catch (error) {
    if (!mayHaveArrived(error)) {
      await ledger.append(key, { event: "refused", message: error instanceof Error ? error.message : String(error) });
      throw error;
    }
    output.note(`${name}: ${error.message}; looking for the job on the server`);
    const taken = takenJobs(
      ledger,
      ledger.entries().map((entry) => entry.key),
    );
    const found = await findLostJob(client, { body, taken: new Set([...taken, ...others]), settling });
    if (found === undefined) {
      throw new UserError(
        `${name}: whether the job was created is unknown, and the server does not list it; run \`starfix apply\` again: it looks once more before it posts`,
        { cause: error },
      );
    }
    await ledger.append(key, { event: "posted", jobId: found, adopted: true });
    output.line(`${name}: found on the server as job ${found}`);
    return found;
  }
}

class UnreadableAnswerError extends Error {}

function jobIdOf(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string")
    return answer.id;
  throw new UnreadableAnswerError("the server answered success without the id of the job");
}

/** A status of the 500s, or a success that cannot be read, may come from something between us and the service. */
function mayHaveArrived(error: unknown): error is Error {
  if (error instanceof PolarisError) return error.status >= 500 || error.status < 300;
  return error instanceof ConnectionLostError || error instanceof UnreadableAnswerError;
}

async function wait(step: JobStep, jobId: string, props: RunJobsProps): Promise<JobResult> {
  const { client, output, signal } = props;
  const { name } = step.artifact;
  let shown = Date.now();
  try {
    const { job, totals } = await waitForJob(client, jobId, {
      signal,
      onProgress({ status, share, totals }) {
        if (!output.isLive && Date.now() - shown < PLAIN_PROGRESS) return;
        shown = Date.now();
        const percent = share === undefined ? "" : ` ${Math.floor(share * 100)} %`;
        output.live(`${name}: ${status}${percent}, ${formatCount(totals.numRowsProcessed ?? 0)} rows read`);
      },
    });
    const rows = readRows(totals);
    await end(props, step, jobId, job.executionStatus, rows);
    output.line(`${name}: completed, ${formatRows(rows)}`);
    const { code, message } = jobProblem(job);
    if (code !== undefined) output.note(`${name}: warning ${code}${message === undefined ? "" : `: ${message}`}`);
    return resultOf(step, jobId, job.executionStatus, rows);
  } catch (error) {
    if (error instanceof JobFailedError) {
      await end(props, step, jobId, error.job.executionStatus, readRows(error.totals));
      throw error;
    }
    if (!signal.aborted) throw error;
    throw new UserError(
      `interrupted: job ${jobId} (${name}) goes on at the server; run \`starfix apply\` again to wait for it`,
    );
  }
}

async function end(
  { ledger, keyOf }: RunJobsProps,
  step: JobStep,
  jobId: string,
  status: string,
  rows: JobRows,
): Promise<void> {
  await ledger.append(keyOf(step), { event: "outcome", jobId, status, ...rows });
}

function resultOf(step: JobStep, jobId: string | null, status: string, rows: JobRows): JobResult {
  return { id: step.artifact.name, jobId, action: step.action, status, ...rows };
}

/** What is done stays to be seen in the JSON line when a later job meets an error. */
function withResults(error: unknown, jobs: readonly JobResult[]): unknown {
  if (error instanceof UserError) return new UserError(error.message, { cause: error, json: { ...error.json, jobs } });
  return error;
}
