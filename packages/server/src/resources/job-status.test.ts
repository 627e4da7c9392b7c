import type { RunOutcome } from "@starfix/engine";
import {
  zErrorResponse,
  zJobLogsResponse,
  zJobMetricsResponse,
  zJobProgressResponse,
  zJobResponse,
  zJobStatusResponse,
} from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { completed, heldScript, TOTALS } from "../testing/scripted-engine.ts";
import { endOf, testServerWithConnection, until } from "../testing/test-server.ts";

type Api = Awaited<ReturnType<typeof testServerWithConnection>>;

async function startJob(api: Api): Promise<string> {
  return (await (await api.call("/jobs", { body: guide("job-request") })).json()).id;
}

async function ask(api: Api, id: string, desiredExecutionStatus: unknown): Promise<Response> {
  return await api.call(`/jobs/${id}/status`, { body: { desiredExecutionStatus } });
}

async function statusOf(api: Api, id: string): Promise<string> {
  return zJobStatusResponse.parse(await (await api.call(`/jobs/${id}/status`)).json()).executionStatus;
}

test("a job is pending or running until it has ended, and then completed", async () => {
  await using api = await testServerWithConnection();
  const held = heldScript();
  api.engine.script = held.script;
  const id = await startJob(api);
  await until(async () => (await statusOf(api, id)) === "running");
  held.settle(completed());
  await until(async () => (await statusOf(api, id)) === "completed");
});

test("progress and metrics tell what the engine said last", async () => {
  await using api = await testServerWithConnection();
  const held = heldScript();
  api.engine.script = (run) => {
    run.progress({
      share: 0.25,
      totals: { numBytesProcessed: 100, numRowsProcessed: 3, numRowsPersisted: 0, numRowsSkippedByError: 1 },
    });
    return held.script(run);
  };
  const id = await startJob(api);
  const progressOf = async () =>
    zJobProgressResponse.parse(await (await api.call(`/jobs/${id}/progress`)).json()).overallProgress;
  const metricsOf = async () => zJobMetricsResponse.parse(await (await api.call(`/jobs/${id}/metrics`)).json());
  await until(async () => (await progressOf()) === 0.25);
  expect(await metricsOf()).toEqual({
    totals: { numBytesProcessed: 100, numRowsProcessed: 3, numRowsPersisted: 0, numRowsSkippedByError: 1 },
  });
  held.settle(completed());
  await endOf(api, id);
  expect(await progressOf()).toBe(1);
  expect(await metricsOf()).toEqual({
    totals: { numBytesProcessed: 1234, numRowsProcessed: 12, numRowsPersisted: 5, numRowsSkippedByError: 0 },
  });
});

const outcomes: readonly (readonly [what: string, outcome: RunOutcome, health: object, logs: readonly object[]])[] = [
  ["a job without trouble is ok", completed(), { status: "ok" }, []],
  [
    "a warning is warn with its code and log",
    {
      ...completed(),
      warning: { code: "invalid_rows_found", message: "2 lines" },
    },
    {
      status: "warn",
      code: "invalid_rows_found",
      log: expect.objectContaining({ code: "invalid_rows_found", message: "2 lines", healthStatus: "warn" }),
    },
    [expect.objectContaining({ code: "invalid_rows_found", healthStatus: "warn" })],
  ],
  [
    "an error is error with its code, message and log",
    { status: "failed", totals: TOTALS, error: { code: "null_timestamp", message: "line 3" } },
    {
      status: "error",
      code: "null_timestamp",
      message: "line 3",
      log: expect.objectContaining({ code: "null_timestamp", healthStatus: "error" }),
    },
    [expect.objectContaining({ code: "null_timestamp", message: "line 3" })],
  ],
];

test.each(outcomes)("%s", async (_what, outcome, health, logs) => {
  await using api = await testServerWithConnection();
  api.engine.script = async () => outcome;
  const id = await startJob(api);
  await endOf(api, id);
  const job = zJobResponse.parse(await (await api.call(`/jobs/${id}`)).json());
  expect(job.executionStatus).toBe(outcome.status);
  expect(job.health).toEqual(health);
  expect(job.completedTimestamp === undefined).toBe(outcome.status !== "completed");
  expect(zJobLogsResponse.parse(await (await api.call(`/jobs/${id}/logs`)).json())).toEqual({ logs });
});

