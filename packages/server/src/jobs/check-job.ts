import type { PreparedJob } from "@starfix/engine";
import { checkJob as checkRules } from "@starfix/rules";
import type { CreateJobRequest } from "@starfix/schema";
import type { Services } from "../context.ts";
import type { ErrorDetail } from "../http/api-error.ts";
import { errorDetails } from "../http/issue-detail.ts";
import { withKnownNames } from "./known-names.ts";

/** Checks a job by the rules, and lets the engine translate it: everything that can be known without reading the source. */
export async function checkJob(
  services: Pick<Services, "engine" | "store">,
  request: CreateJobRequest,
): Promise<{ readonly prepared: PreparedJob } | { readonly details: readonly ErrorDetail[] }> {
  const checked = await withKnownNames(services, request, (context) => checkRules(request, context));
  if (checked.job === undefined) return { details: errorDetails(checked.issues) };
  const engine = await services.engine;
  const result = await engine.prepare(checked.job);
  if ("prepared" in result) return result;
  return {
    details: result.refusals.map(({ code, message, pointer = "" }) => ({ code, message, target: pointer })),
  };
}
