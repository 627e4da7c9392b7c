import type { Cell, Engine, Refusal, RunOutcome, RunProgress, RunState, SourceObject } from "@starfix/engine";
import { parseQuery } from "@starfix/expr/parse";
import type { CheckedJob } from "@starfix/rules";

/** Prepares and starts a job, and gives its outcome. */
export async function runToEnd(
  engine: Engine,
  runId: string,
  job: CheckedJob,
  objects: readonly SourceObject[] = [],
  onProgress: (progress: RunProgress) => void = () => {},
): Promise<RunOutcome> {
  const result = await engine.prepare(job);
  if ("refusals" in result) throw new Error(result.refusals.map((refusal) => refusal.message).join("; "));
  await engine.start(runId, result.prepared, { objects });
  return endOf(engine, runId, onProgress);
}

/** The outcome of a run that has been started. */
export async function endOf(
  engine: Engine,
  runId: string,
  onProgress: (progress: RunProgress) => void = () => {},
): Promise<RunOutcome> {
  for await (const state of engine.observe(runId)) {
    if (state.state === "ended") return state.outcome;
    if (state.state === "running") onProgress(state.progress);
  }
  throw new Error(`run ${runId} became unknown`);
}

export async function refusalsOf(engine: Engine, job: CheckedJob): Promise<readonly Refusal[]> {
  const result = await engine.prepare(job);
  return "refusals" in result ? result.refusals : [];
}

export async function stateOf(engine: Engine, runId: string): Promise<RunState> {
  for await (const state of engine.observe(runId)) return state;
  throw new Error("no state was observed");
}

export async function rowsOf(engine: Engine, sql: string): Promise<readonly (readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const batch of (await engine.query(parseQuery(sql))).rows) rows.push(...batch);
  return rows;
}
