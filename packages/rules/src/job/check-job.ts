import type { CreateJobRequest } from "@starfix/schema";
import type { CheckedJob } from "../checked-job.ts";
import { hasError, type Report, type RuleIssue, reportTo } from "../issues/rule-issue.ts";
import type { RuleContext } from "../rule-context.ts";
import { checkBatchJob } from "./check-batch-job.ts";
import { checkSqlJob } from "./check-sql-job.ts";
import { checkStreamingJob } from "./check-streaming-job.ts";
import { checkDeleteDataJob, checkDropTableJob, checkRestoreDataJob } from "./check-table-job.ts";

/** A job that passed the rules, perhaps with warnings; or no job, and all that is wrong with the request. */
export type JobResult =
  | { readonly job: CheckedJob; readonly issues: readonly RuleIssue[] }
  | { readonly job?: undefined; readonly issues: readonly RuleIssue[] };

/**
 * Checks a request of `POST /jobs` beyond its schema, which it must fit already. It reports everything that the service would
 * refuse, each with its JSON pointer; what an engine cannot run is for the engine to refuse.
 *
 * @example
 * const { job, issues } = checkJob(request, { complete: false, connection: () => undefined, table: () => undefined });
 * issues.map(({ code, pointer }) => `${code} ${pointer}`);
 * // => ["missing_time /mappings"]
 */
export function checkJob(request: CreateJobRequest, context: RuleContext): JobResult {
  const issues: RuleIssue[] = [];
  const job = checkedJob(request, context, reportTo(issues));
  return job === undefined || hasError(issues) ? { issues } : { job, issues };
}

function checkedJob(request: CreateJobRequest, context: RuleContext, report: Report): CheckedJob | undefined {
  switch (request.type) {
    case "batch":
      return checkBatchJob(request, context, report);
    case "streaming":
      return checkStreamingJob(request, context, report);
    case "sql":
      return checkSqlJob(request, context, report);
    case "delete_data":
      return checkDeleteDataJob(request, context, report);
    case "drop_table":
      return checkDropTableJob(request, context, report);
    case "restore_data":
      return checkRestoreDataJob(request, context, report);
    default:
      throw new Error(`unexpected job: ${JSON.stringify(request satisfies never)}`);
  }
}
