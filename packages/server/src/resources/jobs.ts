import { randomUUID } from "node:crypto";
import type { JobRecord, RunnableJob } from "@starfix/engine";
import type { CreateJobRequest } from "@starfix/schema";
import { zCreateJobRequest } from "@starfix/schema/zod";
import { requirePermission } from "../auth/authenticate.ts";
import { pathParameter, type Route, type ServerContext, type Services, userOf } from "../context.ts";
import { badRequest, notFound } from "../http/api-error.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse } from "../http/responses.ts";
import { servedKinds } from "../http/served-kinds.ts";
import { checkJob } from "../jobs/check-job.ts";
import { NO_COUNTERS } from "../jobs/failures.ts";
import { mappingsAsRun } from "../jobs/job-mappings.ts";
import { preciseTime } from "../timestamps.ts";
import { parseJobFilter } from "./job-filter.ts";
import { listJobs } from "./job-list.ts";
import { jobResponse } from "./job-response.ts";

/** Of the jobs of the contract, those that engines run. */
const JOB = servedKinds<RunnableJob, CreateJobRequest>(zCreateJobRequest, [
  { path: ["type"], kinds: ["batch"] },
  { path: ["source", "type"], kinds: ["s3"] },
  { path: ["source", "formatSettings", "format"], kinds: ["nd-json"] },
]);

/** Jobs v1: create, list, get. What became of a job is in `job-status.ts`. */
export function jobRoutes(services: Services): readonly Route[] {
  const anyOf = ["ManageIngestionJobs"] as const;
  return [
    { operation: "listJobs", method: "GET", path: "/jobs", anyOf, handle: (c) => list(services, c) },
    { operation: "createJob", method: "POST", path: "/jobs", anyOf, handle: (c) => create(services, c) },
    { operation: "getJob", method: "GET", path: "/jobs/:jobId", anyOf, handle: (c) => get(services, c) },
  ];
}

async function list({ store }: Services, context: ServerContext): Promise<Response> {
  const filter = parseJobFilter(new URL(context.req.url).searchParams);
  const [jobs, tables] = await Promise.all([store.jobs.list(), store.tables.list()]);
  return jsonResponse(listJobs(jobs, tables, filter));
}

async function get(services: Services, context: ServerContext): Promise<Response> {
  return jsonResponse(jobResponse(await findJob(services, context)));
}

async function create(services: Services, context: ServerContext): Promise<Response> {
  const { clock, lock, projectId, runner, store } = services;
  const spec = await readJson(context.req.raw, JOB);
  if (spec.createTableIfNotExists === true) requirePermission(context.get("key"), ["ManageTables"]);
  const user = userOf(context);
  const record = await lock(async () => {
    const id = randomUUID();
    const checked = await checkJob(services, id, spec);
    if ("mistakes" in checked) throw badRequest(checked.mistakes);
    const now = preciseTime(clock());
    const job: JobRecord = {
      id,
      spec,
      mappings: mappingsAsRun(spec, checked.plan),
      executionStatus: "pending",
      desiredExecutionStatus: "running",
      counters: NO_COUNTERS,
      progress: 0,
      createdBy: user,
      lastModifiedBy: user,
      createdTimestamp: now,
      lastUpdatedTimestamp: now,
    };
    await store.jobs.add(id, job);
    runner.enqueue(job);
    return job;
  });
  const location = `/v1/projects/${encodeURIComponent(projectId)}/jobs/${record.id}`;
  return jsonResponse(jobResponse(record), 201, { location });
}

/** The job that the path names, or 404. */
export async function findJob({ store }: Services, context: ServerContext): Promise<JobRecord> {
  const id = pathParameter(context, "jobId");
  const record = await store.jobs.get(id);
  if (record === undefined) throw notFound("job", id);
  return record;
}
