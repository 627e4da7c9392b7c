import type { JobExecutionStatus } from "@starfix/schema";

/** Whether a job may still change: it waits or runs. */
export function isUnfinished(status: JobExecutionStatus): boolean {
  return status === "pending" || status === "running";
}
