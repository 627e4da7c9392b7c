import assert from "node:assert/strict";
import { parseQuery } from "@starfix/expr/parse";
import type { CheckedJob } from "@starfix/rules";
import type { Cell, Engine, PreparedJob, RunOutcome, RunState, SourceAccess } from "../engine.ts";

export const NO_OBJECTS: SourceAccess = { objects: [] };

/** The job, which the engine must not refuse, as prepared. */
export async function prepare(engine: Engine, job: CheckedJob): Promise<PreparedJob> {
  const result = await engine.prepare(job);
  if ("refusals" in result) assert.fail(`the job is refused: ${JSON.stringify(result.refusals)}`);
  return result.prepared;
}

export async function start(
  engine: Engine,
  runId: string,
  job: CheckedJob,
  sources: SourceAccess = NO_OBJECTS,
): Promise<void> {
  await engine.start(runId, await prepare(engine, job), sources);
}

export async function statesOf(engine: Engine, runId: string, signal?: AbortSignal): Promise<readonly RunState[]> {
  const states: RunState[] = [];
  for await (const state of engine.observe(runId, signal)) states.push(state);
  return states;
}

/** The outcome of a run that must end. */
export async function endOf(engine: Engine, runId: string): Promise<RunOutcome> {
  const last = (await statesOf(engine, runId)).at(-1);
  if (last?.state !== "ended") assert.fail(`the run has ended, not ${JSON.stringify(last)}`);
  return last.outcome;
}

/** Runs a job to its end. */
export async function run(
  engine: Engine,
  runId: string,
  job: CheckedJob,
  sources: SourceAccess = NO_OBJECTS,
): Promise<RunOutcome> {
  await start(engine, runId, job, sources);
  return await endOf(engine, runId);
}

/** Waits until a run has that state, and gives it; fails when the run ends before. */
export async function until(engine: Engine, runId: string, isThere: (state: RunState) => boolean): Promise<RunState> {
  for await (const state of engine.observe(runId)) {
    if (isThere(state)) return state;
    assert.equal(state.state, "running");
  }
  assert.fail("the run has no state more");
}

export async function rowsOf(engine: Engine, sql: string): Promise<readonly (readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const batch of (await engine.query(parseQuery(sql))).rows) rows.push(...batch);
  return rows;
}

/** The table has the records from `first` on, each once; it does not exist where there are none. */
export async function assertRecords(engine: Engine, table: string, count: number, first = 0): Promise<void> {
  const stored = await engine.table(table);
  assert.equal((await engine.tables()).filter(({ name }) => name === table).length, count === 0 ? 0 : 1);
  assert.equal(stored?.rows ?? 0, count, `rows of ${table}`);
  if (count === 0) {
    assert.equal(stored, undefined);
    return;
  }
  const sum = (count * (2 * first + count - 1)) / 2;
  assert.deepEqual(await rowsOf(engine, `SELECT COUNT(*), SUM("n") FROM "${table}"`), [[count, sum]]);
}
