import type { UpdateJobStatusRequest } from "@starfix/schema";
import { zUpdateJobStatusRequest } from "@starfix/schema/zod";
import { isUnfinished, type JobRecord, updateRecord } from "@starfix/store";
import { type Route, type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, invalidRequest } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { NO_TOTALS } from "../jobs/failures.ts";
import { endOf } from "../jobs/held-job.ts";
import { jobLog } from "../jobs/job-health.ts";
import { preciseTime } from "../timestamps.ts";
import { findJob } from "./jobs.ts";

/** Status, progress, logs and metrics of a job, and its cancellation. */
export function jobStatusRoutes(services: Services): readonly Route[] {
  const anyOf = ["ManageIngestionJobs"] as const;
  const one = "/jobs/:jobId";
  const answer = (part: (record: JobRecord) => object) => async (context: ServerContext) =>
    jsonResponse(part(await findJob(services, context)));
  const status = answer(({ executionStatus }) => ({ executionStatus }));
  const progress = answer((record) => ({ overallProgress: record.progress }));
  const logs = answer((record) => ({ logs: jobLog(record) }));
  const metrics = answer(({ totals }) => ({ totals }));
  return [
    { operation: "getJobStatus", method: "GET", path: `${one}/status`, anyOf, handle: status },
    { operation: "updateJobStatus", method: "POST", path: `${one}/status`, anyOf, handle: (c) => update(services, c) },
    { operation: "getJobProgress", method: "GET", path: `${one}/progress`, anyOf, handle: progress },
    { operation: "getJobLogs", method: "GET", path: `${one}/logs`, anyOf, handle: logs },
    { operation: "getJobMetrics", method: "GET", path: `${one}/metrics`, anyOf, handle: metrics },
  ];
}

async function update(services: Services, context: ServerContext): Promise<Response> {
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
