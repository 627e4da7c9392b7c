import type { RunState } from "@starfix/engine";
import { expect, test } from "vitest";
import { openDruid } from "../open-druid.ts";

const TASK = "/druid/indexer/v1/task/query-run-1";
const SEGMENTS = "/druid/coordinator/v1/metadata/segments";

function reportOf(stages: readonly string[], counters: object): object {
  return {
    multiStageQuery: {
      payload: {
        status: {},
        stages: stages.map((phase, stageNumber) => ({
          stageNumber,
          phase,
          definition: { input: [{ type: stageNumber === 0 ? "external" : "stage" }] },
        })),
        counters,
      },
    },
  };
}

const input = { input0: { rows: [8], bytes: [100] }, output: { rows: [5] }, warnings: { CannotParseExternalData: 2 } };
const pushed = { "0": { "0": input }, "1": { "0": { segmentGenerationProgress: { rowsPushed: 5 } } } };

/** Each list is given one answer a time; the last one stays. */
function clusterOf(answers: {
  readonly status: readonly string[];
  readonly reports: readonly unknown[];
  readonly used?: readonly string[];
  readonly available?: readonly (readonly string[])[];
}) {
  const next = new Map<string, number>();
  const take = <TItem>(name: string, list: readonly TItem[]): TItem | undefined => {
    const at = next.get(name) ?? 0;
    next.set(name, at + 1);
    return list[Math.min(at, list.length - 1)];
  };
  let waits = 0;
  const engine = openDruid({
    broker: "http://broker",
    overlord: "http://overlord",
    wait: async () => {
      waits += 1;
    },
    fetch: async (url, init) => {
      const { pathname } = new URL(String(url));
      if (pathname === `${TASK}/status`) {
        return Response.json({ status: { statusCode: take("status", answers.status), dataSource: "T" } });
      }
      if (pathname === `${TASK}/reports`) {
        const report = take("reports", answers.reports);
        return typeof report === "string" ? new Response(report) : Response.json(report);
      }
      if (pathname === "/druid/coordinator/v1/datasources/T/loadstatus") return Response.json({ T: 100 });
      if (pathname === SEGMENTS) {
        return Response.json((answers.used ?? []).map((identifier) => ({ identifier, overshadowed: false })));
      }
      if (pathname !== "/druid/v2/sql") throw new Error(`unexpected request: ${url}`);
      const { query } = JSON.parse(String(init?.body));
      if (query.includes('"segment_id"')) {
        return Response.json((take("available", answers.available ?? []) ?? []).map((id) => ({ id })));
      }
      if (query.includes("sys.segments")) return Response.json([{ table: "T", metrics: '["m"]', rows: 5, bytes: 9 }]);
      return Response.json([
        { table: "T", name: "__time", type: "TIMESTAMP" },
        { table: "T", name: "m", type: "COMPLEX<HLLSketch>" },
      ]);
    },
  });
  return { engine, waits: () => waits };
}

async function statesOf(states: AsyncIterable<RunState>): Promise<readonly RunState[]> {
  const seen: RunState[] = [];
  for await (const state of states) seen.push(state);
  return seen;
}

const totals = { numBytesProcessed: 100, numRowsProcessed: 8, numRowsSkippedByError: 2, numRowsPersisted: 0 };
const none = { numBytesProcessed: 0, numRowsProcessed: 0, numRowsSkippedByError: 0, numRowsPersisted: 0 };

test("progress only grows, and rows are persisted when the task has ended", async () => {
  const { engine } = clusterOf({
    status: ["RUNNING", "RUNNING", "RUNNING", "RUNNING", "SUCCESS"],
    reports: [
      "",
      { error: "Can't find chatHandler" },
      reportOf(["FINISHED", "READING_INPUT"], pushed),
      // A worker was replaced.
      reportOf(["READING_INPUT", "NEW"], {}),
      reportOf(["FINISHED", "FINISHED"], pushed),
    ],
    used: ["s1"],
    available: [["s1"]],
  });
  expect(await statesOf(engine.observe("run-1"))).toEqual([
    { state: "running", progress: { totals: none, share: 0 } },
    { state: "running", progress: { totals, share: 0.5 } },
    {
      state: "ended",
      outcome: {
        status: "completed",
        totals: { ...totals, numRowsPersisted: 5 },
        warning: { code: "invalid_rows_found", message: "2 unreadable records were skipped" },
        columns: [
          { name: "__time", type: "TIMESTAMP", role: "dimension" },
          { name: "m", type: "OTHER", role: "measure" },
        ],
      },
    },
  ]);
});

test("a run has not ended until the broker reads every segment", async () => {
  const { engine, waits } = clusterOf({
    status: ["SUCCESS"],
    reports: [reportOf(["FINISHED", "FINISHED"], pushed)],
    used: ["s1", "s2"],
    available: [[], ["s2"], ["s1", "s2"]],
  });
  expect((await statesOf(engine.observe("run-1"))).map(({ state }) => state)).toEqual(["ended"]);
  expect(waits()).toBe(2);
});

test("Druid 27 counts no records that are read: those of the first stage are", async () => {
  const { engine } = clusterOf({
    status: ["SUCCESS"],
    reports: [reportOf(["FINISHED"], { "0": { "0": { input0: { totalFiles: [1] }, output: { rows: [5] } } } })],
  });
  const [state] = await statesOf(engine.observe("run-1"));
  expect(state).toMatchObject({
    state: "ended",
    outcome: { totals: { numRowsProcessed: 5, numRowsPersisted: 0 }, warning: { code: "no_rows_found" } },
  });
});

test("observing ends with the signal, and with the engine", async () => {
  const { engine } = clusterOf({ status: ["RUNNING"], reports: [""] });
  const stop = new AbortController();
  const seen: RunState[] = [];
  for await (const state of engine.observe("run-1", stop.signal)) {
    seen.push(state);
    stop.abort();
  }
  expect(seen).toHaveLength(1);
  await engine.close();
  expect(await statesOf(engine.observe("run-1"))).toEqual([]);
});
