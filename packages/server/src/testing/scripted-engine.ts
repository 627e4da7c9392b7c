import type {
  BucketObject,
  Engine,
  EngineColumn,
  EngineTable,
  JobOutcome,
  JobPlan,
  QueryResult,
  Refusal,
  RunOptions,
} from "@starfix/engine";

/** What a job of the script does: settle at once, or when the test says so. */
export type Script = (plan: JobPlan, objects: readonly BucketObject[], options: RunOptions) => Promise<JobOutcome>;

/** An engine that does what a test tells it. Like a real one it keeps outcomes, and tables of completed jobs. */
export interface ScriptedEngine extends Engine {
  script: Script;
  refuse: readonly Refusal[];
  answer: (() => Promise<QueryResult>) | QueryResult;
  /** Ids of the jobs that were run, in order. */
  readonly ran: string[];
  readonly outcomes: Map<string, JobOutcome>;
}

export const COUNTERS = { bytesProcessed: 1234, rowsProcessed: 12, rowsSkippedByError: 0, rowsPersisted: 5 } as const;

const COLUMNS: readonly EngineColumn[] = [
  { name: "__time", type: "TIMESTAMP", role: "dimension" },
  { name: "city", type: "VARCHAR", role: "dimension" },
  { name: "max_session_length", type: "BIGINT", role: "measure" },
];

export function completed(): JobOutcome {
  return { status: "completed", counters: COUNTERS, columns: COLUMNS };
}

/** A script that waits until the test calls `settle`, or until the job is canceled. */
export function heldScript(): { script: Script; settle: (outcome: JobOutcome) => void } {
  let settle: (outcome: JobOutcome) => void = () => undefined;
  const held = new Promise<JobOutcome>((resolve) => {
    settle = resolve;
  });
  const script: Script = (_plan, _objects, { signal }) =>
    new Promise((resolve) => {
      const cancel = () => resolve({ status: "canceled", counters: COUNTERS });
      if (signal.aborted) cancel();
      signal.addEventListener("abort", cancel);
      void held.then(resolve);
    });
  return { script, settle: (outcome) => settle(outcome) };
}

export function createScriptedEngine(): ScriptedEngine {
  const tables = new Map<string, EngineTable>();
  const engine: ScriptedEngine = {
    name: "scripted",
    script: async () => completed(),
    refuse: [],
    answer: { columns: [], rows: [] },
    ran: [],
    outcomes: new Map(),
    refusals: async () => engine.refuse,
    run: async (plan, objects, options) => {
      const before = engine.outcomes.get(plan.jobId);
      if (before !== undefined) return before;
      engine.ran.push(plan.jobId);
      const outcome = await engine.script(plan, objects, options);
      engine.outcomes.set(plan.jobId, outcome);
      if (outcome.status === "completed") {
        const { columns } = outcome;
        const rows = (tables.get(plan.table)?.rows ?? 0) + outcome.counters.rowsPersisted;
        tables.set(plan.table, { name: plan.table, aggregate: plan.aggregates, columns, rows, bytes: rows * 10 });
      }
      return outcome;
    },
    outcome: async (jobId) => engine.outcomes.get(jobId),
    tables: async () => [...tables.values()],
    table: async (name) => tables.get(name),
    query: async () => (typeof engine.answer === "function" ? await engine.answer() : engine.answer),
    close: async () => undefined,
  };
  return engine;
}
