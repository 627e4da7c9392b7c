import type { Cell, Engine, RunState } from "@starfix/engine";
import { engineConformance } from "@starfix/engine/conformance";
import { expect, test } from "vitest";
import { openDuckDb } from "./open-duckdb.ts";

/** An engine with a defect that the suite must find. */
type Defect = (engine: Engine) => Partial<Engine>;

/** Gives a run that has ended another id, so that it runs again. */
const startsAgain: Defect = (engine) => {
  const starts = new Map<string, number>();
  return {
    start: async (runId, ...rest) => {
      const count = starts.get(runId) ?? 0;
      starts.set(runId, count + 1);
      await engine.start(count === 0 ? runId : `${runId} again ${count}`, ...rest);
    },
  };
};

const DEFECTS: readonly (readonly [name: string, defect: Defect, found: RegExp])[] = [
  ["a second start that runs again", startsAgain, /^a run that is started again/],
  ["an end that a cancellation changes", cancelsEnded, /^to cancel a run that has ended/],
  ["a table that shows rows before the end", tableAhead, /^a run is running until its last byte/],
  ["progress that goes back", goesBack, /^a run is running until its last byte/],
  ["an unknown run that is reported as running", neverUnknown, /^a run that was never started/],
  ["rows that are cut off", cutsRows, /^columns come at once/],
  [
    "an abort that looks like an end",
    (engine) => ({ query: (query) => engine.query(query) }),
    /^the signal of a query/,
  ],
  ["a query that is refused by no name", refusesUnnamed, /^what a query cannot ask/],
  ["a job that is prepared and must not", preparesAll, /^a job of a kind/],
];

function tableAhead(engine: Engine): Partial<Engine> {
  const ahead = async (name: string) =>
    (await engine.table(name)) ?? { name, aggregate: false, columns: [], rows: 1, bytes: 1 };
  return { table: ahead };
}

function goesBack(engine: Engine): Partial<Engine> {
  return {
    async *observe(runId, signal) {
      let share = 1;
      for await (const state of engine.observe(runId, signal)) {
        share /= 2;
        yield state.state === "running" ? { ...state, progress: { ...state.progress, share } } : state;
      }
    },
  };
}

function cancelsEnded(engine: Engine): Partial<Engine> {
  const canceled = new Set<string>();
  return {
    cancel: async (runId) => void canceled.add(runId),
    async *observe(runId, signal) {
      for await (const state of engine.observe(runId, signal)) {
        const isChanged = state.state === "ended" && canceled.has(runId);
        yield isChanged ? { ...state, outcome: { status: "canceled", totals: state.outcome.totals } } : state;
      }
    },
  };
}

function neverUnknown(engine: Engine): Partial<Engine> {
  const totals = { numBytesProcessed: 0, numRowsProcessed: 0, numRowsSkippedByError: 0, numRowsPersisted: 0 };
  const running: RunState = { state: "running", progress: { totals, share: 0 } };
  return {
    async *observe(runId, signal) {
      for await (const state of engine.observe(runId, signal)) yield state.state === "unknown" ? running : state;
    },
  };
}

function cutsRows(engine: Engine): Partial<Engine> {
  return {
    query: async (query, signal) => {
      const { columns, rows } = await engine.query(query, signal);
      async function* first(): AsyncGenerator<readonly (readonly Cell[])[]> {
        for await (const batch of rows) return yield batch;
      }
      return { columns, rows: first() };
    },
  };
}

function refusesUnnamed(engine: Engine): Partial<Engine> {
  return {
    query: (query, signal) =>
      engine.query(query, signal).catch((error: unknown) => {
        throw new Error(String(error));
      }),
  };
}

function preparesAll(engine: Engine): Partial<Engine> {
  return {
    prepare: async (job) => {
      const result = await engine.prepare(job);
      return "refusals" in result ? { prepared: { job } } : result;
    },
  };
}

test.each(DEFECTS)("%s is found", async (_, defect, found) => {
  const opened: Engine[] = [];
  const open = async (): Promise<Engine> => {
    const engine = await openDuckDb({ memory: true });
    opened.push(engine);
    const faulty: Partial<Engine> = defect(engine);
    return new Proxy(engine, {
      // The members of an engine; its own fields are reached through itself.
      get: (target, name: keyof Engine) => {
        const member = faulty[name] ?? target[name];
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
  };
  const cases = engineConformance(open).filter(({ name }) => found.test(name));
  expect(cases).toHaveLength(1);
  for (const { run } of cases) await expect(run()).rejects.toThrow();
  for (const engine of opened) await engine.close();
});
