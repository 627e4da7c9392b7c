import type { RunOutcome } from "@starfix/engine";
import { createMemoryStore, type JobRecord, StoreFailedError, StoreFullError, updateRecord } from "@starfix/store";
import { expect, test } from "vitest";
import { createServer } from "../server.ts";
import { type GuideJob, guide } from "../testing/guide.ts";
import { createManualTime } from "../testing/manual-time.ts";
import { mortal } from "../testing/mortal.ts";
import { completed, createScriptedEngine, heldScript, type ScriptedRun, TOTALS } from "../testing/scripted-engine.ts";
import {
  type Answer,
  ENCRYPTION_KEY,
  endOf,
  PROJECT_ID,
  testServer,
  testServerWithConnection,
  until,
} from "../testing/test-server.ts";
import { HEARTBEAT_MS, LEASE_MS, PROGRESS_INTERVAL_MS } from "./held-job.ts";
import { POLL_MS } from "./job-runner.ts";

type Api = Awaited<ReturnType<typeof testServerWithConnection>>;

async function post(api: Api, tableName = "Koalas"): Promise<string> {
  const body = { ...guide<GuideJob>("job-request"), target: { type: "table", tableName } };
  return (await (await api.call("/jobs", { body })).json()).id;
}

async function recordOf(api: Api, id: string): Promise<JobRecord> {
  const stored = await api.store.jobs.get(id);
  if (stored === undefined) throw new Error("the job is not stored");
  return stored.record;
}

