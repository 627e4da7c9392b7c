import type { RunState } from "@starfix/engine";
import { expect, test } from "vitest";
import { openDruid } from "./open-druid.ts";
import { type Answer, fakeDruid } from "./testing/fake-druid.ts";
import { checked, koalas } from "./testing/requests.ts";

const TASK = "GET /druid/indexer/v1/task/query-run-1";
const running: Answer = [200, { status: { statusCode: "RUNNING", dataSource: "Koalas" } }];
const absent: Answer = [404, ""];

function engineOver(answers: Readonly<Record<string, readonly Answer[]>>) {
  const druid = fakeDruid(answers);
  const options = { broker: "http://broker", overlord: "http://overlord/", wait: async () => {}, fetch: druid.fetch };
  return { engine: openDruid(options), requests: druid.requests };
}

async function prepared(engine: ReturnType<typeof openDruid>) {
  const source = { type: "inline", data: '{"city":"Perth"}', formatSettings: { format: "nd-json" } } as const;
  const { inputSchema } = koalas.source as Extract<typeof koalas.source, { type: "s3" }>;
  const result = await engine.prepare(checked({ ...koalas, source: { ...source, inputSchema } }));
  if ("refusals" in result) throw new Error(JSON.stringify(result.refusals));
  return result.prepared;
}

async function statesOf(states: AsyncIterable<RunState>): Promise<readonly RunState[]> {
  const seen: RunState[] = [];
  for await (const state of states) seen.push(state);
  return seen;
}

test("a run is submitted as one statement whose id makes that of the task", async () => {
  const { engine, requests } = engineOver({
    [`${TASK}/status`]: [absent],
    "POST /druid/v2/sql/task": [[202, { taskId: "query-run-1", state: "RUNNING" }]],
  });
  await engine.start("run-1", await prepared(engine), { objects: [] });
  expect(requests.map(([request]) => request)).toEqual([`${TASK}/status`, "POST /druid/v2/sql/task"]);
  expect(requests[1]?.[1]).toMatchObject({
    query: expect.stringMatching(/^INSERT INTO "Koalas" SELECT .*EXTERN\('\{"type":"inline"/s),
    context: { sqlQueryId: "run-1" },
  });
});

test("a run that the cluster knows is not submitted again, whoever was first", async () => {
  const known = engineOver({ [`${TASK}/status`]: [running] });
  await known.engine.start("run-1", await prepared(known.engine), { objects: [] });
  expect(known.requests).toHaveLength(1);
  const raced = engineOver({
    [`${TASK}/status`]: [absent],
    "POST /druid/v2/sql/task": [[400, { errorMessage: "Task [query-run-1] already exists" }]],
  });
  await raced.engine.start("run-1", await prepared(raced.engine), { objects: [] });
  const refused = engineOver({
    [`${TASK}/status`]: [absent],
    "POST /druid/v2/sql/task": [[400, { errorMessage: "no such column" }]],
  });
  await expect(refused.engine.start("run-1", await prepared(refused.engine), { objects: [] })).rejects.toThrow(
    "no such column",
  );
});

test("a run that the cluster does not know is unknown", async () => {
  const { engine } = engineOver({ [`${TASK}/status`]: [absent] });
  expect(await statesOf(engine.observe("run-1"))).toEqual([{ state: "unknown" }]);
});

test("a task that was shut down ends as canceled", async () => {
  const { engine, requests } = engineOver({
    [`${TASK}/status`]: [running, [200, { status: { statusCode: "FAILED", errorMsg: "Shutdown request from user" } }]],
    [`${TASK}/reports`]: [[200, ""]],
    "POST /druid/indexer/v1/task/query-run-1/shutdown": [[200, ""]],
  });
  await engine.cancel("run-1");
  const states = await statesOf(engine.observe("run-1"));
  expect(states.map(({ state }) => state)).toEqual(["running", "ended"]);
  expect(states.at(-1)).toMatchObject({ outcome: { status: "canceled", totals: { numRowsPersisted: 0 } } });
  expect(requests[0]?.[0]).toBe("POST /druid/indexer/v1/task/query-run-1/shutdown");
});

test("a task that failed has the code of the contract for its error", async () => {
  const failed = { statusCode: "FAILED", errorMsg: "InsertTimeNull: a row has no time" };
  const { engine } = engineOver({ [`${TASK}/status`]: [[200, { status: failed }]], [`${TASK}/reports`]: [[200, ""]] });
  expect(await statesOf(engine.observe("run-1"))).toMatchObject([
    { state: "ended", outcome: { status: "failed", error: { code: "null_timestamp", message: "a row has no time" } } },
  ]);
});
