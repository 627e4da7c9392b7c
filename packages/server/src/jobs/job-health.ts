import type { JobHealth, JobLogEntry } from "@starfix/schema";
import type { JobRecord } from "@starfix/store";

/** Errors and warnings of a job, oldest first. */
export function jobLog(record: JobRecord): readonly JobLogEntry[] {
  const { error, lastUpdatedTimestamp: timestamp, warning } = record;
  return [
    ...(warning === undefined ? [] : [{ timestamp, healthStatus: "warn", ...warning } as const]),
    ...(error === undefined ? [] : [{ timestamp, healthStatus: "error", ...error } as const]),
  ];
}

/** The health of a job: its error, else its warning, else `ok` and nothing more. */
export function jobHealth(record: JobRecord): NonNullable<JobHealth> {
  const { error, warning } = record;
  const log = jobLog(record).at(-1) ?? {};
  if (error !== undefined) return { status: "error", code: error.code, log, message: error.message };
  if (warning !== undefined) return { status: "warn", code: warning.code, log };
  return { status: "ok" };
}