/** What a server finds that starts after another one was killed in the middle of its jobs. */
async function killedIn(change: Partial<JobRecord>) {
  await using before = await testServerWithConnection();
  before.engine.script = heldScript().script;
  const id = await post(before);
  await until(() => before.engine.ran.length === 1);
  await updateRecord(before.store.jobs, id, (record) => ({ ...record, ...change }));
  // Long after the killed server's lease.
  const time = createManualTime("2100-01-01T00:00:00Z");
  const store = createMemoryStore({ dump: before.store.dump(), clock: time.clock });
  const engine = createScriptedEngine();
  const api = await testServer({ store, engine, clock: time.clock, timer: time.timer });
  return { api, engine, id, store, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

/** A server whose time passes only when the test lets it. */
async function serverInManualTime() {
  const time = createManualTime();
  const store = createMemoryStore({ clock: time.clock });
  const api = await testServerWithConnection({ store, clock: time.clock, timer: time.timer });
  return { api, time, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

test("one job runs at a time for a table, two in all, in the order they came", async () => {
  await using api = await testServerWithConnection();
  const settle = new Map<string, (outcome: RunOutcome) => void>();
  const running: string[] = [];
  let most = 0;
  api.engine.script = ({ id, job }) =>
    new Promise((resolve) => {
      const table = job.kind === "batch" ? job.target.table : "";
      expect(running).not.toContain(table);
      running.push(table);
      most = Math.max(most, running.length);
      settle.set(id, (outcome) => {
        running.splice(running.indexOf(table), 1);
        resolve(outcome);
      });
    });
  const [a1, a2, b, c] = [await post(api, "a"), await post(api, "a"), await post(api, "b"), await post(api, "c")];
  await until(() => api.engine.ran.length === 2);
  // Two that start together may reach the engine in either order.
  expect([...api.engine.ran].sort()).toEqual([a1, b].sort());
  expect((await recordOf(api, a2)).executionStatus).toBe("pending");
  settle.get(b)?.(completed());
  await until(() => api.engine.ran.length === 3);
  expect(api.engine.ran[2]).toBe(c);
  settle.get(a1)?.(completed());
  await until(() => api.engine.ran.length === 4);
  expect(api.engine.ran[3]).toBe(a2);
  settle.get(a2)?.(completed());
  settle.get(c)?.(completed());
  for (const id of [a1, a2, b, c]) expect(await endOf(api, id)).toMatchObject({ executionStatus: "completed" });
  expect(most).toBe(2);
});

test("progress is stored at most every quarter of a second, and never goes back", async () => {
  await using server = await serverInManualTime();
  const { api, time } = server;
  const written: number[] = [];
  const { jobs } = api.store;
  const replaceClaimed = jobs.replaceClaimed.bind(jobs);
  jobs.replaceClaimed = async (claim, revision, record) => {
    written.push(record.progress);
    return await replaceClaimed(claim, revision, record);
  };
  let run: ScriptedRun | undefined;
  const held = heldScript();
  api.engine.script = (started) => {
    run = started;
    return held.script(started);
  };
  const id = await post(api);
  await until(() => run !== undefined);
  await time.advance(PROGRESS_INTERVAL_MS);
  const begun = written.length;
  for (const share of [0.1, 0.2, 0.3]) {
    run?.progress({ totals: TOTALS, share });
    await time.advance(1);
  }
  expect(written.slice(begun)).toEqual([0.1]);
  await time.advance(PROGRESS_INTERVAL_MS);
  run?.progress({ totals: TOTALS, share: 0.05 });
  await time.advance(PROGRESS_INTERVAL_MS);
  run?.progress({ totals: TOTALS, share: 0.6 });
  await time.advance(1);
  expect(written.slice(begun)).toEqual([0.1, 0.1, 0.6]);
  held.settle(completed());
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "completed" });
  expect(written.at(-1)).toBe(1);
});

test("a job is translated once, when it is posted", async () => {
  await using api = await testServerWithConnection();
  await endOf(api, await post(api));
  expect(api.engine.prepared).toBe(1);
});

test("a job that was running when the server died runs again from the start, once", async () => {
  await using found = await killedIn({ executionStatus: "running", totals: TOTALS, progress: 0.7 });
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
  await using found = await killedIn({ executionStatus: "pending", attempt: 0 });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
});

test("a job of an older format is checked again and runs", async () => {
  await using found = await killedIn({ executionStatus: "running", checked: null });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
  expect((await found.store.jobs.get(found.id))?.record.checked).not.toBeNull();
  const { mappings } = guide<GuideJob>("job-response");
  expect(await (await found.api.call(`/jobs/${found.id}`)).json()).toMatchObject({ mappings });
});

test("a job of an older format that no longer fits its connection fails", async () => {
  await using found = await killedIn({ executionStatus: "pending", attempt: 0, checked: null });
  await updateRecord(found.store.connections, "demo-conn", (record) => ({
    ...record,
    members: { ...record.members, bucket: "other" },
  }));
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({
    executionStatus: "failed",
    health: { code: "could_not_connect_to_source", message: expect.stringContaining("/source/uris/0") },
  });
});

test("a job that had committed when the server died is adopted and does not run again", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  found.engine.outcomes.set(found.id, completed());
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
  expect(found.engine.ran).toEqual([]);
  expect((await found.store.tables.get("Koalas"))?.record.request).toMatchObject({ type: "aggregate" });
});

test("a job that had failed when the server died is failed", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  const error = { code: "null_timestamp", message: "line 3" } as const;
  found.engine.outcomes.set(found.id, { status: "failed", totals: TOTALS, error });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "failed", health: { ...error } });
  expect(await found.store.tables.get("Koalas")).toBeUndefined();
});

test("a job that was being canceled when the server died is canceled", async () => {
  await using found = await killedIn({ executionStatus: "running", desiredExecutionStatus: "canceled" });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "canceled" });
  expect(found.engine.ran).toEqual([]);
});

test("a job whose run was canceled without being asked for gets another run", async () => {
  await using found = await killedIn({ executionStatus: "running" });
  found.engine.outcomes.set(found.id, { status: "canceled", totals: TOTALS });
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({ executionStatus: "completed" });
  expect(found.engine.ran).toEqual([`${found.id}.2`]);
  expect((await found.store.jobs.get(found.id))?.record.attempt).toBe(2);
});

test("a run that the engine loses is started again, and a job that it loses thrice fails", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = heldScript().script;
  const id = await post(api);
  for (let starts = 1; starts <= 3; starts += 1) {
    await until(() => api.engine.ran.length === starts);
    api.engine.lose(id);
  }
  expect(await endOf(api, id)).toMatchObject({
    executionStatus: "failed",
    health: { code: "internal_error", message: "the engine lost the run of the job 3 times" },
  });
  expect(api.engine.ran).toEqual([id, id, id]);
});

