import { randomUUID } from "node:crypto";
import { encodeCheckedJob } from "@starfix/rules";
import type { CreateJobRequest } from "@starfix/schema";
import { zCreateJobRequest } from "@starfix/schema/zod";
import type { JobRecord } from "@starfix/store";
import { requirePermission } from "../auth/authenticate.ts";
import { pathParameter, type ServerContext, type Services, userOf } from "../context.ts";
import { badRequest, notFound } from "../http/api-error.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { checkJob } from "../jobs/check-job.ts";
import { NO_TOTALS } from "../jobs/failures.ts";
import { preciseTime } from "../timestamps.ts";
import { jobPage } from "./job-list.ts";
import { jobResponse } from "./job-response.ts";

export async function listJobs(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse(await jobPage(services, new URL(context.req.url).searchParams));
}

export async function getJob(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse(jobResponse(await findJob(services, context)));
}

export async function createJob(services: Services, context: ServerContext): Promise<Response> {
  const { clock, prepared, projectId, runner, store } = services;
  const request = await readJson<CreateJobRequest>(context.req.raw, zCreateJobRequest);
  if ("createTableIfNotExists" in request && request.createTableIfNotExists === true) {
    requirePermission(context.get("key"), ["ManageTables"]);
  }
  const checked = await checkJob(services, request);
  if ("details" in checked) throw badRequest(checked.details);
  const { job } = checked.prepared;
  const user = userOf(context);
  const now = preciseTime(clock());
  const record: JobRecord = {
    id: randomUUID(),
    request,
    checked: encodeCheckedJob(job),
    ...(job.kind === "sql" && job.table !== undefined ? { targetTable: job.table } : {}),
    attempt: 0,
    executionStatus: "pending",
    desiredExecutionStatus: "running",
    totals: NO_TOTALS,
    progress: 0,
    createdBy: user,
    lastModifiedBy: user,
    createdTimestamp: now,
    lastUpdatedTimestamp: now,
  };
  await store.jobs.add(record.id, record);
  prepared.add(record.id, checked.prepared);
  runner.wake();
  const location = `/v1/projects/${encodeURIComponent(projectId)}/jobs/${record.id}`;
  return jsonResponse(jobResponse(record), 201, { location });
}

/** The job that the path names, with what this server could not store yet, or 404. */
export async function findJob({ runner, store }: Services, context: ServerContext): Promise<JobRecord> {
  const id = pathParameter(context, "jobId");
  const stored = await store.jobs.get(id);
  if (stored === undefined) throw notFound("job", id);
  return runner.newest(stored.record);
}
