import { compileDefinition, formatIssue } from "@starfix/compiler/definition";
import type { InputSchema } from "@starfix/dsl";
import type { Engine, PreparedJob } from "@starfix/engine";
import { quoteName } from "@starfix/expr";
import type { CheckedBatchJob, CheckedJob } from "@starfix/rules";
import { loadEngine } from "../load-engine.ts";
import { markOf } from "../matchers/received-definition.ts";
import { jsonLine } from "./json-line.ts";
import { PreviewError, refusedPreview } from "./preview-error.ts";
import { previewJob } from "./preview-job.ts";
import type { Cell, PreviewInput, PreviewJob, PreviewRow } from "./preview-types.ts";

/**
 * Runs the mappings, the filter and the aggregations of a batch or streaming job on records in memory, and gives the rows
 * that the table would hold. The embedded engine runs them exactly as Druid 33 does, or refuses by name. Rows come in the
 * order of the records; those of an aggregation are ordered by `__time` and then by their other dimensions, and have the
 * `__count` that every aggregation has. It needs `@starfix/engine-duckdb`, which matchers do without.
 *
 * @param rows Records of the source. A `Date` is its ISO text, a field that is `undefined` is missing.
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
  const { kind, name } = markOf(job);
  const what = name === undefined ? `the ${kind}` : `${kind} ${JSON.stringify(name)}`;
  if (kind !== "job") throw refusedPreview(what, [{ name: kind, message: "expected a batch or streaming job" }]);
  const checked = checkedJob(job, what);
  if (checked.kind !== "batch" && checked.kind !== "streaming") {
    const message = `jobs of type ${checked.kind} have no mappings to run; expected batch or streaming`;
    throw refusedPreview(what, [{ name: checked.kind, message, pointer: "/type" }]);
  }
  const data = rows.map((row, index) => `${jsonLine(row, index)}\n`).join("");
  const result = previewJob(checked, job.toNode(), data);
  if ("refusals" in result) throw refusedPreview(what, result.refusals);
  const { openDuckDb } = await loadEngine();
  const engine = await openDuckDb({ memory: true });
  try {
    const prepared = await engine.prepare(result.job);
    if ("refusals" in prepared) throw refusedPreview(what, prepared.refusals);
    const outcome = await outcomeOf(engine, prepared.prepared);
    if (outcome.status === "failed") {
      throw new PreviewError(`${what} fails over these rows: ${outcome.error.code}: ${outcome.error.message}`);
    }
    // The rows of the table are of the type that the table has.
    return (await rowsOf(engine, result.job)) as readonly PreviewRow<TTable>[];
  } finally {
    await engine.close();
  }
}

function checkedJob(definition: PreviewJob<InputSchema, unknown>, what: string): CheckedJob {
  const { job, issues } = compileDefinition(definition, { name: "preview" });
  if (job !== undefined) return job;
  const reasons = issues.map(
    (issue) => `  ${issue.code}: ${formatIssue(issue, process.cwd()).replaceAll("\n", "\n  ")}`,
  );
  throw new PreviewError(`${what} does not compile:\n${reasons.join("\n")}`);
}

async function outcomeOf(engine: Engine, prepared: PreparedJob) {
  await engine.start("preview", prepared, { objects: [] });
  for await (const state of engine.observe("preview")) {
    if (state.state === "ended") return state.outcome;
  }
  throw new Error("the run of the preview became unknown");
}

async function rowsOf(engine: Engine, { target, transform }: CheckedBatchJob): Promise<readonly object[]> {
  const { aggregates, mappings } = transform;
  const names = mappings.map(({ column }) => column);
  const keys = mappings.filter(({ aggregate }) => !aggregate).map(({ column }) => column);
  const order = ["__time", ...keys.filter((key) => key !== "__time")].map(quoteName).join(", ");
  const { parseQuery } = await import("@starfix/expr/parse");
  const sql = `SELECT ${names.map(quoteName).join(", ")} FROM ${quoteName(target.table)}`;
  const result = await engine.query(parseQuery(aggregates ? `${sql} ORDER BY ${order}` : sql));
  const rows: Readonly<Record<string, Cell>>[] = [];
  for await (const batch of result.rows) {
    for (const row of batch) rows.push(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
  }
  return rows;
}
