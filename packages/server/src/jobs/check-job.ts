import type { RunnableJob } from "@starfix/engine";
import { type JobPlan, planJob } from "@starfix/engine";

import type { Services } from "../context.ts";
import { type ErrorDetail, mistake } from "../http/api-error.ts";
import { describeValue } from "../http/describe-value.ts";

export type CheckedJob = { readonly plan: JobPlan } | { readonly mistakes: readonly ErrorDetail[] };

/** Checks a job before it is stored: everything that can be known without reading the source. */
export async function checkJob({ engine, store }: Services, jobId: string, request: RunnableJob): Promise<CheckedJob> {
  const { connectionName } = request.source;
  const { tableName } = request.target;
  const connection = await store.connections.get(connectionName);
  const table = await engine.table(tableName);
  const planned = planJob(request, { jobId, connection, table });
  const mistakes: ErrorDetail[] = [];
  if (connection === undefined) mistakes.push(unknown("/source/connectionName", "connection", "one", connectionName));
  if (request.createTableIfNotExists !== true && (await store.tables.get(tableName)) === undefined) {
    mistakes.push(unknown("/target/tableName", "table", "createTableIfNotExists: true or one", tableName));
  }
  if ("issues" in planned) {
    mistakes.push(...planned.issues.map((issue) => mistake(issue.pointer, issue.message)));
    return { mistakes };
  }
  const refusals = await engine.refusals(planned.plan);
  mistakes.push(...refusals.map((refusal) => mistake(refusal.pointer ?? "", refusal.message)));
  return mistakes.length > 0 ? { mistakes } : planned;
}

function unknown(target: string, kind: string, expected: string, name: string): ErrorDetail {
  return mistake(target, `unknown ${kind}: expected ${expected} of this project, received ${describeValue(name)}`);
}
