import assert from "node:assert/strict";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { assertGrows } from "./run-cases.ts";
import { assertRecords, endOf, prepare, start, statesOf, until } from "./run-states.ts";
import { lines, objectsJob } from "./sample-jobs.ts";

/** Runs whose source gives its bytes when the case releases them. */
export function heldCases(cases: CaseFactory): readonly EngineCase[] {
  if (cases.options.objects === "file") return [];
  return [
    cases.shared("a run is running until its last byte, and reads each object once", async (scene) => {
      const { engine, name, held } = scene;
      const [table, runId] = [name("table"), name("run")];
      const objects = await held();
      const [first, second] = [objects.hold("a.json", lines(10)), objects.hold("b.json", lines(10, 10))];
      const prepared = await prepare(engine, objectsJob(table));
      const sources = { objects: [first.object, second.object] };
      await engine.start(runId, prepared, sources);
      await first.requested();
      const observed = statesOf(engine, runId);
      first.release(4);
      await until(engine, runId, (state) => state.state === "running" && state.progress.totals.numRowsProcessed > 0);
      await engine.start(runId, prepared, sources);
      first.release();
      await second.requested();
      await until(engine, runId, ({ state }) => state === "running");
      await assertRecords(engine, table, 0);
      second.release();
      const states = await observed;
      assertGrows(states);
      assert.ok(states.length > 2, "an observer sees progress");
      assert.deepEqual([first.requests, second.requests], [1, 1]);
      await assertRecords(engine, table, 20);
    }),

    cases.shared("an object that breaks off fails the run, which keeps none of it", async ({ engine, name, held }) => {
      const [table, runId] = [name("table"), name("run")];
      const source = (await held()).hold("a.json", lines(10));
      await start(engine, runId, objectsJob(table), { objects: [source.object] });
      await source.requested();
      source.release(5);
      await until(engine, runId, (state) => state.state === "running" && state.progress.totals.numRowsProcessed > 0);
      source.cut();
      const outcome = await endOf(engine, runId);
      assert.equal(outcome.status, "failed", JSON.stringify(outcome));
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a run that waits keeps neither queries nor other runs waiting", async ({ engine, name, held }) => {
      const [table, runId, other] = [name("table"), name("run"), name("other")];
      const objects = await held();
      const [source, ready] = [objects.hold("a.json", lines(5, 5)), objects.hold("b.json", lines(5))];
      ready.release();
      await start(engine, runId, objectsJob(table), { objects: [source.object] });
      await source.requested();
      await start(engine, other, objectsJob(table), { objects: [ready.object] });
      assert.equal((await endOf(engine, other)).status, "completed");
      await assertRecords(engine, table, 5);
      source.release();
      assert.equal((await endOf(engine, runId)).status, "completed");
      await assertRecords(engine, table, 10);
    }),
  ];
}