test("a stopping server gives its jobs back, and the next one goes on with the same run", async () => {
  const first = await testServerWithConnection();
  const held = heldScript();
  first.engine.script = held.script;
  const id = await post(first);
  const waiting = await post(first);
  await until(() => first.engine.ran.length === 1);
  await first.server.stop();
  await first.server.stop();
  expect(await recordOf(first, id)).toMatchObject({ executionStatus: "running", attempt: 1 });
  await using second = await testServer({
    store: first.store,
    engine: first.engine,
    buckets: new Map([["demo-bucket", first.folder]]),
  });
  await second.server.start();
  held.settle(completed());
  for (const one of [id, waiting]) expect(await endOf(second, one)).toMatchObject({ executionStatus: "completed" });
  expect(first.engine.ran).toEqual([id, waiting]);
  await first[Symbol.asyncDispose]();
});

test("two servers on one store share the work, and each job runs once", async () => {
  await using first = await testServerWithConnection();
  await using second = await testServer({
    store: first.store,
    engine: createScriptedEngine(),
    buckets: new Map([["demo-bucket", first.folder]]),
  });
  const ids = new Set<string>();
  for (let index = 0; index < 50; index += 1) {
    ids.add(await post(index % 2 === 0 ? first : { ...second, call: second.call }, `table ${index}`));
  }
  for (const id of ids) expect(await endOf(second, id)).toMatchObject({ executionStatus: "completed" });
  const ran = [...first.engine.ran, ...second.engine.ran];
  expect(ran).toHaveLength(50);
  expect(new Set(ran)).toEqual(ids);
  expect(first.engine.ran.length).toBeGreaterThan(0);
  expect(second.engine.ran.length).toBeGreaterThan(0);
});

test("another server takes over, wherever the first one was killed, and nothing runs twice", async () => {
  let completedBefore = 0;
  for (let calls = 0; completedBefore < 2; calls += 1) {
    const time = createManualTime();
    const store = createMemoryStore({ clock: time.clock });
    // Both servers use one engine, as servers in front of a cluster do.
    const engine = createScriptedEngine();
    await using second = await testServerWithConnection({ store, engine, clock: time.clock, timer: time.timer });
    await using poster = await testServer({ store, engine, clock: time.clock });
    await poster.server.stop();
    const id = await post(poster);
    const isCompleted = async () => (await store.jobs.get(id))?.record.executionStatus === "completed";
    const life = { left: calls };
    const first = createServer({
      engine: mortal(engine, life),
      store: mortal(store, life),
      projectId: PROJECT_ID,
      buckets: new Map([["demo-bucket", second.folder]]),
      s3Endpoints: [],
      encryptionKey: ENCRYPTION_KEY,
      clock: time.clock,
      // A server that is killed beats no more, and does nothing later.
      timer: () => () => undefined,
    });
    await first.start();
    await until(async () => life.left <= 0 || (await isCompleted()));
    if (await isCompleted()) completedBefore += 1;
    await second.server.start();
    await time.advance(LEASE_MS + POLL_MS);
    expect([calls, await endOf(second, id)]).toMatchObject([calls, { executionStatus: "completed" }]);
    expect([calls, engine.ran]).toEqual([calls, [id]]);
  }
});

test("a server whose claim was taken over writes nothing more", async () => {
  await using server = await serverInManualTime();
  const { api, time } = server;
  const held = heldScript();
  api.engine.script = held.script;
  const { jobs } = api.store;
  const heartbeat = jobs.heartbeat.bind(jobs);
  jobs.heartbeat = () => new Promise(() => undefined);
  const id = await post(api);
  await until(() => api.engine.ran.length === 1);
  await time.advance(LEASE_MS);
  jobs.heartbeat = heartbeat;
  const other = await jobs.claim("another server", LEASE_MS);
  expect(other?.claim.jobId).toBe(id);
  held.settle(completed());
  await time.advance(1);
  expect((await recordOf(api, id)).executionStatus).toBe("running");
  expect(api.logs.map(({ message }) => message)).not.toContain("job completed");
});

