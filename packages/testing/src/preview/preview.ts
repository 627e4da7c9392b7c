import type { InputSchema } from "@starfix/dsl";
import type { Engine, RunOutcome } from "@starfix/engine";
import { quoteName } from "@starfix/expr";
import type { CheckedBatchJob } from "@starfix/rules";
import { loadEngine } from "../load-engine.ts";
import { checkPreview } from "./check-preview.ts";
import { jsonLine } from "./json-line.ts";
import { PreviewError, refusedPreview } from "./preview-error.ts";
import type { PreviewInput, PreviewJob, PreviewRow } from "./preview-types.ts";

const RUN_ID = "preview";

/**
 * Runs the mappings, the filter and the aggregations of a batch or streaming job on records in memory, and gives the rows
 * that the table would hold. The embedded engine runs them exactly as Druid 33 does, or refuses by name. Rows come in the
 * order of the records; those of an aggregation are ordered by `__time` and then by their other dimensions, and have the
 * `__count` that every aggregation has. It needs `@starfix/engine-duckdb`, which matchers do not.
 *
 * @param rows Records as they are in the source. A `Date` is its ISO text, a field that is `undefined` is missing.
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
  const data = rows.map((row, index) => `${jsonLine(row, index)}\n`).join("");
  const checked = await checkPreview(job, data, what);
  const { openDuckDb } = await loadEngine();
  const engine = await openDuckDb({ memory: true });
  try {
    const outcome = await run(engine, checked, what);
    if (outcome.status === "failed") {
      throw new PreviewError(`${what} fails over these rows: ${outcome.error.code}: ${outcome.error.message}`);
    }
    if (outcome.status !== "completed") throw new Error(`the preview of ${what} ended as ${outcome.status}`);
    // The rows of the table are of the type that the table has.
    return (await rowsOf(engine, checked)) as readonly PreviewRow<TTable>[];
  } finally {
    await engine.close();
  }
}

async function run(engine: Engine, job: CheckedBatchJob, what: string): Promise<RunOutcome> {
  const prepared = await engine.prepare(job);
  if ("refusals" in prepared) throw refusedPreview(what, prepared.refusals);
  await engine.start(RUN_ID, prepared.prepared, { objects: [] });
  for await (const state of engine.observe(RUN_ID)) {
    if (state.state === "ended") return state.outcome;
  }
  throw new Error(`the engine does not know the run of ${what} that it started`);
}

async function rowsOf(engine: Engine, { target, transform }: CheckedBatchJob): Promise<readonly object[]> {
  const names = transform.mappings.map(({ column }) => column);
  const keys = transform.mappings.filter(({ aggregate }) => !aggregate).map(({ column }) => column);
  const order = ["__time", ...keys.filter((key) => key !== "__time")].map(quoteName).join(", ");
  const { parseQuery } = await import("@starfix/expr/parse");
  const sql = `SELECT ${names.map(quoteName).join(", ")} FROM ${quoteName(target.table)}`;
  const { rows } = await engine.query(parseQuery(transform.aggregates ? `${sql} ORDER BY ${order}` : sql));
  const objects: object[] = [];
  for await (const batch of rows) {
    for (const row of batch) objects.push(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
  }
  return objects;
}
