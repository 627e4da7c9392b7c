import assert from "node:assert/strict";
import { parseQuery } from "@starfix/expr/parse";
import type { RunState } from "../engine.ts";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { drain } from "./query-cases.ts";
import { assertRecords, endOf, NO_OBJECTS, prepare, run, start, statesOf } from "./run-states.ts";
import { BROKEN_LINE, inlineJob, lines, objectsJob } from "./sample-jobs.ts";

/** What is left of an engine that is closed, and what the next one over the same place finds. */
export function closeCases(cases: CaseFactory): readonly EngineCase[] {
  const { objects = "s3", reopen } = cases.options;
  const closed = cases.own("a closed engine answers nothing more", async ({ engine, name }) => {
    const [table, runId] = [name("table"), name("run")];
    const job = inlineJob(table, lines(6000));
    await run(engine, runId, job);
    const prepared = await prepare(engine, job);
    const query = parseQuery(`SELECT "n" FROM "${table}"`);
    const open = (await engine.query(query)).rows[Symbol.asyncIterator]();
    await open.next();
    await Promise.all([engine.close(), engine.close()]);
    await engine.close();
    // What is read amid its rows does not look as if it were complete.
    await assert.rejects(drain(open));
    await assert.rejects(engine.start(name("more"), prepared, NO_OBJECTS));
    await assert.rejects(engine.cancel(runId));
    await assert.rejects(engine.tables());
    await assert.rejects(engine.table(table));
    await assert.rejects(engine.query(query));
    assert.deepEqual(await statesOf(engine, runId), []);
  });

  const observed = cases.own(
    reopen === undefined
      ? "an engine that is closed ends its observers and no run"
      : "an engine that is closed ends its observers and no run; the next one can start it again",
    async (scene) => {
      const { name } = scene;
      const [table, runId] = [name("table"), name("run")];
      const source = (await scene.held()).hold("a.json", lines(10));
      const sources = { objects: [source.object] };
      const job = objectsJob(table);
      await start(scene.engine, runId, job, sources);
      source.release(5);
      await source.requested();
      const seen: RunState["state"][] = [];
      for await (const { state } of scene.engine.observe(runId)) {
        seen.push(state);
        if (seen.length === 1) void scene.engine.close();
      }
      assert.deepEqual([...new Set(seen)], ["running"]);
      if (reopen === undefined) return;
      const engine = await scene.reopen();
      assert.deepEqual(await statesOf(engine, runId), [{ state: "unknown" }]);
      await assertRecords(engine, table, 0);
      source.release();
      assert.equal((await run(engine, runId, job, sources)).status, "completed");
      await assertRecords(engine, table, 10);
    },
  );

  const reopened = cases.own("outcomes, tables and rows are found after reopening", async (scene) => {
    const { name } = scene;
    const before = scene.engine;
    const [table, done, failed, canceled] = [name("table"), name("done"), name("failed"), name("canceled")];
    const job = inlineJob(table, lines(30));
    await run(before, done, job);
    await run(before, failed, inlineJob(name("none"), [...lines(1), BROKEN_LINE], { maxParseExceptions: 0 }));
    await start(before, canceled, inlineJob(name("other"), lines(20_000)));
    await before.cancel(canceled);
    await endOf(before, canceled);
    const expected = await Promise.all([done, failed, canceled].map((id) => statesOf(before, id)));
    const stored = await before.table(table);
    const engine = await scene.reopen();
    assert.deepEqual(await Promise.all([done, failed, canceled].map((id) => statesOf(engine, id))), expected);
    assert.deepEqual(await engine.table(table), stored);
    assert.deepEqual(await statesOf(engine, name("never")), [{ state: "unknown" }]);
    await start(engine, done, job);
    await engine.cancel(done);
    assert.deepEqual(await statesOf(engine, done), [expected[0]?.at(-1)]);
    await assertRecords(engine, table, 30);
    await run(engine, name("more"), inlineJob(table, lines(5, 30)));
    await assertRecords(engine, table, 35);
  });

  return [closed, ...(objects === "s3" ? [observed] : []), ...(reopen === undefined ? [] : [reopened])];
}
