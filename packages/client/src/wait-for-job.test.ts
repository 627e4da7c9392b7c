import { expect, test, vi } from "vitest";
import { createClient } from "./client.ts";
import { JobFailedError } from "./job-failed-error.ts";
import { json, scriptedFetch } from "./testing/scripted-fetch.ts";
import { type JobProgressReport, waitForJob } from "./wait-for-job.ts";

const ID = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";

/** A service on which the job takes these states, one a look; the last one stays. */
function serviceOf(states: readonly string[], health: unknown = { status: "ok" }) {
  let look = 0;
  const answers: Readonly<Record<string, () => unknown>> = {
    status: () => ({ executionStatus: states[Math.min(look++, states.length - 1)] }),
    progress: () => ({ overallProgress: 0.25 }),
    metrics: () => ({ totals: { numRowsProcessed: 10 * look, numRowsPersisted: look } }),
    [ID]: () => ({ id: ID, executionStatus: states.at(-1), health }),
  };
  const asked: string[] = [];
  const client = createClient({
    url: "http://host",
    projectId: "p",
    apiKey: "pok_a",
    fetch: async (url) => {
      const name = url.split("/").at(-1) ?? "";
      asked.push(name);
      return json(200, answers[name]?.());
    },
  });
  return { client, asked };
}

test("a job is waited for until it has completed, and its counters come with it", async () => {
  const { client, asked } = serviceOf(["pending", "running", "completed"]);
  const { job, totals } = await waitForJob(client, ID, { interval: 1 });
  expect(job.executionStatus).toBe("completed");
  expect(totals).toEqual({ numRowsProcessed: 30, numRowsPersisted: 3 });
  expect(asked).toEqual(["status", "status", "status", ID, "metrics"]);
});

test("progress is reported at every look before the end", async () => {
  const { client } = serviceOf(["pending", "running", "completed"]);
  const reports: JobProgressReport[] = [];
  await waitForJob(client, ID, { interval: 1, onProgress: (report) => reports.push(report) });
  expect(reports).toEqual([
    { status: "pending", share: 0.25, totals: { numRowsProcessed: 10, numRowsPersisted: 1 } },
    { status: "running", share: 0.25, totals: { numRowsProcessed: 20, numRowsPersisted: 2 } },
  ]);
});

test("a state that is not known keeps the waiting up", async () => {
  const { client } = serviceOf(["unknown", "hibernating", "completed"]);
  await expect(waitForJob(client, ID, { interval: 1 })).resolves.toMatchObject({ job: { id: ID } });
});

test("a completed job with a warning is no failure", async () => {
  const health = { status: "warn", code: "invalid_rows_found", log: { message: "2 rows" } };
  const { client } = serviceOf(["completed"], health);
  await expect(waitForJob(client, ID)).resolves.toMatchObject({ job: { health } });
});

test.each([
  [
    { status: "error", code: "null_timestamp", message: "3 rows have no __time" },
    "null_timestamp: 3 rows have no __time",
  ],
  [
    { status: "error", code: "null_timestamp", message: null, log: { message: "from the log" } },
    "null_timestamp: from the log",
  ],
  [{ status: "error", code: "internal_error" }, "internal_error"],
])("a failed job is thrown with the code and the message of %j", async (health, reason) => {
  const { client } = serviceOf(["running", "failed"], health);
  const error = await waitForJob(client, ID, { interval: 1 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(JobFailedError);
  expect(error).toMatchObject({ code: health.code, job: { id: ID }, totals: { numRowsProcessed: 20 } });
  expect((error as Error).message).toBe(`job ${ID} failed: ${reason}`);
});

test("a canceled job is thrown, with or without a health", async () => {
  const { client } = serviceOf(["canceled"], null);
  await expect(waitForJob(client, ID)).rejects.toThrow(`job ${ID} was canceled`);
});

test("a job type without progress is reported without a share", async () => {
  const { fetch } = scriptedFetch(
    json(200, { executionStatus: "running" }),
    json(400, { code: "BadArgument", message: "no progress for sql jobs" }),
    json(200, {}),
    json(200, { executionStatus: "completed" }),
    json(200, { id: ID, executionStatus: "completed", health: { status: "ok" } }),
    json(200, {}),
  );
  const client = createClient({ url: "http://host", projectId: "p", apiKey: "pok_a", fetch });
  const onProgress = vi.fn();
  await waitForJob(client, ID, { interval: 1, onProgress });
  expect(onProgress.mock.calls).toEqual([[{ status: "running", share: undefined, totals: {} }]]);
});

test("a job that is not there is an error at once", async () => {
  const { fetch } = scriptedFetch(json(404, { code: "ObjectNotFound", message: "no such job" }));
  const client = createClient({ url: "http://host", projectId: "p", apiKey: "pok_a", fetch });
  await expect(waitForJob(client, ID)).rejects.toMatchObject({ status: 404, code: "ObjectNotFound" });
});

test("a signal ends the waiting with its reason", async () => {
  const { client } = serviceOf(["running"]);
  const stop = new AbortController();
  const waiting = waitForJob(client, ID, { interval: 60_000, signal: stop.signal });
  setTimeout(() => stop.abort(new Error("enough")), 5);
  await expect(waiting).rejects.toThrow("enough");
});

test("the looks grow rarer up to the longest interval", async () => {
  vi.useFakeTimers();
  try {
    const { client, asked } = serviceOf(["running"]);
    const stop = new AbortController();
    const waiting = waitForJob(client, ID, { signal: stop.signal }).catch(() => "stopped");
    await vi.advanceTimersByTimeAsync(1_000);
    // After 0, 100, 250, 475 and 813 ms.
    expect(asked).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(60_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.length - before).toBe(10);
    stop.abort();
    await expect(waiting).resolves.toBe("stopped");
  } finally {
    vi.useRealTimers();
  }
});