test("an engine that breaks fails the job without a word of it, and the log has the stack", async () => {
  await using api = await testServerWithConnection();
  api.engine.start = async () => {
    throw new Error("boom at /secret/place");
  };
  const id = await startJob(api);
  const job = await endOf(api, id);
  expect(job).toMatchObject({ executionStatus: "failed", health: { code: "internal_error" } });
  expect(JSON.stringify(job)).not.toContain("boom");
  expect(api.logs).toContainEqual({
    level: "error",
    message: "unexpected error while running job",
    jobId: id,
    stack: expect.stringContaining("boom at /secret/place"),
  });
});

test("an engine that breaks after it committed leaves a completed job", async () => {
  await using api = await testServerWithConnection();
  api.engine.start = async (runId) => {
    api.engine.outcomes.set(runId, completed());
    throw new Error("late");
  };
  expect(await endOf(api, await startJob(api))).toMatchObject({ executionStatus: "completed" });
});

test("a running job is canceled", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = heldScript().script;
  const id = await startJob(api);
  await until(() => api.engine.ran.length === 1);
  const response = await ask(api, id, "canceled");
  expect(response.status).toBe(200);
  zJobStatusResponse.parse(await response.json());
  expect(await endOf(api, id)).toMatchObject({
    executionStatus: "canceled",
    desiredExecutionStatus: "canceled",
    health: { status: "error", code: "canceled" },
  });
  expect((await api.store.tables.page({ limit: 9 })).items).toEqual([]);
});

test("a waiting job is canceled at once and never runs", async () => {
  await using api = await testServerWithConnection();
  const held = heldScript();
  api.engine.script = held.script;
  const first = await startJob(api);
  const second = await startJob(api);
  expect(await (await ask(api, second, "canceled")).json()).toEqual({ executionStatus: "canceled" });
  held.settle(completed());
  await endOf(api, first);
  expect(api.engine.ran).toEqual([first]);
});

test("a job that completes in spite of the cancellation is completed", async () => {
  await using api = await testServerWithConnection();
  let settle: (outcome: RunOutcome) => void = () => undefined;
  api.engine.script = () =>
    new Promise((resolve) => {
      settle = resolve;
    });
  const id = await startJob(api);
  await until(() => api.engine.ran.length === 1);
  expect(await (await ask(api, id, "canceled")).json()).toEqual({ executionStatus: "running" });
  settle(completed());
  expect(await endOf(api, id)).toMatchObject({ executionStatus: "completed", desiredExecutionStatus: "canceled" });
});

test("a finished job cannot be canceled", async () => {
  await using api = await testServerWithConnection();
  const id = await startJob(api);
  await endOf(api, id);
  const response = await ask(api, id, "canceled");
  expect(response.status).toBe(400);
  expect(zErrorResponse.parse(await response.json())).toEqual({
    code: "StateConflict",
    message: "job not running: expected a job that waits or runs, received one that is completed",
    target: "/desiredExecutionStatus",
  });
});

test("canceling again is no conflict, running again is", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = heldScript().script;
  const id = await startJob(api);
  expect((await ask(api, id, "running")).status).toBe(200);
  await ask(api, id, "canceled");
  await endOf(api, id);
  expect(await (await ask(api, id, "canceled")).json()).toEqual({ executionStatus: "canceled" });
  expect((await ask(api, id, "running")).status).toBe(400);
});

test("suspended and unknown states are 400", async () => {
  await using api = await testServerWithConnection();
  api.engine.script = heldScript().script;
  const id = await startJob(api);
  for (const desired of ["suspended", "completed", "", null, undefined]) {
    const response = await ask(api, id, desired);
    expect(response.status).toBe(400);
    expect(zErrorResponse.parse(await response.json()).details?.[0]?.target).toBe("/desiredExecutionStatus");
  }
  expect(["pending", "running"]).toContain(await statusOf(api, id));
});
