import type { JobOutcome, JobRecord, RunnableJob } from "@starfix/engine";

import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { COUNTERS, completed, createScriptedEngine, heldScript } from "../testing/scripted-engine.ts";
import { endOf, testServer, testServerWithConnection, until } from "../testing/test-server.ts";

type Api = Awaited<ReturnType<typeof testServerWithConnection>>;

async function post(api: Api, tableName = "Koalas"): Promise<string> {
  const request = guide<RunnableJob>("job-request");
  const body = { ...request, target: { type: "table", tableName } };
  return (await (await api.call("/jobs", { body })).json()).id;
}

/** What a server finds that starts after another one was killed in the middle of its jobs. */
async function killedIn(change: Partial<JobRecord>) {
  const before = await testServerWithConnection();
  before.engine.script = heldScript().script;
  const id = await post(before);
  await until(() => before.engine.ran.length === 1);
  const store = before.store.clone();
  await before[Symbol.asyncDispose]();
  const record = await store.jobs.get(id);
  if (record === undefined) throw new Error("the job is not stored");
  await store.jobs.replace(id, { ...record, ...change });
  const engine = createScriptedEngine();
  const api = await testServer({ store, engine });
  return { api, engine, id, store, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

test("one job runs at a time for a table, two in all, in the order they came", async () => {
  await using api = await testServerWithConnection();
  const settle = new Map<string, (outcome: JobOutcome) => void>();
  api.engine.script = (plan, _objects, { signal }) =>
    new Promise((resolve) => {
      settle.set(plan.jobId, resolve);
      signal.addEventListener("abort", () => resolve({ status: "canceled", counters: COUNTERS }));
    });
  const [a1, a2, b, c] = [await post(api, "a"), await post(api, "a"), await post(api, "b"), await post(api, "c")];
  await until(() => api.engine.ran.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 30));
  // Two that start together may reach the engine in either order.
  expect([...api.engine.ran].sort()).toEqual([a1, b].sort());
  expect((await api.store.jobs.get(a2))?.executionStatus).toBe("pending");
  settle.get(b)?.(completed());
  await until(() => api.engine.ran.length === 3);
  expect(api.engine.ran[2]).toBe(c);
  settle.get(a1)?.(completed());
  await until(() => api.engine.ran.length === 4);
  expect(api.engine.ran[3]).toBe(a2);
  settle.get(a2)?.(completed());
  settle.get(c)?.(completed());
  for (const id of [a1, a2, b, c]) expect(await endOf(api, id)).toMatchObject({ executionStatus: "completed" });
});

test("progress is written at most every quarter of a second, and never goes back", async () => {
  await using api = await testServerWithConnection();
  const written: number[] = [];
  const replace = api.store.jobs.replace;
  Object.assign(api.store.jobs, {
    replace: async (id: string, record: JobRecord) => {
      written.push(record.progress);
      return await replace(id, record);
    },
  });
  api.engine.script = async (_plan, _objects, { onProgress }) => {
    for (let step = 0; step < 60; step += 1) {
      onProgress({ ...COUNTERS, share: step === 59 ? 0.1 : step / 60 });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return completed();
  };
  const began = performance.now();
  await endOf(api, await post(api));
  const quarters = (performance.now() - began) / 250;
  expect(written.length).toBeGreaterThanOrEqual(4);
  // How long the 60 steps take depends on the machine; beside progress its begin and its end are written.
  expect(written.length).toBeLessThanOrEqual(quarters + 3);
  expect(written).toEqual([...written].sort((a, b) => a - b));
});

test("a job that was running when the server died runs again from the start, once", async () => {
  await using found = await killedIn({ executionStatus: "running", counters: COUNTERS, progress: 0.7 });
  const held = heldScript();
  found.engine.script = held.script;
  await found.api.server.start();
  await found.api.server.start();
  await until(() => found.engine.ran.length > 0);
  expect(await (await found.api.call(`/jobs/${found.id}/progress`)).json()).toEqual({ overallProgress: 0 });
  held.settle(completed());
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed", health: { status: "ok" } });
  expect(found.engine.ran).toEqual([found.id]);
});

test("a job that was pending when the server died runs", async () => {
  await using found = await killedIn({ executionStatus: "pending" });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
});

test("a job that had committed when the server died is adopted and does not run again", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  found.engine.outcomes.set(found.id, completed());
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
  expect(found.engine.ran).toEqual([]);
  expect(await found.store.tables.get("Koalas")).toMatchObject({ type: "aggregate" });
});

test("a job that had failed when the server died is failed", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  const error = { code: "null_timestamp", message: "line 3" } as const;
  found.engine.outcomes.set(found.id, { status: "failed", counters: COUNTERS, error });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "failed", health: { ...error } });
  expect(await found.store.tables.list()).toEqual([]);
});

