import assert from "node:assert/strict";
import type { Engine, RunOutcome, RunState, RunTotals } from "../engine.ts";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { assertRecords, endOf, NO_OBJECTS, prepare, rowsOf, run, start, statesOf } from "./run-states.ts";
import { BROKEN_LINE, inlineJob, lines } from "./sample-jobs.ts";

const TOTALS = ["numBytesProcessed", "numRowsProcessed", "numRowsSkippedByError", "numRowsPersisted"] as const;

/** Nothing goes back from one state to the next, and nothing is persisted before the end. */
export function assertGrows(states: readonly RunState[]): void {
  let before: RunTotals = { numBytesProcessed: 0, numRowsProcessed: 0, numRowsSkippedByError: 0, numRowsPersisted: 0 };
  let share = 0;
  for (const state of states) {
    if (state.state === "unknown") continue;
    const { totals } = state.state === "running" ? state.progress : state.outcome;
    for (const key of TOTALS) assert.ok(totals[key] >= before[key], `${key}: ${before[key]}, then ${totals[key]}`);
    before = totals;
    if (state.state !== "running") continue;
    assert.equal(totals.numRowsPersisted, 0, "a run that goes on has persisted nothing");
    assert.ok(state.progress.share >= share && state.progress.share <= 1, `${share}, then ${state.progress.share}`);
    share = state.progress.share;
  }
}

/** Running states, then one end. */
function assertOrder(states: readonly RunState[]): void {
  const kinds = states.map(({ state }) => state);
  assert.equal(kinds.at(-1), "ended");
  assert.deepEqual(
    [...new Set(kinds.slice(0, -1))].filter((kind) => kind !== "running"),
    [],
  );
}

async function assertFailed(engine: Engine, runId: string, code: string): Promise<RunOutcome> {
  const outcome = await endOf(engine, runId);
  if (outcome.status !== "failed") assert.fail(`the run has failed, not ${JSON.stringify(outcome)}`);
  assert.equal(outcome.error.code, code);
  assert.notEqual(outcome.error.message, "");
  assert.equal(outcome.totals.numRowsPersisted, 0);
  return outcome;
}

