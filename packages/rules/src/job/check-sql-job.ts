import { readStatement } from "@starfix/expr";
import type { CreateSqlJobRequest } from "@starfix/schema";
import type { CheckedSqlJob } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import type { RuleContext } from "../rule-context.ts";
import { checkContext } from "./check-context.ts";
import { checkTarget } from "./check-target.ts";

/** Checks the frame of the statement of a SQL job and its parameters. What is inside is left to an engine. */
export function checkSqlJob(
  request: CreateSqlJobRequest,
  context: RuleContext,
  report: Report,
): CheckedSqlJob | undefined {
  const { query, parameters = [], createTableIfNotExists: createIfMissing = false } = request;
  checkContext(request.context, report);
  const frame = readStatement(query);
  if ("expected" in frame) {
    report("invalid_query", "/query", { expected: frame.expected, received: describeValue(query) });
    return undefined;
  }
  const { table } = frame;
  if (table !== undefined) checkTarget(table, createIfMissing, context, report, "/query");
  if (parameters.length !== frame.parameters) {
    const expected = `${frame.parameters}, one for each question mark of the statement`;
    report("parameter_count", "/parameters", { expected, received: String(parameters.length) });
  }
  const written = table === undefined ? {} : { table };
  return { kind: "sql", query, parameters, createIfMissing, ...written, context: request.context ?? {} };
}