test("a cancellation that another server stored is noticed at the next heartbeat", async () => {
  await using server = await serverInManualTime();
  const { api, time } = server;
  api.engine.script = heldScript().script;
  const id = await post(api);
  await until(() => api.engine.ran.length === 1);
  await using other = await testServer({ store: api.store, clock: time.clock, timer: time.timer });
  const body = { desiredExecutionStatus: "canceled" };
  expect(await (await other.call(`/jobs/${id}/status`, { body })).json()).toEqual({ executionStatus: "running" });
  await time.advance(HEARTBEAT_MS);
  expect(await endOf(other, id)).toMatchObject({ executionStatus: "canceled", health: { code: "canceled" } });
});

test("a job whose connection has moved to another bucket fails and names the object", async () => {
  await using found = await killedIn({ executionStatus: "pending", attempt: 0 });
  await updateRecord(found.store.connections, "demo-conn", (record) => ({
    ...record,
    members: { ...record.members, bucket: "other" },
  }));
  await found.api.server.start();
  expect(await endOf(found.api, found.id)).toMatchObject({
    executionStatus: "failed",
    health: { code: "could_not_connect_to_source", message: expect.stringContaining("s3://demo-bucket/") },
  });
});

/** A server whose store takes no change of a job. */
async function serverWithFullStore() {
  const server = await serverInManualTime();
  const { jobs } = server.api.store;
  const { replaceClaimed, replaceIf } = jobs;
  let isFull = false;
  jobs.replaceClaimed = async (...args) => {
    if (isFull) throw new StoreFullError("the disk is full");
    return await replaceClaimed.apply(jobs, args);
  };
  jobs.replaceIf = async (...args) => {
    if (isFull) throw new StoreFullError("the disk is full");
    return await replaceIf.apply(jobs, args);
  };
  const fill = (full: boolean) => {
    isFull = full;
  };
  return { ...server, fill };
}

test("an end that the store cannot take is answered, and stored when it can", async () => {
  await using server = await serverWithFullStore();
  const { api, fill, time } = server;
  const held = heldScript();
  api.engine.script = held.script;
  const id = await post(api);
  await until(() => api.engine.ran.length === 1);
  fill(true);
  const error = { code: "internal_error", message: "no space is left" } as const;
  held.settle({ status: "failed", totals: TOTALS, error });
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "failed", health: { status: "error", ...error } });
  expect((await recordOf(api, id)).executionStatus).toBe("running");
  // The lease is kept meanwhile, and the log does not repeat itself.
  await time.advance(2 * LEASE_MS);
  expect(await api.store.jobs.claim("another server", LEASE_MS)).toBeUndefined();
  expect(api.logs.filter(({ level }) => level === "error")).toHaveLength(1);
  fill(false);
  await time.advance(LEASE_MS);
  expect(await recordOf(api, id)).toMatchObject({ executionStatus: "failed", error });
  expect(api.logs.map(({ message }) => message)).toContain("the store can be written again");
});

test("a job is canceled while the store cannot take that", async () => {
  await using server = await serverWithFullStore();
  const { api, fill, time } = server;
  api.engine.script = heldScript().script;
  const id = await post(api);
  await until(() => api.engine.ran.length === 1);
  fill(true);
  const response: Answer = await api.call(`/jobs/${id}/status`, { body: { desiredExecutionStatus: "canceled" } });
  expect(response.status).toBe(200);
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "canceled", desiredExecutionStatus: "canceled" });
  fill(false);
  await time.advance(LEASE_MS);
  expect(await recordOf(api, id)).toMatchObject({ executionStatus: "canceled", desiredExecutionStatus: "canceled" });
});

test("a store that has failed for good is reported once", async () => {
  const fatal: Error[] = [];
  const time = createManualTime();
  await using api = await testServerWithConnection({ ...time, onFatal: (error) => fatal.push(error) });
  const failure = new StoreFailedError("the database reported a fatal error");
  api.store.jobs.get = () => Promise.reject(failure);
  api.store.jobs.claim = () => Promise.reject(failure);
  expect((await api.call("/jobs/a52cacf6-3ddc-48e5-8675-000000000000")).status).toBe(500);
  await api.server.start();
  await time.advance(3 * POLL_MS);
  expect(fatal).toEqual([failure]);
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