/** Runs from their start to their end. */
export function runCases(cases: CaseFactory): readonly EngineCase[] {
  const { runsAtOnce = 3 } = cases.options;
  return [
    cases.shared("rows, table and outcome become visible together", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      await start(engine, runId, inlineJob(table, lines(500)));
      const states = await statesOf(engine, runId);
      await assertRecords(engine, table, 500);
      assertOrder(states);
      const last = states.at(-1);
      if (last?.state !== "ended" || last.outcome.status !== "completed") assert.fail(JSON.stringify(last));
      const { totals, columns, warning } = last.outcome;
      assert.deepEqual([totals.numRowsPersisted, totals.numRowsSkippedByError, warning], [500, 0, undefined]);
      assert.equal(totals.numRowsProcessed, 500);
      assert.deepEqual(
        columns.map(({ name: column, type, role }) => `${column} ${type} ${role}`),
        ["__time TIMESTAMP dimension", "city VARCHAR dimension", "n BIGINT dimension"],
      );
      const stored = await engine.table(table);
      assert.deepEqual([stored?.name, stored?.aggregate, stored?.columns], [table, false, columns]);
      assert.deepEqual(
        (await engine.tables()).find((one) => one.name === table),
        stored,
      );
    }),

    cases.shared("an aggregating job groups its rows and says which columns are measures", async (scene) => {
      const { engine, name } = scene;
      const table = name("table");
      const mappings = [
        { columnName: "__time", expression: 'TIME_PARSE(SUBSTRING("timestamp", 1, 10))' },
        { columnName: "total", expression: 'SUM("n")', isAggregation: true },
      ];
      const outcome = await run(engine, name("run"), inlineJob(table, lines(100), { mappings }));
      assert.deepEqual([outcome.status, outcome.totals.numRowsPersisted], ["completed", 5]);
      const stored = await engine.table(table);
      const measures = stored?.columns.filter(({ role }) => role === "measure").map((column) => column.name);
      assert.deepEqual([stored?.aggregate, stored?.rows, measures?.toSorted()], [true, 5, ["__count", "total"]]);
      assert.deepEqual(await rowsOf(engine, `SELECT SUM("__count"), SUM("total") FROM "${table}"`), [[100, 4950]]);
    }),

    cases.shared("a run that is started again, at once or later, runs once", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      const prepared = await prepare(engine, inlineJob(table, lines(200)));
      await Promise.all([1, 2, 3].map(() => engine.start(runId, prepared, NO_OBJECTS)));
      await engine.start(runId, prepared, NO_OBJECTS);
      const outcome = await endOf(engine, runId);
      assert.equal(outcome.status, "completed");
      await engine.start(runId, prepared, NO_OBJECTS);
      // Whatever job comes under the id of a run that has ended.
      await start(engine, runId, inlineJob(table, lines(9, 1000)));
      assert.deepEqual(await statesOf(engine, runId), [{ state: "ended", outcome }]);
      await assertRecords(engine, table, 200);
    }),

    cases.shared("runs into one table at once all arrive, each once", async ({ engine, name }) => {
      const table = name("table");
      const parts = Array.from({ length: runsAtOnce }, (_, part) => part);
      const outcomes = await Promise.all(
        parts.map((part) => run(engine, name(`run_${part}`), inlineJob(table, lines(100, part * 100)))),
      );
      assert.deepEqual([...new Set(outcomes.map(({ status }) => status))], ["completed"]);
      await assertRecords(engine, table, runsAtOnce * 100);
    }),

    cases.shared("a run that fails leaves nothing but its outcome", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      const job = inlineJob(table, [...lines(50), BROKEN_LINE], { maxParseExceptions: 0 });
      await start(engine, runId, job);
      const outcome = await assertFailed(engine, runId, "cannot_parse_source");
      await assertRecords(engine, table, 0);
      await start(engine, runId, inlineJob(table, lines(50)));
      assert.deepEqual(await statesOf(engine, runId), [{ state: "ended", outcome }]);
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a run that fails leaves a table as it was", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("second")];
      await run(engine, name("first"), inlineJob(table, lines(20)));
      await start(engine, runId, inlineJob(table, [...lines(5, 20), '{"timestamp":"soon","n":1}']));
      await assertFailed(engine, runId, "null_timestamp");
      await assertRecords(engine, table, 20);
    }),

    cases.shared("unreadable records are counted, and named in a warning", async ({ engine, name }) => {
      const table = name("table");
      const job = inlineJob(table, [BROKEN_LINE, ...lines(10), BROKEN_LINE], { maxParseExceptions: 2 });
      const outcome = await run(engine, name("run"), job);
      if (outcome.status !== "completed") assert.fail(JSON.stringify(outcome));
      assert.deepEqual(
        [outcome.totals.numRowsPersisted, outcome.totals.numRowsSkippedByError, outcome.warning?.code],
        [10, 2, "invalid_rows_found"],
      );
      await assertRecords(engine, table, 10);
    }),

    cases.shared("a run that keeps no row completes with a warning", async ({ engine, name }) => {
      const job = inlineJob(name("table"), lines(10), { filterExpression: '"n" < 0' });
      const outcome = await run(engine, name("run"), job);
      if (outcome.status !== "completed") assert.fail(JSON.stringify(outcome));
      assert.deepEqual([outcome.totals.numRowsPersisted, outcome.warning?.code], [0, "no_rows_found"]);
    }),

    cases.shared("totals and share only grow", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      await start(engine, runId, inlineJob(table, lines(20_000)));
      const states = await statesOf(engine, runId);
      assertOrder(states);
      assertGrows(states);
      await assertRecords(engine, table, 20_000);
    }),
  ];
}

/** Those who observe runs. */
export function observeCases(cases: CaseFactory): readonly EngineCase[] {
  return [
    cases.shared("a run that was never started is unknown, and can be started", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      assert.deepEqual(await statesOf(engine, runId), [{ state: "unknown" }]);
      assert.equal((await run(engine, runId, inlineJob(table, lines(3)))).status, "completed");
      await assertRecords(engine, table, 3);
    }),

    cases.shared("several observers of a run see the same end", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      await start(engine, runId, inlineJob(table, lines(2000)));
      const leaves = (async () => {
        for await (const { state } of engine.observe(runId)) return state;
      })();
      const all = await Promise.all([1, 2, 3].map(() => statesOf(engine, runId)));
      assert.ok(["running", "ended"].includes((await leaves) ?? ""));
      const ends = all.map((states) => states.at(-1));
      for (const states of all) {
        assertOrder(states);
        assertGrows(states);
      }
      assert.deepEqual(ends, [ends[0], ends[0], ends[0]]);
      assert.deepEqual(await statesOf(engine, runId), [ends[0]]);
      await assertRecords(engine, table, 2000);
    }),

    cases.shared("the signal of an observer ends the observing and not the run", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      await start(engine, runId, inlineJob(table, lines(2000)));
      assert.deepEqual(await statesOf(engine, runId, AbortSignal.abort()), []);
      const stop = new AbortController();
      const seen: RunState[] = [];
      for await (const state of engine.observe(runId, stop.signal)) {
        seen.push(state);
        stop.abort(new Error("the observer leaves"));
      }
      assert.equal(seen.length, 1);
      assert.equal((await endOf(engine, runId)).status, "completed");
      assert.deepEqual(await statesOf(engine, runId, AbortSignal.abort()), []);
      await assertRecords(engine, table, 2000);
    }),
  ];
}
