import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { CheckedJob } from "@starfix/rules";
import type { Engine, RunState, SourceAccess } from "../engine.ts";
import type { CaseFactory, EngineCase, Scene } from "./conformance-case.ts";
import { assertRecords, endOf, NO_OBJECTS, run, start, statesOf, until } from "./run-states.ts";
import { inlineJob, lines, objectsJob } from "./sample-jobs.ts";

interface KilledRun {
  readonly runId: string;
  readonly table: string;
  readonly job: CheckedJob;
  readonly sources?: SourceAccess;
  /** Records of the job, and those that the table had before. */
  readonly count: number;
  readonly before?: number;
}

/**
 * What the next engine finds of a run that was killed: nothing and `unknown`, or everything and its outcome. Started again,
 * the run gives its rows once. Gives what was found.
 */
async function assertWhole(engine: Engine, killed: KilledRun): Promise<RunState["state"]> {
  const { runId, table, job, sources = NO_OBJECTS, count, before = 0 } = killed;
  const found = (await statesOf(engine, runId)).at(-1);
  if (found?.state === "ended") {
    assert.ok(["completed", "canceled"].includes(found.outcome.status), JSON.stringify(found));
    const isComplete = found.outcome.status === "completed";
    assert.equal(found.outcome.totals.numRowsPersisted, isComplete ? count : 0);
    await assertRecords(engine, table, before + (isComplete ? count : 0));
    await start(engine, runId, job, sources);
    assert.deepEqual(await statesOf(engine, runId), [found]);
    await assertRecords(engine, table, before + (isComplete ? count : 0));
    return "ended";
  }
  assert.deepEqual(found, { state: "unknown" });
  await assertRecords(engine, table, before);
  await start(engine, runId, job, sources);
  assert.equal((await endOf(engine, runId)).status, "completed");
  await assertRecords(engine, table, before + count);
  return "unknown";
}

const COUNT = 12_000;

/** A run over bytes that the case holds. */
async function heldRun({ name, held }: Scene, moment: string, count: number) {
  const [table, runId] = [name(`table_${moment}`), name(`run_${moment}`)];
  const source = (await held()).hold(`${moment}.json`, lines(count));
  return { source, table, runId, count, job: objectsJob(table), sources: { objects: [source.object] } };
}

/** Engines that are killed without notice. */
export function killCases(cases: CaseFactory): readonly EngineCase[] {
  const { kill, moments = 2, objects = "s3" } = cases.options;
  if (kill === undefined) return [];
  const random = cases.own("killed at any moment, a run is there whole or not at all", async (scene) => {
    const { name } = scene;
    const table = name("table");
    let before = 0;
    for (let moment = 0; moment < moments; moment += 1) {
      const runId = name(`run_${moment}`);
      const job = inlineJob(table, lines(COUNT, before));
      await start(scene.engine, runId, job);
      const [share, turns] = [scene.random(3) * 0.45, scene.random(2 ** scene.random(13))];
      await untilShare(scene.engine, runId, share);
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      const engine = await scene.kill();
      await assertWhole(engine, { runId, table, job, count: COUNT, before });
      before += COUNT;
    }
  });
  const fixed = [
    cases.own(
      "killed as soon as it is started or canceled, or after its end, a run is whole or not at all",
      async (scene) => {
        const { name } = scene;
        const [table, first, second] = [name("table"), name("first"), name("second")];
        const job = inlineJob(table, lines(COUNT));
        await start(scene.engine, first, job);
        await assertWhole(await scene.kill(), { runId: first, table, job, count: COUNT });

        const [canceled, other] = [name("canceled"), name("other")];
        await start(scene.engine, canceled, inlineJob(other, lines(COUNT)));
        await scene.engine.cancel(canceled);
        const afterCancel = await scene.kill();
        const last = (await statesOf(afterCancel, canceled)).at(-1);
        if (last?.state === "ended") assert.equal(last.outcome.status, "canceled");
        else assert.deepEqual(last, { state: "unknown" });
        await assertRecords(afterCancel, other, 0);

        const more = inlineJob(table, lines(10, COUNT));
        assert.equal((await run(scene.engine, second, more)).status, "completed");
        const killed = { runId: second, table, job: more, count: 10, before: COUNT };
        assert.equal(await assertWhole(await scene.kill(), killed), "ended");
      },
    ),
  ];
  if (objects === "file") return [...fixed, random];
  return [
    ...fixed,
    cases.own(
      "killed before its first byte, amid its records or after the last, a run has left nothing",
      async (scene) => {
        const waiting = await heldRun(scene, "waiting", 10);
        await start(scene.engine, waiting.runId, waiting.job, waiting.sources);
        await waiting.source.requested();
        const afterFirst = await scene.kill();
        waiting.source.release();
        assert.equal(await assertWhole(afterFirst, waiting), "unknown");

        const amid = await heldRun(scene, "amid", 5000);
        await start(scene.engine, amid.runId, amid.job, amid.sources);
        amid.source.release(4000);
        await until(scene.engine, amid.runId, (state) => state.state === "running" && state.progress.share > 0);
        const afterSecond = await scene.kill();
        amid.source.release();
        assert.equal(await assertWhole(afterSecond, amid), "unknown");

        const read = await heldRun(scene, "read", COUNT);
        read.source.release();
        await start(scene.engine, read.runId, read.job, read.sources);
        await untilShare(scene.engine, read.runId, 0.9);
        await assertWhole(await scene.kill(), read);
      },
    ),
    random,
  ];
}

/** Waits until a share of the work is done; a run that ends before is not waited for. */
async function untilShare(engine: Engine, runId: string, share: number): Promise<void> {
  for await (const state of engine.observe(runId)) {
    if (state.state !== "running" || state.progress.share >= share) return;
  }
}
