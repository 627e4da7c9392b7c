import type { Report } from "./plan-issue.ts";
import type { RunnableJob } from "./runnable-job.ts";

/** Only appending runs; what a client sends as a default passes. */
export function checkTarget(request: RunnableJob, report: Report): void {
  const { tableName, intervals } = request.target;
  const wrong = tableNameFault(tableName);
  if (wrong !== undefined) {
    report(
      "invalid_table_name",
      "/target/tableName",
      `invalid table name: ${wrong}, received ${JSON.stringify(tableName)}`,
    );
  }
  if (request.ingestionMode === "replace") {
    report("unsupported", "/ingestionMode", "ingestionMode replace is not supported; expected append");
  }
  if (request.replaceAll === true) {
    report("unsupported", "/replaceAll", "replaceAll is not supported; a batch job can only append");
  }
  if (intervals !== undefined && intervals !== null && intervals.length > 0) {
    report(
      "unsupported",
      "/target/intervals",
      "target.intervals are not supported; they belong to replace, a batch job can only append",
    );
  }
}

function tableNameFault(name: string): string | undefined {
  if (name.length === 0 || name.length > 255) return "expected 1 to 255 characters";
  if (name.trim() !== name) return "expected no blank at either end";
  if (name.startsWith(".")) return "expected no dot in front";
  if (name.includes("/")) return "expected no slash";
  if (/[^\S ]|[\p{Cc}\p{Cs}\ufff0-\uffff]|[\u{10000}-\u{10ffff}]/u.test(name)) {
    return "expected no control characters, no blanks other than spaces and no emoji";
  }
  return undefined;
}
