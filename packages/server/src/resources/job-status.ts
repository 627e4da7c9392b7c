import type { UpdateJobStatusRequest } from "@starfix/schema";
import { zUpdateJobStatusRequest } from "@starfix/schema/zod";
import { type Route, type ServerContext, type Services, userOf } from "../context.ts";
import { ApiError, badRequest, mistake } from "../http/api-error.ts";
import { ERROR_CODE } from "../http/error-code.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { jobLog } from "../jobs/job-health.ts";
import { isUnfinished } from "../jobs/job-state.ts";
import { findJob } from "./jobs.ts";

/** What became of a job, and asking it to stop. */
export function jobStatusRoutes(services: Services): readonly Route[] {
  const anyOf = ["ManageIngestionJobs"] as const;
  const one = "/jobs/:jobId";
  return [
    { operation: "getJobStatus", method: "GET", path: `${one}/status`, anyOf, handle: (c) => status(services, c) },
    { operation: "updateJobStatus", method: "POST", path: `${one}/status`, anyOf, handle: (c) => update(services, c) },
    {
      operation: "getJobProgress",
      method: "GET",
      path: `${one}/progress`,
      anyOf,
      handle: (c) => progress(services, c),
    },
    { operation: "getJobLogs", method: "GET", path: `${one}/logs`, anyOf, handle: (c) => logs(services, c) },
    { operation: "getJobMetrics", method: "GET", path: `${one}/metrics`, anyOf, handle: (c) => metrics(services, c) },
  ];
}

async function status(services: Services, context: ServerContext): Promise<Response> {
  const { executionStatus } = await findJob(services, context);
  return jsonResponse({ executionStatus });
}

async function progress(services: Services, context: ServerContext): Promise<Response> {
  const record = await findJob(services, context);
  return jsonResponse({ overallProgress: record.progress });
}

async function logs(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse({ logs: jobLog(await findJob(services, context)) });
}

async function metrics(services: Services, context: ServerContext): Promise<Response> {
  const { counters } = await findJob(services, context);
  return jsonResponse({
    totals: {
      numBytesProcessed: counters.bytesProcessed,
      numRowsProcessed: counters.rowsProcessed,
      numRowsPersisted: counters.rowsPersisted,
      numRowsSkippedByError: counters.rowsSkippedByError,
    },
  });
}

async function update(services: Services, context: ServerContext): Promise<Response> {
  const { id } = await findJob(services, context);
  const { desiredExecutionStatus: desired } = await readJson<UpdateJobStatusRequest>(
    context.req.raw,
    zUpdateJobStatusRequest,
  );
  if (desired === "suspended") {
    const message = 'invalid desiredExecutionStatus: expected "canceled" for a batch job, received "suspended"';
    throw badRequest([mistake("/desiredExecutionStatus", message)]);
  }
  if (desired === "canceled") await services.runner.cancel(id, userOf(context));
  const record = await findJob(services, context);
  const { executionStatus } = record;
  if (desired === "canceled") {
    // A client may repeat a call whose answer was lost: canceled is what it wants.
    if (executionStatus !== "canceled" && !isUnfinished(executionStatus)) throw finished(executionStatus);
  } else if (!isUnfinished(executionStatus)) {
    throw finished(executionStatus);
  } else if (record.desiredExecutionStatus !== "running") {
    throw finished("being canceled");
  }
  return jsonResponse({ executionStatus });
}

function finished(state: string): ApiError {
  const message = `job not running: expected a job that waits or runs, received one that is ${state}`;
  return new ApiError(400, ERROR_CODE.stateConflict, message, { target: "/desiredExecutionStatus" });
}
