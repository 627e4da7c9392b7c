import type { UpdateJobStatusRequest } from "@starfix/schema";
import { zUpdateJobStatusRequest } from "@starfix/schema/zod";
import { isUnfinished, type JobRecord, updateRecord } from "@starfix/store";
import { type Handler, type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, invalidRequest } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { NO_TOTALS } from "../jobs/failures.ts";
import { endOf } from "../jobs/held-job.ts";
import { jobLog } from "../jobs/job-health.ts";
import { preciseTime } from "../timestamps.ts";
import { findJob } from "./jobs.ts";

/** An answer with a part of a job. */
const answerWith =
  (part: (record: JobRecord) => object): Handler =>
  async (services, context) =>
    jsonResponse(part(await findJob(services, context)));

export const getJobStatus: Handler = answerWith(({ executionStatus }) => ({ executionStatus }));
export const getJobProgress: Handler = answerWith(({ progress }) => ({ overallProgress: progress }));
export const getJobLogs: Handler = answerWith((record) => ({ logs: jobLog(record) }));
export const getJobMetrics: Handler = answerWith(({ totals }) => ({ totals }));

export async function updateJobStatus(services: Services, context: ServerContext): Promise<Response> {
  const before = await findJob(services, context);
  const { desiredExecutionStatus: desired } = await readJson<UpdateJobStatusRequest>(
    context.req.raw,
    zUpdateJobStatusRequest,
  );
  if (desired === "suspended") {
    const expected =
      before.request.type === "streaming" ? '"running" or "canceled"' : `"canceled" for a ${before.request.type} job`;
    const message = `invalid desiredExecutionStatus: expected ${expected}, received "suspended"`;
    throw badRequest([invalidRequest("/desiredExecutionStatus", message)]);
  }
  if (desired === "canceled" && isUnfinished(before)) await cancel(services, context, before.id);
  const record = await findJob(services, context);
  if (desired === "canceled") {
    // A client may repeat a call whose answer was lost: canceled is what it asked for.
    if (record.executionStatus !== "canceled" && !isUnfinished(record)) throw notRunning(record.executionStatus);
  } else if (!isUnfinished(record)) {
    throw notRunning(record.executionStatus);
  } else if (record.desiredExecutionStatus !== "running") {
    throw notRunning("being canceled");
  }
  return jsonResponse({ executionStatus: record.executionStatus });
}

/** A job that waits ends at once; one that runs is stopped by the server that holds it. */
async function cancel({ clock, runner, store }: Services, context: ServerContext, id: string): Promise<void> {
  const user = userOf(context);
  try {
    await updateRecord(store.jobs, id, (before) => {
      if (!isUnfinished(before)) return undefined;
      const now = preciseTime(clock());
      const asked = { desiredExecutionStatus: "canceled", lastModifiedBy: user, lastUpdatedTimestamp: now } as const;
      const record = { ...before, ...asked };
      if (before.executionStatus !== "pending") return record;
      return { ...record, ...endOf({ status: "canceled", totals: NO_TOTALS }, record, now) };
    });
    await runner.notice(id);
  } catch (error) {
    if (!runner.cancelHeld(id, user)) throw error;
  }
}

function notRunning(state: string): ApiError {
  const message = `job not running: expected a job that waits or runs, received one that is ${state}`;
  return new ApiError(400, ERROR_CODE.stateConflict, message, { target: "/desiredExecutionStatus" });
}