test("a job that was being canceled when the server died is canceled", async () => {
  await using found = await killedIn({ executionStatus: "running", desiredExecutionStatus: "canceled" });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "canceled" });
  expect(found.engine.ran).toEqual([]);
});

test("a job that a stopping server broke off is taken up by the next one", async () => {
  const first = await testServerWithConnection();
  first.engine.script = heldScript().script;
  const id = await post(first);
  const waiting = await post(first);
  await until(() => first.engine.ran.length === 1);
  await first.server.stop();
  await first.server.stop();
  expect(first.engine.outcomes.get(id)?.status).toBe("canceled");
  expect((await first.store.jobs.get(id))?.executionStatus).toBe("running");
  // The same engine: it remembers a cancellation that nobody asked for, and does not run that id again.
  first.engine.script = async () => completed();
  await using second = await testServer({ store: first.store, engine: first.engine });
  await second.server.start();
  for (const one of [id, waiting]) expect(await endOf(second, one)).toMatchObject({ executionStatus: "completed" });
  expect(first.engine.ran).toEqual([id, `${id}.2`, waiting]);
  await first[Symbol.asyncDispose]();
});

test("a job whose connection has moved to another bucket fails and says so", async () => {
  await using found = await killedIn({ executionStatus: "pending" });
  const record = await found.store.connections.get("demo-conn");
  if (record === undefined) throw new Error("the connection is gone");
  await found.store.connections.replace("demo-conn", { ...record, bucket: "other" });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({
    executionStatus: "failed",
    health: { code: "could_not_connect_to_source", message: expect.stringContaining("/source/uris/0") },
  });
});

test("an end that the store does not take is logged and adopted by the next start", async () => {
  await using api = await testServerWithConnection();
  const replace = api.store.jobs.replace;
  const failing = async (id: string, record: JobRecord) => {
    if (record.executionStatus === "completed") throw new Error("disk full");
    return await replace(id, record);
  };
  Object.assign(api.store.jobs, { replace: failing });
  const id = await post(api);
  await until(() => api.logs.some((entry) => entry.message === "the end of a job could not be stored"));
  Object.assign(api.store.jobs, { replace });
  await using next = await testServer({ store: api.store.clone(), engine: api.engine });
  await next.server.start();
  expect(await endOf(next, id)).toMatchObject({ executionStatus: "completed" });
  expect(api.engine.ran).toEqual([id]);
});

test("a job that no server has taken up yet is canceled by the next start", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  const body = { desiredExecutionStatus: "canceled" };
  expect((await found.api.call(`/jobs/${found.id}/status`, { body })).status).toBe(200);
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "canceled" });
  expect(found.engine.ran).toEqual([]);
});

test("a job that came before the start is not taken up twice", async () => {
  await using api = await testServerWithConnection();
  const held = heldScript();
  api.engine.script = held.script;
  const ids = [await post(api), await post(api)];
  await api.server.start();
  held.settle(completed());
  for (const id of ids) await endOf(api, id);
  expect(api.engine.ran).toEqual(ids);
});
