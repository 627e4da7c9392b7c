import type { CreateBatchJobRequest, CreateJobRequest, JsonFormatSettings, S3JobSource } from "@starfix/schema";
import type { PlanIssue } from "./plan-issue.ts";

/** A job of the kinds that engines run: a batch job that reads newline-delimited JSON from S3. */
export type RunnableJob = Omit<CreateBatchJobRequest, "source"> & {
  source: Omit<S3JobSource, "formatSettings"> & { formatSettings?: JsonFormatSettings };
};

/** The job, or why its kind is one that no engine runs. */
export function runnableJob(request: CreateJobRequest): RunnableJob | { readonly issues: readonly PlanIssue[] } {
  if (request.type !== "batch") return refused("/type", `jobs of type ${request.type}`, "batch");
  const { source } = request;
  if (source.type !== "s3") return refused("/source/type", `sources of type ${source.type}`, "s3");
  const { formatSettings, ...others } = source;
  if (formatSettings === undefined) return { ...request, source: others };
  if (formatSettings.format !== "nd-json") {
    return refused("/source/formatSettings/format", `records of format ${formatSettings.format}`, "nd-json");
  }
  return { ...request, source: { ...others, formatSettings } };
}

function refused(pointer: string, what: string, served: string): { readonly issues: readonly PlanIssue[] } {
  return { issues: [{ code: "unsupported", pointer, message: `${what} are not supported; expected ${served}` }] };
}
