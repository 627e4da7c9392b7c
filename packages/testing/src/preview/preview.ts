import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { compileDefinition, formatIssue } from "@starfix/compiler/definition";
import type { InputSchema } from "@starfix/dsl";
import type { BucketObject, Engine, JobPlan, planJob } from "@starfix/engine";
import { quoteName } from "@starfix/expr";
import type { CreateBatchJobRequest, CreateJobRequest } from "@starfix/schema";
import { loadEngine } from "../load-engine.ts";
import { jsonLine } from "./json-line.ts";
import { PreviewError, refusedPreview } from "./preview-error.ts";
import { previewRequest, ROWS_KEY } from "./preview-request.ts";
import type { Cell, PreviewInput, PreviewJob, PreviewRow } from "./preview-types.ts";
import { conversionsOf } from "./stored-cell.ts";

/**
 * Runs the mappings, the filter and the aggregations of a batch or streaming job on records in memory, and gives the rows
 * that the table would hold. The embedded engine runs them exactly as Druid 33 does, or refuses by name. Rows come in the
 * order of the records; those of an aggregation are ordered by `__time` and then by their other dimensions, and have the
 * `__count` that every aggregation has. It takes `@starfix/engine` and `@starfix/engine-duckdb`, which matchers do without.
 *
 * @param rows Records as they stand in the source. A `Date` is its ISO text, a field that is `undefined` is missing.
 *
 * @example
 * await preview(koalas, [
 *   { timestamp: "2026-01-01T00:00:00Z", city: "Perth", session: "s-1", session_length: 10 },
 *   { timestamp: "2026-01-01T00:00:00Z", city: "Perth", session: "s-1", session_length: 345 },
 * ]);
 * // => [{ __time: "2026-01-01T00:00:00.000Z", city: "Perth", session: "s-1", max_session_length: 345, __count: 2 }]
 *
 * @throws PreviewError when the job does not compile, when something of it cannot be run exactly (`refusals` names it), or
 * when the rows would fail the job, as a null `__time` does.
 */
export async function preview<TInput extends InputSchema, TTable>(
  job: PreviewJob<TInput, TTable>,
  rows: readonly PreviewInput<NoInfer<TInput>>[],
): Promise<readonly PreviewRow<TTable>[]> {
  const { kind, name } = job["~definition"];
  const what = name === undefined ? `the ${kind}` : `${kind} ${JSON.stringify(name)}`;
  if (kind !== "job") throw refusedPreview(what, [{ name: kind, message: "expected a batch or streaming job" }]);
  const request = requestOf(job, what);
  const conversions = conversionsOf(job.toNode());
  const lines = rows.map((row, index) => `${jsonLine(row, index)}\n`).join("");
  const { planJob, openDuckDb } = await loadEngine();
  const plan = planned(planJob(request, { jobId: "preview" }), what);
  const { engine, close } = await openDuckDb({ memory: true });
  try {
    const refusals = await engine.refusals(plan);
    if (refusals.length > 0) throw refusedPreview(what, refusals);
    const converted: readonly object[] = (await rowsOf(engine, plan, lines, what)).map((row) =>
      Object.fromEntries(row.map(([column, cell]) => [column, conversions.get(column)?.(cell) ?? cell])),
    );
    // The rows of the table are of the type that the table has.
    return converted as readonly PreviewRow<TTable>[];
  } finally {
    await close();
  }
}

function requestOf(job: PreviewJob<InputSchema, unknown>, what: string): CreateBatchJobRequest {
  const { artifact, issues } = compileDefinition(job, { name: "preview" });
  if (artifact === undefined) {
    const reasons = issues.map(
      (issue) => `  ${issue.code}: ${formatIssue(issue, process.cwd()).replaceAll("\n", "\n  ")}`,
    );
    throw new PreviewError(`${what} does not compile:\n${reasons.join("\n")}`);
  }
  // The compiler has held it against the schema of the contract.
  const json = artifact.json as CreateJobRequest;
  if (json.type !== "batch" && json.type !== "streaming") {
    const message = `jobs of type ${json.type} have no mappings to run; expected batch or streaming`;
    throw refusedPreview(what, [{ name: json.type, message, pointer: "/type" }]);
  }
  const made = previewRequest(json, job.toNode());
  if ("refusals" in made) throw refusedPreview(what, made.refusals);
  return made.request;
}

function planned(outcome: ReturnType<typeof planJob>, what: string): JobPlan {
  if ("plan" in outcome) return outcome.plan;
  throw refusedPreview(
    what,
    outcome.issues.map(({ code, message, pointer }) => ({ name: code, message, pointer })),
  );
}

async function rowsOf(
  engine: Engine,
  plan: JobPlan,
  lines: string,
  what: string,
): Promise<readonly (readonly (readonly [column: string, cell: Cell])[])[]> {
  const bytes = Buffer.from(lines);
  const object: BucketObject = { key: ROWS_KEY, size: bytes.length, open: async () => Readable.from([bytes]) };
  const { signal } = new AbortController();
  const outcome = await engine.run(plan, [object], { signal, onProgress: () => {} });
  if (outcome.status === "failed") {
    throw new PreviewError(`${what} fails over these rows: ${outcome.error.code}: ${outcome.error.message}`);
  }
  if (outcome.status !== "completed") throw new Error(`the preview of ${what} ended as ${outcome.status}`);
  const names = plan.mappings.map(({ column }) => column);
  const keys = plan.mappings.filter(({ aggregate }) => !aggregate).map(({ column }) => column);
  const order = ["__time", ...keys.filter((key) => key !== "__time")].map(quoteName).join(", ");
  const { parseQuery } = await import("@starfix/expr/parse");
  const sql = `SELECT ${names.map(quoteName).join(", ")} FROM ${quoteName(plan.table)}`;
  const result = await engine.query(parseQuery(plan.aggregates ? `${sql} ORDER BY ${order}` : sql));
  return result.rows.map((row) => names.map((name, index) => [name, row[index] ?? null] as const));
}
