import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Engine, RunOutcome } from "../engine.ts";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { assertRecords, endOf, run, start, statesOf, until } from "./run-states.ts";
import { inlineJob, lines, objectsJob } from "./sample-jobs.ts";

/** All of a canceled or completed run, or nothing. */
async function assertAllOrNothing(engine: Engine, table: string, count: number, outcome: RunOutcome): Promise<void> {
  const { status, totals } = outcome;
  assert.ok(status === "canceled" || status === "completed", JSON.stringify(outcome));
  const expected = status === "completed" ? count : 0;
  assert.equal(totals.numRowsPersisted, expected);
  await assertRecords(engine, table, expected);
}

/** Runs that are canceled before they start, while they run and after their end. */
export function cancelCases(cases: CaseFactory): readonly EngineCase[] {
  const { moments = 4, objects = "s3" } = cases.options;
  const always = [
    cases.shared("to cancel a run that is unknown changes nothing", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      await engine.cancel(runId);
      assert.deepEqual(await statesOf(engine, runId), [{ state: "unknown" }]);
      assert.equal((await run(engine, runId, inlineJob(table, lines(3)))).status, "completed");
      await assertRecords(engine, table, 3);
    }),

    cases.shared("a run that is canceled as soon as it is started ends, whole or not at all", async (scene) => {
      const { engine, name } = scene;
      const [table, runId] = [name("table"), name("run")];
      const job = inlineJob(table, lines(5000));
      await start(engine, runId, job);
      await Promise.all([engine.cancel(runId), engine.cancel(runId)]);
      const outcome = await endOf(engine, runId);
      await assertAllOrNothing(engine, table, 5000, outcome);
      await start(engine, runId, job);
      await engine.cancel(runId);
      assert.deepEqual(await statesOf(engine, runId), [{ state: "ended", outcome }]);
      await assertAllOrNothing(engine, table, 5000, outcome);
    }),

    cases.shared("to cancel a run that has ended changes nothing", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      const outcome = await run(engine, runId, inlineJob(table, lines(10)));
      assert.equal(outcome.status, "completed");
      await engine.cancel(runId);
      assert.deepEqual(await statesOf(engine, runId), [{ state: "ended", outcome }]);
      await assertRecords(engine, table, 10);
    }),

    cases.shared("at whatever moment it is canceled, a run ends whole or not at all", async (scene) => {
      const { engine, name, random } = scene;
      for (let moment = 0; moment < moments; moment += 1) {
        const [table, runId] = [name(`table_${moment}`), name(`run_${moment}`)];
        await start(engine, runId, inlineJob(table, lines(20_000)));
        const [states, turns] = [random(4), random(2 ** random(13))];
        let seen = 0;
        for await (const { state } of engine.observe(runId)) {
          seen += 1;
          if (state !== "running" || seen > states) break;
        }
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        await engine.cancel(runId);
        await assertAllOrNothing(engine, table, 20_000, await endOf(engine, runId));
      }
    }),
  ];
  if (objects !== "s3") return always;
  return [
    ...always,
    cases.shared("a run that waits for its first byte is canceled", async ({ engine, name, held }) => {
      const [table, runId] = [name("table"), name("run")];
      const source = (await held()).hold("a.json", lines(10));
      await start(engine, runId, objectsJob(table), { objects: [source.object] });
      await source.requested();
      await engine.cancel(runId);
      const { status, totals } = await endOf(engine, runId);
      assert.deepEqual([status, totals.numRowsProcessed, totals.numRowsPersisted], ["canceled", 0, 0]);
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a run is canceled amid its records, and another one goes on", async (scene) => {
      const { engine, name, held } = scene;
      const [table, runId, other] = [name("table"), name("run"), name("other")];
      const source = (await held()).hold("a.json", lines(10));
      const job = objectsJob(table);
      await Promise.all([runId, other].map((id) => start(engine, id, job, { objects: [source.object] })));
      source.release(6);
      const isAmid = (state: Awaited<ReturnType<typeof until>>): boolean =>
        state.state === "running" && state.progress.totals.numRowsProcessed > 0;
      await Promise.all([until(engine, runId, isAmid), until(engine, other, isAmid)]);
      await engine.cancel(runId);
      const outcome = await endOf(engine, runId);
      assert.equal(outcome.status, "canceled");
      assert.ok(outcome.totals.numRowsProcessed > 0, "what was read is counted");
      source.release();
      assert.equal((await endOf(engine, other)).status, "completed");
      await start(engine, runId, job, { objects: [source.object] });
      assert.deepEqual(await statesOf(engine, runId), [{ state: "ended", outcome }]);
      await assertRecords(engine, table, 10);
    }),
  ];
}
