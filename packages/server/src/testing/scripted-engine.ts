import type {
  Cell,
  Engine,
  EngineColumn,
  EngineTable,
  QueryResult,
  Refusal,
  RunOutcome,
  RunProgress,
  RunState,
  SourceAccess,
} from "@starfix/engine";
import type { CheckedJob } from "@starfix/rules";

/** A run as a script sees it. */
export interface ScriptedRun {
  readonly id: string;
  readonly job: CheckedJob;
  readonly sources: SourceAccess;
  /** Aborts when the run is canceled. */
  readonly signal: AbortSignal;
  progress(progress: RunProgress): void;
}

/** What a run of the script does: settle at once, or when the test decides. */
export type Script = (run: ScriptedRun) => Promise<RunOutcome>;

/** An answer whose rows are at hand. */
export interface ScriptedAnswer {
  readonly columns: QueryResult["columns"];
  readonly rows: readonly (readonly Cell[])[];
}

/** An engine that does what a test says. Like a real one it keeps outcomes, and tables of completed jobs. */
export interface ScriptedEngine extends Engine {
  script: Script;
  refuse: readonly Refusal[];
  answer: ScriptedAnswer | ((signal: AbortSignal | undefined) => Promise<QueryResult>);
  /** Ids of the runs that were started, in order. */
  readonly ran: string[];
  /** How often a job was prepared. */
  prepared: number;
  readonly outcomes: Map<string, RunOutcome>;
  /** Loses a run, as an engine whose process died: nothing of it was committed. */
  lose(runId: string): void;
}

export const TOTALS = {
  numBytesProcessed: 1234,
  numRowsProcessed: 12,
  numRowsPersisted: 5,
  numRowsSkippedByError: 0,
} as const;

const NO_PROGRESS: RunProgress = {
  totals: { numBytesProcessed: 0, numRowsProcessed: 0, numRowsPersisted: 0, numRowsSkippedByError: 0 },
  share: 0,
};

const COLUMNS: readonly EngineColumn[] = [
  { name: "__time", type: "TIMESTAMP", role: "dimension" },
  { name: "city", type: "VARCHAR", role: "dimension" },
  { name: "max_session_length", type: "BIGINT", role: "measure" },
];

export function completed(): Extract<RunOutcome, { status: "completed" }> {
  return { status: "completed", totals: TOTALS, columns: COLUMNS };
}

/** A script that waits until the test calls `settle`, or until the run is canceled. */
export function heldScript(): { script: Script; settle: (outcome: RunOutcome) => void } {
  let settle: (outcome: RunOutcome) => void = () => undefined;
  const held = new Promise<RunOutcome>((resolve) => {
    settle = resolve;
  });
  const script: Script = ({ signal }) =>
    new Promise((resolve) => {
      const cancel = () => resolve({ status: "canceled", totals: TOTALS });
      if (signal.aborted) cancel();
      signal.addEventListener("abort", cancel);
      void held.then(resolve);
    });
  return { script, settle: (outcome) => settle(outcome) };
}

/** What is not among the capabilities of the engine. */
function refusalsOf(job: CheckedJob): readonly Refusal[] {
  if (job.kind !== "batch") {
    return [{ code: "unsupported_job", name: job.kind, message: `${job.kind} jobs do not run here`, pointer: "/type" }];
  }
  const { source } = job;
  if (source.kind !== "objects") {
    const message = `records of ${source.kind} are not read here`;
    return [{ code: "unsupported_source", name: source.kind, message, pointer: "/source/type" }];
  }
  const { format = "none" } = source.format ?? {};
  if (format === "nd-json") return [];
  const pointer = "/source/formatSettings/format";
  return [{ code: "unsupported_format", name: format, message: `${format} is not read here`, pointer }];
}

interface Running {
  state: RunState;
  readonly controller: AbortController;
  /** Called at each change of the state. */
  readonly observers: Set<() => void>;
}

export function createScriptedEngine(): ScriptedEngine {
  const tables = new Map<string, EngineTable>();
  const running = new Map<string, Running>();

  const change = (runId: string, state: RunState) => {
    const run = running.get(runId);
    if (run === undefined) return;
    run.state = state;
    if (state.state !== "running") running.delete(runId);
    for (const observer of run.observers) observer();
  };

  const end = (runId: string, job: CheckedJob, outcome: RunOutcome) => {
    if (!running.has(runId)) return;
    engine.outcomes.set(runId, outcome);
    if (outcome.status === "completed" && (job.kind === "batch" || job.kind === "streaming")) {
      const { table: name } = job.target;
      const { columns } = outcome;
      const rows = (tables.get(name)?.rows ?? 0) + outcome.totals.numRowsPersisted;
      tables.set(name, { name, aggregate: job.transform.aggregates, columns, rows, bytes: rows * 10 });
    }
    change(runId, { state: "ended", outcome });
  };

  const engine: ScriptedEngine = {
    capabilities: { jobs: ["batch"], sources: ["objects"], formats: ["nd-json"] },
    script: async () => completed(),
    refuse: [],
    answer: { columns: [], rows: [] },
    ran: [],
    prepared: 0,
    outcomes: new Map(),
    lose: (runId) => change(runId, { state: "unknown" }),
    prepare: async (job) => {
      engine.prepared += 1;
      const refusals = [...refusalsOf(job), ...engine.refuse];
      return refusals.length > 0 ? { refusals } : { prepared: { job } };
    },
    start: async (runId, { job }, sources) => {
      if (running.has(runId) || engine.outcomes.has(runId)) return;
      engine.ran.push(runId);
      const controller = new AbortController();
      const { signal } = controller;
      running.set(runId, { state: { state: "running", progress: NO_PROGRESS }, controller, observers: new Set() });
      const progress = (next: RunProgress) => change(runId, { state: "running", progress: next });
      engine.script({ id: runId, job, sources, signal, progress }).then(
        (outcome) => end(runId, job, outcome),
        () => change(runId, { state: "unknown" }),
      );
    },
    async *observe(runId, signal) {
      for (;;) {
        const run = running.get(runId);
        const outcome = engine.outcomes.get(runId);
        if (run === undefined) return yield outcome === undefined ? { state: "unknown" } : { state: "ended", outcome };
        const { state } = run;
        yield state;
        while (run.state === state && signal?.aborted !== true) {
          await new Promise<void>((resolve) => {
            run.observers.add(resolve);
            signal?.addEventListener("abort", () => resolve(), { once: true });
          });
        }
        if (signal?.aborted === true) return;
      }
    },
    cancel: async (runId) => running.get(runId)?.controller.abort(),
    tables: async () => [...tables.values()],
    table: async (name) => tables.get(name),
    query: async (_query, signal) => {
      const { answer } = engine;
      return typeof answer === "function" ? await answer(signal) : { ...answer, rows: batchesOf(answer.rows) };
    },
    close: async () => undefined,
  };
  return engine;
}

/** Rows one by one, each a batch. */
export async function* batchesOf(rows: readonly (readonly Cell[])[]): AsyncIterable<readonly (readonly Cell[])[]> {
  for (const row of rows) yield [row];
}
